"""The cast of the tests: one province with four agencies and their offices, and an outsider from another province.

Sở Công Thương is the focal agency, Sở Tài chính leads tasks (it took over from Sở Kế hoạch và Đầu tư on 01/3/2025),
Văn phòng UBND tỉnh is the issuer's office. All names and facts are made up.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from lotrinh.apps.accounts.actions import SYSTEM, give_office, open_account
from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.intake.actions import begin_reading, finish_reading
from lotrinh.apps.organisations.actions import add_organisation, add_province, record_succession
from lotrinh.apps.organisations.models import Organisation, Province
from tests.factories.readings import plan_reading

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MERGED_ON = date(2025, 3, 1)


def make_province(code: str = "97", name: str = "Mẫu") -> Province:
    return add_province(by=SYSTEM, at=AT, code=code, name=name)


def make_agency(
    province: Province,
    name: str,
    short_name: str = "",
    *,
    valid_from: date | None = None,
    valid_to: date | None = None,
    collective: bool = False,
    level: str = "province",
    kind: str = "department",
    territory: Province | None = None,
) -> Organisation:
    return add_organisation(
        by=SYSTEM,
        at=AT,
        province=province,
        name=name,
        short_name=short_name,
        kind=kind,
        level=level,
        territory=territory,
        valid_from=valid_from,
        valid_to=valid_to,
        collective=collective,
    )


def make_office(organisation: Organisation, *roles: str, username: str = "") -> Office:
    """One person holding one office in the agency; head and officer unless told otherwise."""
    held = list(roles) or ["head", "officer"]
    label = (
        f"{'Lãnh đạo' if 'head' in held else 'Chuyên viên'} {organisation.short_name or organisation.name}"
    )
    count = Office.objects.count()
    account = open_account(
        by=SYSTEM,
        at=AT,
        province_id=organisation.province_id,
        username=username or f"nguoi.dung.{count}",
        label=label,
    )
    return give_office(by=SYSTEM, at=AT, user=account, organisation=organisation, roles=held)


def make_administrator(organisation: Organisation) -> Office:
    """With a second step, without which administrators' pages stay closed."""
    office = make_office(organisation, "admin")
    set_up_second_step(office.user)
    return office


def set_up_second_step(user: User, secret: str = SECRET) -> None:
    """The code app, with this secret, and recovery codes."""
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)


def make_agencies(province: Province) -> dict[str, Organisation]:
    """The agencies by short code: SCT, STC, SKHDT (until 28/02/2025), VP, HUYEN (collective)."""
    agencies = {
        "SCT": make_agency(province, "Sở Công Thương tỉnh Mẫu", "Sở Công Thương"),
        "STC": make_agency(province, "Sở Tài chính tỉnh Mẫu", "Sở Tài chính"),
        "SKHDT": make_agency(
            province, "Sở Kế hoạch và Đầu tư tỉnh Mẫu", "Sở KH&ĐT", valid_to=date(2025, 2, 28)
        ),
        "VP": make_agency(province, "Văn phòng UBND tỉnh Mẫu", "Văn phòng UBND tỉnh"),
        "HUYEN": make_agency(
            province, "UBND các huyện, thành phố thuộc tỉnh Mẫu", "UBND các huyện, thành phố", collective=True
        ),
    }
    record_succession(
        by=SYSTEM,
        at=AT,
        predecessor=agencies["SKHDT"],
        successor=agencies["STC"],
        effective=MERGED_ON,
        legal_basis="Nghị định số 45/2025/NĐ-CP",
    )
    return agencies


def enter_plan(by: Office, content: bytes = b"") -> Directive:
    """The plan of readings.py as a draft, as if `by` had uploaded it."""
    reading = plan_reading()
    content = content or reading["text"].encode()
    job = begin_reading(by=by, at=AT, name="ke-hoach.txt", content=content)
    return finish_reading(by=by, at=AT, job=job, content=content, media_type="text/plain", reading=reading)

"""The cast of the permission tests: agencies in a tree, one person per role, and papers of every owner.

Everybody signs in as the same agency, Sở Tài chính; what changes is whose paper they look at:

own            entered and led by Sở Tài chính
coordinating   of Sở Xây dựng, Sở Tài chính takes part
sibling        of Sở Xây dựng, which stands under the same superior
parent         of the superior of both
child          of a unit of Sở Tài chính
other          of a department of another province
public         of Sở Xây dựng, open to all (every other one is internal)
limited        of Sở Xây dựng, for the agencies it names; Sở Tài chính is none of them

Rows are written straight into the tables: what the actions make of them has tests of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from lotrinh.apps.accounts.actions import delegate_office
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.calendars.actions import ask_unlocking, lock_period
from lotrinh.apps.calendars.models import PeriodLock
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.files.actions import store_file
from lotrinh.apps.files.models import StoredFile
from lotrinh.apps.indicators.models import Indicator, Observation, Target
from lotrinh.apps.intake.models import ReadingJob
from lotrinh.apps.journal.actions import sign_ended_days
from lotrinh.apps.organisations.actions import record_succession
from lotrinh.apps.organisations.models import Merger, Organisation, Province
from lotrinh.apps.reporting.actions import draw_up_periodic_report
from lotrinh.apps.reporting.models import Report
from lotrinh.apps.tasks.models import (
    CompletionClaim,
    Evidence,
    Extension,
    ProgressEntry,
    Task,
    TaskAgency,
)
from tests.factories.following import MIDYEAR
from tests.factories.readings import PLAN_TEXT
from tests.factories.story import (
    AT,
    SYSTEM,
    make_agency,
    make_office,
    make_province,
    set_up_second_step,
)

RELATIONS = ("own", "coordinating", "sibling", "parent", "child", "other", "public", "limited")
ROLES = (
    "anonymous",
    "citizen",
    "enterprise",
    "officer",
    "head",
    "focal",
    "leader",
    "reviewer",
    "supervisor",
    "admin",
    "deactivated",
)
_HELD = {"focal": ["head", "officer"], "deactivated": ["head", "officer"]}


@dataclass(slots=True)
class Papers:
    """What there is of one owner. `canary` stands in every text of it and nowhere else."""

    canary: str
    office: Office
    directive: Directive
    draft: Directive
    task: Task
    target: Target
    report: Report
    job: ReadingJob
    evidence: StoredFile
    unsent: StoredFile
    merger: str
    unlocking: str


@dataclass(slots=True)
class Cast:
    """`papers` by relation; those of `focal` name Sở Tài chính as the focal agency."""

    province: Province
    agencies: dict[str, Organisation]
    offices: dict[str, Office]
    papers: dict[str, Papers] = field(default_factory=dict)
    focal: dict[str, Papers] = field(default_factory=dict)

    def seen_by(self, role: str, relation: str) -> Papers:
        chosen = self.focal if role == "focal" else self.papers
        return chosen.get(relation) or self.papers[relation]


def make_cast() -> Cast:
    home, away = make_province(), make_province("96", "Khác")
    tree = {
        "TOP": make_agency(home, "Ban Chỉ đạo tỉnh Mẫu"),
        "STC": make_agency(home, "Sở Tài chính tỉnh Mẫu"),
        "SXD": make_agency(home, "Sở Xây dựng tỉnh Mẫu"),
        "SCT": make_agency(home, "Sở Công Thương tỉnh Mẫu"),
        "VP": make_agency(home, "Văn phòng UBND tỉnh Mẫu"),
        "UNIT": make_agency(home, "Trung tâm Dịch vụ tài chính tỉnh Mẫu"),
        "FAR": make_agency(away, "Sở Tài chính tỉnh Khác"),
    }
    for code, superior in {"STC": "TOP", "SXD": "TOP", "SCT": "TOP", "VP": "TOP", "UNIT": "STC"}.items():
        tree[code].parent = tree[superior]
        tree[code].save(update_fields=["parent"])
    tree["FAR"].number = "CQ-9999"  # numbers count per province, and those of two would be alike
    tree["FAR"].save(update_fields=["number"])
    for province in (home, away):
        _split(province)
    cast = Cast(home, tree, {role: _person(tree["STC"], role) for role in ROLES if role != "anonymous"})
    owners = {
        "own": "STC",
        "coordinating": "SXD",
        "sibling": "SXD",
        "parent": "TOP",
        "child": "UNIT",
        "other": "FAR",
        "public": "SXD",
        "limited": "SXD",
    }
    for relation, code in owners.items():
        office = make_office(tree[code], username=f"chu.{relation}")
        _lend(office)
        cast.papers[relation] = _papers(cast, relation, office, "SCT")
        if relation not in ("other", "limited"):
            cast.focal[relation] = _papers(cast, relation, office, "STC")
    sign_ended_days(at=MIDYEAR)
    return cast


def add_public(cast: Cast, count: int) -> None:
    """So many more public directives of Sở Xây dựng, each with a task and a target under the word of the public one."""
    office, canary = cast.papers["public"].office, cast.papers["public"].canary
    for number in range(100, 100 + count):
        directive = _directive(office, f"{canary}{number}", number, "public", state="in_force")
        _task(directive, office, f"{canary}{number}", [])
        _target(directive, office, f"{canary}{number}")


def _split(province: Province) -> None:
    """Sở Thông tin, whose work went to two others; nobody has said yet which of them has a task of it."""
    old = make_agency(province, f"Sở Thông tin {province.full_name}", valid_to=date(2025, 2, 28))
    for name in ("Sở Khoa học", "Sở Văn hóa"):
        record_succession(
            by=SYSTEM,
            at=AT,
            predecessor=old,
            successor=make_agency(province, f"{name} {province.full_name}"),
            effective=date(2025, 3, 1),
            legal_basis="Nghị quyết số 1",
            field=name,
        )


def _person(agency: Organisation, role: str) -> Office:
    office = make_office(agency, *_HELD.get(role, [role]), username=f"vai.{role}")
    if role == "admin":
        set_up_second_step(office.user)
    return office


def _lend(office: Office) -> None:
    colleague = make_office(office.organisation, "officer")
    delegate_office(
        by=SYSTEM,
        at=AT,
        office=office,
        to=colleague.user,
        roles=["officer"],
        valid_from=date(2026, 1, 6),
        valid_to=date(2030, 1, 6),
        legal_basis="Giấy ủy quyền số 1",
    )


def _papers(cast: Cast, relation: str, office: Office, focal: str) -> Papers:
    number = len(cast.papers) + len(cast.focal) + 1
    canary = f"hoamirung{number:02}{relation}"
    province = office.province
    classification = relation if relation in ("public", "limited") else "internal"
    home = province == cast.province
    followed = {
        "state": "in_force",
        "focal": cast.agencies[focal] if home else office.organisation,
        "issuer_office": cast.agencies["VP"] if home else office.organisation,
    }
    directive = _directive(office, canary, number, classification, **followed)
    draft = _directive(office, f"{canary}duthao", number + 50, classification)
    _proposal(draft, canary)
    coordinating = [cast.agencies["STC"]] if relation == "coordinating" else []
    task, evidence, unsent = _task(directive, office, canary, coordinating)
    if coordinating:
        _task(draft, office, f"{canary}duthao", coordinating)
    return Papers(
        canary=canary,
        office=office,
        directive=directive,
        draft=draft,
        task=task,
        target=_target(directive, office, canary),
        report=_report(directive, office, canary),
        job=_job(office, canary),
        evidence=evidence,
        unsent=unsent,
        merger=_merger(office, number),
        unlocking=_unlocking(office, canary, number),
    )


def _unlocking(office: Office, canary: str, number: int) -> str:
    """A request about a period locked long ago, under a number no other province has."""
    lock = PeriodLock.objects.filter(province=office.province).first() or lock_period(
        by=office, at=AT, kind="q1", year=2020
    )
    row = ask_unlocking(
        by=office, at=AT, lock=lock, reason=canary, until=AT.date(), scope_code=f"NV-{number:04}"
    )
    row.number = 1000 + number
    row.save(update_fields=["number"])
    return row.code


def _merger(office: Office, number: int) -> str:
    """A reorganisation that moved nothing, under a number no other province has."""
    row = Merger.objects.create(
        province=office.province,
        number=f"SX-{number:04}",
        title="Sắp xếp",
        legal_basis="Nghị quyết số 1",
        effective=AT.date(),
        applied_at=AT,
        applied_by=office.label,
    )
    return row.number


def _directive(office: Office, canary: str, number: int, classification: str, **more: Any) -> Directive:
    content = f"{PLAN_TEXT}\n{canary}"
    file = store_file(
        province_id=office.province_id,
        by=SYSTEM,
        at=AT,
        content=content.encode(),
        name=f"{canary}.txt",
        media_type="text/plain",
    )
    return Directive.objects.create(
        province=office.province,
        code=f"VB-{number:04}",
        number=f"{number}/{canary}",
        kind="plan",
        title=f"Kế hoạch {canary}",
        issuer_name=f"UBND tỉnh {canary}",
        issued_on=date(2026, 1, 2),
        file=file,
        text=content,
        reading={},
        entered_at=AT,
        entered_by=office.label,
        entered_for=office.organisation,
        classification=classification,
        **more,
    )


def _proposal(draft: Directive, canary: str) -> Proposal:
    return Proposal.objects.create(
        province=draft.province,
        directive=draft,
        number=1,
        kind="task",
        start=0,
        end=20,
        data={"title": f"Đề xuất {canary}", "lead": [], "coordinating": [], "type": "assigned"},
    )


def _task(
    directive: Directive, office: Office, canary: str, coordinating: list[Organisation]
) -> tuple[Task, StoredFile, StoredFile]:
    """Led by the owner and by a body whose work was split; with everything that can wait on a task."""
    task = Task.objects.create(
        province=directive.province,
        code=directive.code.replace("VB", "NVT"),
        directive=directive,
        start=len(PLAN_TEXT) + 1,
        end=len(PLAN_TEXT) + 1 + len(canary),
        title=f"Nhiệm vụ {canary}",
        type="assigned",
        product=f"Sản phẩm {canary}",
    )
    split = Organisation.objects.get(province=directive.province, name__startswith="Sở Thông tin")
    parts = [
        (office.organisation, "lead"),
        (split, "lead"),
        *((body, "coordinating") for body in coordinating),
    ]
    for body, part in parts:
        TaskAgency.objects.create(
            province=task.province, task=task, organisation=body, printed=body.name, part=part
        )
    sent = _entry(task, office, f"đã gửi {canary}", AT)
    unsent = _entry(task, office, f"chưa gửi {canary}rieng", None)
    files = [_evidence(entry, office, f"{canary}{place}") for place, entry in enumerate((sent, unsent))]
    asked = {"province": task.province, "task": task, "organisation": office.organisation}
    CompletionClaim.objects.create(
        **asked, completed_on=AT.date(), note=canary, claimed_at=AT, claimed_by=office.label
    )
    Extension.objects.create(
        **asked, until=date(2027, 1, 1), reason=canary, asked_at=AT, asked_by=office.label
    )
    return task, files[0], files[1]


def _entry(task: Task, office: Office, words: str, sent: Any) -> ProgressEntry:
    return ProgressEntry.objects.create(
        province=task.province,
        task=task,
        organisation=office.organisation,
        done=words,
        result=words,
        difficulty=words,
        drafted_at=AT,
        drafted_by=office.label,
        sent_at=sent,
        sent_by=office.label if sent else "",
    )


def _evidence(entry: ProgressEntry, office: Office, name: str) -> StoredFile:
    file = store_file(
        province_id=office.province_id,
        by=SYSTEM,
        at=AT,
        content=f"minh chứng {name}".encode(),
        name=f"{name}.txt",
        media_type="text/plain",
    )
    Evidence.objects.create(province=entry.province, entry=entry, file=file)
    return file


def _target(directive: Directive, office: Office, canary: str) -> Target:
    indicator = Indicator.objects.create(
        province=directive.province,
        code=directive.code.replace("VB", "CST"),
        name=f"Chỉ số {canary}",
        unit="%",
        scope="",
    )
    Observation.objects.create(
        province=directive.province,
        indicator=indicator,
        period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31),
        value="31.4",
        unit="%",
        kind="official",
        source=f"Niên giám {canary}",
        entered_at=AT,
        entered_by=office.label,
    )
    return Target.objects.create(
        province=directive.province,
        code=directive.code.replace("VB", "CTT"),
        indicator=indicator,
        directive=directive,
        start=0,
        end=20,
        sentence_start=len(PLAN_TEXT) + 1,
        sentence_end=len(PLAN_TEXT) + 1 + len(canary),
        comparator=">=",
        value="38.5",
        unit="%",
        aggregation="level",
        horizon_to=date(2030, 12, 31),
        owner=office.organisation,
    )


def _report(directive: Directive, office: Office, canary: str) -> Report:
    report = draw_up_periodic_report(
        by=office,
        at=AT,
        directive=directive,
        label=f"Kỳ {canary}",
        period_from=date(2026, 1, 1),
        period_to=date(2026, 3, 31),
        cut_off=date(2026, 3, 31),
    )
    # A code of its own: codes count per province, and those of two provinces would be alike.
    report.code = directive.code.replace("VB", "BCT")
    report.save(update_fields=["code"])
    return report


def _job(office: Office, canary: str) -> ReadingJob:
    return ReadingJob.objects.create(
        province=office.province,
        office=office,
        code=f"NT-{canary[9:11]}",
        name=f"{canary}.docx",
        sha256=canary,
        size=1,
        state="refused",
        refusal_code="empty",
        message="Tệp trống.",
        started_at=timezone.now(),
        touched_at=timezone.now(),
    )

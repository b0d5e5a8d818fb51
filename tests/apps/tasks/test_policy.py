"""Who may report, send, claim, decide, extend and manage; the table is the whole rule."""

from __future__ import annotations

import pytest

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks import policy
from lotrinh.apps.tasks.policy import Standing
from tests.factories.story import make_office


def standing(agencies: dict[str, Organisation], lead: str, **more: object) -> Standing:
    known = {"leads": (agencies[lead],), "coordinating": (agencies["VP"],), "reports_for_group": False} | more
    return Standing(
        province=agencies[lead].province_id,
        focal=agencies["SCT"],
        issuer_office=agencies["VP"],
        **known,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("code", "roles", "rights"),
    [
        ("STC", ("head",), {"report", "send", "claim"}),
        ("STC", ("officer",), {"report"}),
        ("STC", ("supervisor",), set()),
        ("STC", ("leader",), set()),
        ("SCT", ("head",), {"decide", "manage"}),
        ("SCT", ("officer",), set()),
        ("VP", ("head",), {"manage"}),
        ("VP", ("leader",), {"manage"}),
        ("HUYEN", ("head", "officer"), set()),
    ],
)
def test_rights_on_a_task_that_another_agency_leads(
    agencies: dict[str, Organisation], code: str, roles: tuple[str, ...], rights: set[str]
) -> None:
    by, of = make_office(agencies[code], *roles), standing(agencies, "STC")
    found = {
        "report": policy.can_report_progress(by, of),
        "send": policy.can_send_entry(by, of),
        "claim": policy.can_claim_completion(by, of) and policy.can_ask_extension(by, of),
        "decide": policy.can_decide_claim(by, of, agencies["STC"].pk),
        "manage": policy.can_manage_task(by, of),
    }
    assert {name for name, allowed in found.items() if allowed} == rights


def test_where_the_focal_agency_claims_the_issuers_office_decides(agencies: dict[str, Organisation]) -> None:
    of, claiming = standing(agencies, "SCT"), agencies["SCT"].pk
    assert of.decider_for(claiming) == agencies["VP"]
    assert policy.can_decide_claim(make_office(agencies["VP"]), of, claiming)
    assert not policy.can_decide_claim(make_office(agencies["SCT"]), of, claiming)
    assert not policy.can_decide_claim(make_office(agencies["STC"]), of, claiming)


def test_where_focal_agency_and_issuers_office_are_one_nobody_decides_for_itself(
    agencies: dict[str, Organisation],
) -> None:
    of = Standing(
        agencies["SCT"].province_id, (agencies["SCT"],), (), agencies["SCT"], agencies["SCT"], False
    )
    assert of.decider_for(agencies["SCT"].pk) is None
    assert not policy.can_decide_claim(make_office(agencies["SCT"]), of, agencies["SCT"].pk)


def test_the_focal_agency_reports_for_a_group(agencies: dict[str, Organisation]) -> None:
    of = standing(agencies, "HUYEN", reports_for_group=True)
    assert policy.can_report_progress(make_office(agencies["SCT"], "officer"), of)
    assert not policy.can_report_progress(make_office(agencies["STC"]), of)


def test_nothing_is_allowed_on_what_is_not_in_force(agencies: dict[str, Organisation]) -> None:
    by, of = make_office(agencies["STC"]), standing(agencies, "STC", in_force=False)
    assert not policy.can_report_progress(by, of) and not policy.can_claim_completion(by, of)
    assert policy.why_no_report(by, of, "Sở Tài chính") == policy.NOT_IN_FORCE
    assert not policy.can_manage_task(make_office(agencies["SCT"]), of)


@pytest.mark.parametrize(
    ("code", "roles", "said"),
    [
        (
            "SCT",
            ("head",),
            "Nhiệm vụ này do Sở Tài chính chủ trì; đơn vị của người dùng chỉ góp ý phần phối hợp.",
        ),
        ("STC", ("officer",), policy.NO_HEAD),
        ("STC", ("supervisor",), policy.NO_ROLE),
    ],
)
def test_the_refusal_says_why(
    agencies: dict[str, Organisation], code: str, roles: tuple[str, ...], said: str
) -> None:
    by = make_office(agencies[code], *roles)
    assert policy.why_no_claim(by, standing(agencies, "STC"), "Sở Tài chính") == said


def test_nobody_at_all_may_nothing(agencies: dict[str, Organisation], plan: Directive) -> None:
    of = standing(agencies, "STC")
    nobody: Office | None = None
    assert not policy.can_report_progress(nobody, of) and not policy.can_manage_task(nobody, of)

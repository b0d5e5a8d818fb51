"""A living province that merges or is renamed: as it was, as it is, nothing lost, and back within thirty days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.directives.queries.page import coverage_of
from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.models import Event
from lotrinh.apps.organisations.actions import Move, ProvinceChange
from lotrinh.apps.organisations.errors import ChangedSince, LaterActStands, LivesHere, NotYet, UndoTooLate
from lotrinh.apps.organisations.models import Merger, Organisation, Province, ProvinceName
from lotrinh.apps.organisations.queries import proposals_for
from lotrinh.apps.organisations.queries.provinces import proposed_change
from lotrinh.apps.organisations.queries.register import register_on
from lotrinh.apps.reporting.letterheads import letterhead_of
from lotrinh.apps.tasks.actions import carry_out_merger, carry_out_province_change, take_back_merger
from lotrinh.apps.tasks.queries.board import board_of
from tests.factories.following import MIDYEAR, events_written
from tests.factories.story import make_administrator, make_agency, make_office, make_province

pytestmark = pytest.mark.usefixtures("midyear")
Sign = Callable[[Office], Client]
TODAY = date(2026, 6, 25)
DAY = date(2026, 6, 1)
EVE = DAY - timedelta(days=1)
FORM = "/co-quan/tinh/doi/"
PAGE = "/co-quan/tinh/"


def grown(**changes: Any) -> ProvinceChange:
    told: dict[str, Any] = {
        "name": "tỉnh Lớn",
        "short_name": "TL",
        "code": "98",
        "effective": DAY,
        "legal_basis": "Nghị quyết số 202",
        "merges": True,
        "joined": ("Bên Cạnh",),
    }
    return ProvinceChange(**(told | changes))


def carry_out(by: Office, change: ProvinceChange | None = None) -> Merger:
    version = Province.objects.get(pk=by.province_id).version
    by = Office.objects.select_related("province", "organisation", "user").get(pk=by.pk)
    return carry_out_province_change(
        by=by, at=MIDYEAR, version=version, change=change or grown(), reason="Quốc hội quyết định"
    )


def leads(by: Office, on: date = TODAY) -> dict[str, list[str | None]]:
    lines = board_of(by, on).lines
    return {line.task.code: [share.now.name if share.now else None for share in line.leads] for line in lines}


def standing(province: Province) -> dict[str, Any]:
    """Everything a change touches, but the versions, which only count."""
    bodies = Organisation.objects.filter(province=province).values_list("name", "territory", "valid_to")
    row = Province.objects.values("name", "short_name", "code", "valid_from", "legal_basis").get(
        pk=province.pk
    )
    names = province.names.filter(undone_at__isnull=True).values_list(
        "kind", "text", "valid_from", "valid_to"
    )
    return {
        "row": row,
        "bodies": sorted(map(str, bodies)),
        "names": sorted(map(str, names)),
        "former": sorted(province.former.values_list("name", flat=True)),
    }


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def test_merging_keeps_every_task_and_tells_what_was(
    plan: Directive, province: Province, focal_office: Office
) -> None:
    before, eve = leads(focal_office), leads(focal_office, EVE)
    assert coverage_of(plan) == ""
    with events_written(province.pk, "change_province"):
        merger = carry_out(focal_office)
    assert leads(focal_office) == before and leads(focal_office, EVE) == eve
    assert merger.open_tasks == len(before) == 4
    province.refresh_from_db()
    assert (province.full_name, province.code, province.valid_from) == ("tỉnh Lớn", "98", DAY)
    assert [province.called_on(day) for day in (EVE, DAY)] == ["tỉnh Mẫu", "tỉnh Lớn"]
    assert {row.full_name: row.valid_to for row in province.former.all()} == {
        "tỉnh Mẫu": EVE,
        "tỉnh Bên Cạnh": EVE,
    }
    plan.refresh_from_db()
    assert coverage_of(plan) == "Có hiệu lực trên địa bàn tỉnh Mẫu trước đây, nay thuộc tỉnh Lớn."
    event = Event.objects.filter(province=province.pk, action="change_province").get()
    assert event.reason == "Quốc hội quyết định"
    assert event.before and event.after
    assert (event.before["name"], event.after["name"], event.after["bodies"]) == ("Mẫu", "tỉnh Lớn", 5)


def test_agencies_belong_to_the_former_territory_and_get_their_heirs_proposed(
    plan: Directive, province: Province, focal_office: Office
) -> None:
    central = make_agency(province, "Bộ Mẫu", level="central", kind="ministry")
    later = make_agency(province, "Sở Tài chính tỉnh Lớn", valid_from=DAY)
    carry_out(focal_office)
    former = province.former.get(name="Mẫu")
    territories = dict(Organisation.objects.filter(province=province).values_list("name", "territory"))
    assert territories["Sở Tài chính tỉnh Mẫu"] == former.pk
    assert territories[central.name] is territories[later.name] is None
    bodies = list(Organisation.objects.filter(province=province).select_related("province", "territory"))
    (found,) = (
        row for row in proposals_for(bodies, (), TODAY) if row.predecessor.name == "Sở Tài chính tỉnh Mẫu"
    )
    assert found.options[0].organisation == later and found.effective == DAY


def test_taking_back_restores_everything(plan: Directive, province: Province, focal_office: Office) -> None:
    before, tasks = standing(province), leads(focal_office)
    merger = carry_out(focal_office)
    assert standing(province) != before
    with events_written(province.pk, "undo_merger"):
        take_back_merger(by=focal_office, at=MIDYEAR, merger=merger, reason="ghi nhầm")
    assert standing(province) == before and leads(focal_office) == tasks
    assert province.names.filter(undone_at__isnull=False).count() == 3, "the names of the act stay, marked"
    assert coverage_of(plan) == ""
    carry_out(focal_office)  # and once more


def test_back_within_thirty_days_only(plan: Directive, focal_office: Office) -> None:
    merger = carry_out(focal_office)
    with pytest.raises(UndoTooLate):
        take_back_merger(by=focal_office, at=MIDYEAR + timedelta(days=31), merger=merger, reason="muộn")
    take_back_merger(by=focal_office, at=MIDYEAR + timedelta(days=30), merger=merger, reason="kịp")


def test_what_came_after_goes_back_first(
    plan: Directive, province: Province, focal_office: Office, agencies: dict[str, Organisation]
) -> None:
    merger = carry_out(focal_office)
    heir = make_agency(province, "Sở Tài chính tỉnh Lớn", valid_from=DAY)
    later = carry_out_merger(
        by=focal_office,
        at=MIDYEAR,
        title="Các sở",
        legal_basis="NQ 3",
        moves=[Move(agencies["STC"], heir, DAY, "NQ 3")],
    )
    with pytest.raises(LaterActStands, match=later.number):
        take_back_merger(by=focal_office, at=MIDYEAR, merger=merger, reason="ghi nhầm")
    take_back_merger(by=focal_office, at=MIDYEAR, merger=later, reason="ghi nhầm")
    take_back_merger(by=focal_office, at=MIDYEAR, merger=merger, reason="ghi nhầm")
    agencies["STC"].refresh_from_db()
    assert agencies["STC"].territory is None


def test_what_was_changed_since_is_not_overwritten(
    plan: Directive, province: Province, focal_office: Office
) -> None:
    merger = carry_out(focal_office)
    former = province.former.get(name="Mẫu")
    body = make_agency(province, "Trung tâm mới", territory=former)
    with pytest.raises(ChangedSince, match="Trung tâm mới"):
        take_back_merger(by=focal_office, at=MIDYEAR, merger=merger, reason="ghi nhầm")
    Organisation.objects.filter(pk=body.pk).update(territory=None)
    Directive.objects.filter(pk=plan.pk).update(territory=former)
    with pytest.raises(ChangedSince, match="tỉnh Mẫu"):
        take_back_merger(by=focal_office, at=MIDYEAR, merger=merger, reason="ghi nhầm")
    Directive.objects.filter(pk=plan.pk).update(territory=None)
    Province.objects.filter(pk=province.pk).update(name="tỉnh Khác nữa")
    with pytest.raises(ChangedSince, match="Khác nữa"):
        take_back_merger(by=focal_office, at=MIDYEAR, merger=merger, reason="ghi nhầm")


def test_renaming_leaves_no_former_territory(
    plan: Directive, province: Province, focal_office: Office
) -> None:
    carry_out(focal_office, grown(name="thành phố Mẫu", merges=False, joined=(), code="97", short_name=""))
    province.refresh_from_db()
    assert province.former.count() == 0 and coverage_of(plan) == ""
    assert [province.called_on(day) for day in (EVE, DAY)] == ["tỉnh Mẫu", "thành phố Mẫu"]
    names = province.names.filter(kind=ProvinceName.Kind.CODE)
    assert [(row.text, row.valid_to) for row in names] == [("97", None)], "the code was not changed"


def test_a_plan_of_a_name_before_the_last_still_finds_its_territory(
    plan: Directive, province: Province, focal_office: Office
) -> None:
    """Mẫu becomes Vừa, Vừa merges into Lớn: the plan was printed under the first."""
    carry_out(focal_office, grown(name="Vừa", merges=False, joined=(), effective=date(2026, 5, 1)))
    carry_out(focal_office)
    plan.refresh_from_db()
    assert coverage_of(plan) == "Có hiệu lực trên địa bàn tỉnh Mẫu trước đây, nay thuộc tỉnh Lớn."
    former = province.former.exclude(name="Bên Cạnh").get()
    assert (former.name, former.called_on(date(2026, 4, 30)), former.called_on(EVE)) == (
        "Vừa",
        "tỉnh Mẫu",
        "tỉnh Vừa",
    )


def test_papers_and_register_of_a_day_call_it_as_on_that_day(
    plan: Directive, province: Province, focal_office: Office, agencies: dict[str, Organisation]
) -> None:
    Organisation.objects.filter(pk=agencies["VP"].pk).update(territory=province)
    carry_out(focal_office, grown(name="thành phố Mẫu", merges=False, joined=()))
    province.refresh_from_db()
    heads = [letterhead_of(agencies["SCT"], province, day) for day in (EVE, DAY)]
    assert [head.superior for head in heads] == [
        "Ủy ban nhân dân tỉnh Mẫu",
        "Ủy ban nhân dân thành phố Mẫu",
    ]
    shown = {
        day: {entry.territory for entry in register_on(focal_office, day, TODAY, {})} for day in (EVE, DAY)
    }
    assert shown == {EVE: {"tỉnh Mẫu", ""}, DAY: {"thành phố Mẫu", ""}}


@pytest.mark.parametrize(
    ("change", "refusal", "said"),
    [
        ({"effective": TODAY + timedelta(days=1)}, NotYet, "26/6/2026"),
        ({"name": "Khác"}, LivesHere, "tỉnh Khác"),
        ({"joined": ("tỉnh Khác",)}, LivesHere, "tỉnh Khác"),
        ({"name": "Mẫu", "code": "97", "short_name": "", "joined": ()}, ActionRefused, "giống như đang dùng"),
    ],
)
def test_what_is_refused(
    plan: Directive, focal_office: Office, change: dict[str, Any], refusal: type[Exception], said: str
) -> None:
    make_province("96", "Khác")
    with events_written(plan.province_id), pytest.raises(refusal, match=said):
        carry_out(focal_office, grown(**change))


def test_the_day_lies_after_the_name_in_use(plan: Directive, focal_office: Office) -> None:
    carry_out(focal_office)
    with pytest.raises(ActionRefused, match="ngày đổi tên phải sau"):
        carry_out(focal_office, grown(name="Lớn nữa", joined=()))


def test_two_administrators_do_not_overwrite_each_other(plan: Directive, focal_office: Office) -> None:
    carry_out(focal_office)
    with pytest.raises(StaleEdit):
        carry_out_province_change(
            by=focal_office, at=MIDYEAR, version=1, change=grown(name="Khác hẳn"), reason="cũng ghi"
        )


@pytest.mark.parametrize(
    ("code", "name", "day", "found"),
    [
        ("54", "tỉnh Phú Yên", date(2026, 1, 1), ("tỉnh Đắk Lắk", True, "")),
        ("17", "tỉnh Hòa Bình", date(2026, 1, 1), ("tỉnh Phú Thọ", True, "Vĩnh Phúc")),
        ("54", "tỉnh Phú Yên", date(2025, 6, 30), None),
        ("01", "thành phố Hà Nội", date(2026, 1, 1), None),
        ("97", "Mẫu", date(2026, 1, 1), None),
        ("22", "tỉnh Quảng Ninh", date(2026, 8, 31), None),
        ("22", "tỉnh Quảng Ninh", date(2026, 9, 1), ("thành phố Quảng Ninh", False, "")),
    ],
)
def test_the_table_proposes(code: str, name: str, day: date, found: tuple[str, bool, str] | None) -> None:
    told = proposed_change(Province(code=code, name=name), day)
    assert (told and (told.name, told.merges, told.joined)) == found


class TestOnScreen:
    @pytest.fixture
    def keeper(self, plan: Directive, agencies: dict[str, Organisation], client_for: Sign) -> Client:
        return client_for(make_administrator(agencies["VP"]))

    @staticmethod
    def sent(do: str, **changes: Any) -> dict[str, Any]:
        return {
            "kind": "merge",
            "name": "tỉnh Lớn",
            "code": "98",
            "effective": "1/6/2026",
            "joined": "Bên Cạnh\n\n bên cạnh",
            "legal_basis": "NQ 202",
            "reason": "Quốc hội quyết định",
            "version": 1,
            "lam": do,
        } | changes

    def test_first_it_is_shown_then_done_then_taken_back(
        self, keeper: Client, plan: Directive, focal_office: Office
    ) -> None:
        count = len(leads(focal_office))
        with events_written(plan.province_id):
            shown = text(keeper.post(FORM, self.sent("xem")))
        assert f"{count} trên {count} vẫn còn" in shown and str(plan.number) in shown
        assert "5 cơ quan thuộc địa bàn tỉnh Mẫu" in shown
        keeper.post(FORM, self.sent("ghi"))
        merger = Merger.objects.get(province=plan.province_id)
        assert merger.title == "Hợp nhất tỉnh Mẫu, tỉnh Bên Cạnh → tỉnh Lớn"
        page = text(keeper.get(f"/co-quan/ke-thua/{merger.number}/"))
        assert "Quốc hội quyết định" in page and "5 cơ quan nay thuộc địa bàn tỉnh Mẫu" in page
        plan_page = text(keeper.get(f"/van-ban/{plan.code}/"))
        assert "địa bàn tỉnh Mẫu trước đây, nay thuộc tỉnh Lớn" in plan_page
        assert "<h1>Tỉnh Mẫu</h1>" in text(keeper.get(PAGE, {"ngay": "31/5/2026"}))
        assert "<h1>Tỉnh Lớn</h1>" in text(keeper.get(PAGE))
        keeper.post(f"/co-quan/ke-thua/{merger.number}/hoan-tac/", {"reason": "ghi nhầm"})
        assert "<h1>Tỉnh Mẫu</h1>" in text(keeper.get(PAGE))

    def test_only_administrators(
        self, keeper: Client, plan: Directive, agencies: dict[str, Organisation], client_for: Sign
    ) -> None:
        """The leaders who may reorganise agencies may neither do this nor undo it."""
        leader = client_for(make_office(agencies["VP"], "leader"))
        assert "quản trị ghi" in text(leader.get(FORM), 403)
        assert text(leader.post(FORM, self.sent("ghi")), 403)
        assert FORM not in text(leader.get(PAGE)) and FORM in text(keeper.get(PAGE))
        keeper.post(FORM, self.sent("ghi"))
        merger = Merger.objects.get(province=plan.province_id)
        assert "hoan-tac" not in text(leader.get(f"/co-quan/ke-thua/{merger.number}/"))
        text(leader.post(f"/co-quan/ke-thua/{merger.number}/hoan-tac/", {"reason": "thử"}), 403)
        merger.refresh_from_db()
        assert merger.undone_at is None

    def test_somebody_else_was_first(self, keeper: Client, plan: Directive, focal_office: Office) -> None:
        carry_out(focal_office)
        page = text(keeper.post(FORM, self.sent("ghi", name="tỉnh Rất Lớn")), 409)
        assert "tỉnh Lớn" in page and "tỉnh Rất Lớn" in page
        assert Province.objects.get(pk=plan.province_id).name == "tỉnh Lớn"

    def test_what_is_missing_or_contradicts_itself(self, keeper: Client, plan: Directive) -> None:
        told = text(keeper.post(FORM, self.sent("ghi", kind="rename", legal_basis="", reason="")), 400)
        assert "Chỉ đổi tên thì không có tỉnh khác cùng hợp nhất" in told and "văn bản căn cứ" in told
        told = text(keeper.post(FORM, self.sent("ghi", effective="1/7/2026")), 409)
        assert "đề nghị ghi khi đã đến ngày ấy" in told and "tỉnh Lớn" in told
        assert not Merger.objects.filter(province=plan.province_id).exists()

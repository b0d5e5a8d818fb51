"""Each public action of the product, done once over the plan of tests/factories, with the events it must write."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import lotrinh.apps
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.calendars import actions as calendars
from lotrinh.apps.directives import actions as directives
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.files import actions as files
from lotrinh.apps.indicators import actions as indicators
from lotrinh.apps.intake import actions as intake
from lotrinh.apps.journal import actions as journal
from lotrinh.apps.journal.models import ChainHead
from lotrinh.apps.notices import actions as notices
from lotrinh.apps.organisations import actions as organisations
from lotrinh.apps.organisations.listing import OrganisationStep, plan_organisations
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.reporting import actions as reporting
from lotrinh.apps.tasks import actions as tasks
from lotrinh.values.sheet import ImportedList, ListRow
from tests.apps.journal.account_actions import ROWS
from tests.apps.journal.account_actions import SILENT as SILENT_ON_ACCOUNTS
from tests.factories.following import claim_done, draft_on, give_task, measure
from tests.factories.readings import plan_reading
from tests.factories.story import enter_plan

NOW = datetime(2026, 6, 25, 3, 4, 5, 678_901, tzinfo=UTC)
"""To the microsecond, and at no other moment of the story."""


@dataclass(frozen=True, slots=True)
class World:
    """A plan in force and another draft, with the offices around them."""

    plan: Directive
    draft: Directive
    focal: Office
    lead: Office
    agencies: dict[str, Organisation]

    @property
    def now(self) -> dict[str, Any]:
        return {"by": self.focal, "at": NOW}

    def waiting(self, kind: str = "task") -> Proposal:
        return self.draft.proposals.filter(kind=kind, state=Proposal.State.PENDING).order_by("number")[0]

    def accepted(self, kind: str) -> Proposal:
        return intake.accept_proposal(by=self.focal, at=BEFORE, proposal=self.waiting(kind))

    def task(self, code: str = "NV-0003") -> Any:
        return self.plan.tasks.get(code=code)


BEFORE = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
Done = Callable[[World], object]


@dataclass(frozen=True, slots=True)
class Case:
    """`prepared` is done before and not counted; `events` are what the action writes, in order, as `who` acts."""

    events: tuple[str, ...]
    done: Callable[[World, Any], object]
    prepared: Done = field(default=lambda world: None)
    reason: str = ""
    who: str = "focal"


def one(event: str, done: Callable[..., object], prepared: Done | None = None, reason: str = "") -> Case:
    return Case((event,), done, prepared or (lambda world: None), reason)


GROWN = organisations.ProvinceChange("Lớn", "", "98", date(2026, 6, 1), "Nghị quyết số 6", merges=True)
WHY = "Theo Công văn số 15/UBND"


def organisation_steps(w: World) -> list[OrganisationStep]:
    """A body that is new, and a symbol corrected."""
    told = (("Sở Y tế tỉnh Mẫu", "SYT"), (w.agencies["STC"].name, "STC1"))
    titles = {key: key for key in ("name", "code", "kind", "level")}
    rows = tuple(
        ListRow(number, {"name": name, "code": code, "kind": "department", "level": "province"})
        for number, (name, code) in enumerate(told, 4)
    )
    found = ImportedList(titles=titles, rows=rows)
    steps, faults = plan_organisations(found, w.plan.province_id, NOW.date())
    assert not faults, faults
    return steps


def day_off(w: World, now: dict[str, Any]) -> Any:
    return calendars.override_day(
        **now,
        province_id=w.plan.province_id,
        day=date(2026, 6, 15),
        is_working=False,
        source="Công văn số 1/UBND",
    )


def locked(w: World) -> Any:
    return calendars.lock_period(by=w.focal, at=BEFORE, kind="q1", year=2026)


def mail_server(w: World, now: dict[str, Any]) -> Any:
    return notices.set_mail_server(
        **now,
        province_id=w.plan.province_id,
        version=0,
        host="thu.example.vn",
        port=587,
        security="starttls",
        username="a",
        password="b",
        sender="a@example.vn",
    )


CASES: dict[str, Case] = {
    **{name: Case(events, done, reason=why, who=who) for name, (events, done, why, who) in ROWS.items()},
    "organisations.add_province": one(
        "add_province",
        lambda w, _: organisations.add_province(**w.now, code="95", name="Cũ", merged_into=w.plan.province),
    ),
    "organisations.change_province": one(
        "change_province",
        lambda w, _: organisations.change_province(
            **w.now, province=w.plan.province, version=1, change=GROWN, reason=WHY
        ),
        reason=WHY,
    ),
    "organisations.add_organisation": one(
        "add_organisation",
        lambda w, _: organisations.add_organisation(
            **w.now, province=w.plan.province, name="Sở Xây dựng", kind="department", level="province"
        ),
    ),
    "organisations.record_succession": one(
        "record_succession",
        lambda w, _: organisations.record_succession(
            **w.now,
            predecessor=w.agencies["STC"],
            successor=w.agencies["SCT"],
            effective=date(2026, 7, 1),
            legal_basis="Nghị quyết số 1",
        ),
    ),
    "organisations.edit_organisation": one(
        "edit_organisation",
        lambda w, _: organisations.edit_organisation(
            **w.now, organisation=w.agencies["STC"], version=1, changes={"identifier": "000.00.12.H97"}
        ),
    ),
    "organisations.rename_organisation": one(
        "rename_organisation",
        lambda w, _: organisations.rename_organisation(
            **w.now,
            organisation=w.agencies["STC"],
            version=1,
            name="Sở Tài chính và Kế hoạch tỉnh Mẫu",
            short_name="Sở TC&KH",
            effective=date(2026, 6, 1),
            legal_basis="Nghị quyết số 2",
        ),
    ),
    "organisations.end_organisation": one(
        "end_organisation",
        lambda w, _: organisations.end_organisation(
            **w.now,
            organisation=w.agencies["STC"],
            version=1,
            last=date(2026, 6, 30),
            legal_basis="Nghị quyết số 3",
        ),
    ),
    "organisations.set_succession_day": one(
        "set_succession_day",
        lambda w, row: organisations.set_succession_day(
            **w.now, succession=row, day=date(2026, 5, 18), legal_basis="Nghị quyết số 4"
        ),
        lambda w: organisations.record_succession(
            by=w.focal,
            at=BEFORE,
            predecessor=w.agencies["STC"],
            successor=w.agencies["SCT"],
            effective=date(2026, 5, 1),
            precision="month",
            legal_basis="Nghị quyết số 4",
        ),
    ),
    "organisations.apply_merger": one("apply_merger", lambda w, _: merged(w, NOW), reason="Nghị quyết số 5"),
    "organisations.undo_merger": one(
        "undo_merger",
        lambda w, row: organisations.undo_merger(**w.now, merger=row, reason=WHY),
        lambda w: merged(w, BEFORE),
        WHY,
    ),
    "files.store_file": one(
        "store_file",
        lambda w, _: files.store_file(
            **w.now, province_id=w.plan.province_id, content=b"x", name="x.txt", media_type="text/plain"
        ),
    ),
    "files.log_refusal": one(
        "refuse_upload",
        lambda w, _: files.log_refusal(
            **w.now, province_id=w.plan.province_id, sha256="a" * 64, code="secret"
        ),
    ),
    "directives.enter_directive": one(
        "enter_directive",
        lambda w, file: directives.enter_directive(
            **w.now, province=w.plan.province, file=file, reading=plan_reading()
        ),
        lambda w: files.store_file(
            by=w.focal,
            at=BEFORE,
            province_id=w.plan.province_id,
            content=b"y",
            name="y.txt",
            media_type="text/plain",
        ),
    ),
    "directives.enter_reference": one(
        "enter_reference",
        lambda w, _: directives.enter_reference(
            **w.now,
            province=w.plan.province,
            number="1/NQ-CP",
            kind="resolution",
            type="Nghị quyết",
            title="a",
        ),
    ),
    "directives.link_directives": one(
        "link_directives",
        lambda w, _: directives.link_directives(**w.now, child=w.draft, parent=w.plan, relation="implements"),
    ),
    "directives.unlink_directives": one(
        "unlink_directives",
        lambda w, link: directives.unlink_directives(**w.now, link=link, reason=WHY),
        lambda w: directives.link_directives(
            by=w.focal, at=BEFORE, child=w.draft, parent=w.plan, relation="implements"
        ),
        WHY,
    ),
    "directives.edit_header": one(
        "edit_header",
        lambda w, _: directives.edit_header(
            **w.now, directive=w.plan, version=w.plan.version, changes={"title": "Khác"}
        ),
    ),
    "directives.classify_directive": one(
        "classify_directive",
        lambda w, _: directives.classify_directive(
            **w.now,
            directive=w.plan,
            version=w.plan.version,
            classification="limited",
            readers=[w.agencies["STC"]],
            reason=WHY,
        ),
        reason=WHY,
    ),
    "directives.set_report_due": one(
        "set_report_due", lambda w, _: directives.set_report_due(**w.now, directive=w.plan, on="11-30")
    ),
    "directives.confirm_directive": one(
        "confirm_directive",
        lambda w, _: directives.confirm_directive(
            **w.now, directive=w.draft, focal=w.agencies["SCT"], issuer_office=w.agencies["VP"]
        ),
        lambda w: intake.reject_all_waiting(by=w.focal, at=BEFORE, directive=w.draft, reason="trùng"),
    ),
    "directives.propose_by_hand": one(
        "propose_by_hand",
        lambda w, _: directives.propose_by_hand(
            **w.now, directive=w.draft, kind="task", start=0, end=9, data={"title": "a"}
        ),
    ),
    "directives.edit_proposal": one(
        "edit_proposal",
        lambda w, row: directives.edit_proposal(
            **w.now, proposal=row, version=row.version, edited={"title": "b"}
        ),
        World.waiting,
    ),
    "directives.mark_proposal": one(
        "mark_proposal",
        lambda w, row: directives.mark_proposal(**w.now, proposal=row, state="rejected", reason=WHY),
        World.waiting,
        WHY,
    ),
    "indicators.ensure_indicator": one(
        "add_indicator",
        lambda w, _: indicators.ensure_indicator(**w.now, province_id=w.plan.province_id, name="Chỉ số mới"),
    ),
    "indicators.set_target": one(
        "set_target",
        lambda w, _: indicators.set_target(
            **w.now,
            directive=w.plan,
            data={"span": [0, 9], "indicator": "Tỷ lệ lấp đầy các khu công nghiệp", "value": "80"},
        ),
    ),
    "indicators.withdraw_target": one(
        "withdraw_target",
        lambda w, row: indicators.withdraw_target(**w.now, target=row.target, reason=WHY),
        lambda w: w.accepted("target"),
        WHY,
    ),
    "indicators.add_observation": one(
        "add_observation",
        lambda w, row: indicators.add_observation(
            **w.now,
            indicator=row.indicator,
            period_from=row.period_from,
            period_to=row.period_to,
            value=Decimal("31.9"),
            source="Niên giám",
            kind="official",
            reason=WHY,
        ),
        lambda w: measure(w.focal, w.plan.targets.get(code="CT-0001").indicator, "31.4", 2025),
        WHY,
    ),
    "tasks.assign_task": one(
        "assign_task",
        lambda w, _: tasks.assign_task(**w.now, directive=w.plan, data={"span": [0, 9], "title": "Việc mới"}),
    ),
    "tasks.withdraw_task": one(
        "withdraw_task",
        lambda w, row: tasks.withdraw_task(**w.now, task=row.task, reason=WHY),
        lambda w: w.accepted("task"),
        WHY,
    ),
    "tasks.choose_responsible": one(
        "choose_responsible",
        lambda w, _: tasks.choose_responsible(
            **w.now, agency=w.task().agencies.all()[0], organisation=w.agencies["STC"], reason=WHY
        ),
        reason=WHY,
    ),
    "tasks.choose_for_many": Case(
        ("choose_responsible", "choose_responsible"),
        lambda w, _: tasks.choose_for_many(
            **w.now,
            chosen=[(w.task(code).agencies.all()[0], w.agencies["VP"]) for code in ("NV-0001", "NV-0003")],
            reason=WHY,
        ),
        reason=WHY,
    ),
    "tasks.carry_out_merger": one("apply_merger", lambda w, _: carried_out(w, NOW), reason="Nghị quyết số 5"),
    "tasks.carry_out_province_change": one(
        "change_province",
        lambda w, _: tasks.carry_out_province_change(**w.now, version=1, change=GROWN, reason=WHY),
        reason=WHY,
    ),
    "tasks.take_back_merger": one(
        "undo_merger",
        lambda w, row: tasks.take_back_merger(**w.now, merger=row, reason=WHY),
        lambda w: carried_out(w, BEFORE),
        WHY,
    ),
    "tasks.set_pause": one(
        "pause_task",
        lambda w, _: tasks.set_pause(**w.now, task=w.task(), paused_on=date(2026, 6, 20), reason=WHY),
        reason=WHY,
    ),
    "tasks.stop_task": one(
        "stop_task",
        lambda w, _: tasks.stop_task(**w.now, task=w.task(), stopped_on=date(2026, 6, 20), reason=WHY),
        reason=WHY,
    ),
    "tasks.draft_entry": one(
        "draft_entry",
        lambda w, _: tasks.draft_entry(
            **w.now, task=w.task(), organisation=w.focal.organisation, done="Đã họp", figure=Decimal("1.5")
        ),
    ),
    "tasks.edit_draft": one(
        "edit_draft",
        lambda w, row: tasks.edit_draft(**w.now, entry=row, version=row.version, changes={"done": "Đã ký"}),
        lambda w: draft_on(w.focal, w.task()),
    ),
    "tasks.send_entry": one(
        "send_entry",
        lambda w, row: tasks.send_entry(**w.now, entry=row),
        lambda w: draft_on(w.focal, w.task()),
    ),
    "tasks.discard_draft": one(
        "discard_draft",
        lambda w, row: tasks.discard_draft(**w.now, entry=row),
        lambda w: draft_on(w.focal, w.task()),
    ),
    "tasks.claim_completion": one(
        "claim_completion",
        lambda w, _: tasks.claim_completion(
            **w.now, task=w.task(), organisation=w.focal.organisation, completed_on=date(2026, 6, 1)
        ),
    ),
    "tasks.decide_claim": one(
        "return_completion",
        lambda w, row: tasks.decide_claim(**w.now, claim=row, accept=False, reason=WHY),
        lambda w: claim_done(w.lead, w.task("NV-0001")),
        WHY,
    ),
    "tasks.ask_extension": one("ask_extension", lambda w, _: asked(w, w.focal, NOW), reason=WHY),
    "tasks.decide_extension": one(
        "refuse_extension",
        lambda w, row: tasks.decide_extension(**w.now, extension=row, grant=False, note=WHY),
        lambda w: asked(w, w.lead, BEFORE),
        WHY,
    ),
    "reporting.set_duty": Case(
        ("set_duty",),
        lambda w, _: reporting.set_duty(**w.now, directive=w.plan, data={"span": [0, 9], "who": ["Sở A"]}),
    ),
    "reporting.withdraw_duty": Case(
        ("withdraw_duty", "set_report_due"),
        lambda w, row: reporting.withdraw_duty(**w.now, duty=row.duty, reason=WHY),
        lambda w: w.accepted("duty"),
        WHY,
    ),
    "reporting.draw_up_periodic_report": one(
        "draw_up_report",
        lambda w, _: reporting.draw_up_periodic_report(
            **w.now,
            directive=w.plan,
            label="Quý I năm 2026",
            period_from=date(2025, 12, 15),
            period_to=date(2026, 3, 14),
            cut_off=date(2026, 3, 14),
        ),
    ),
    "intake.finish_reading": Case(
        ("store_file", "enter_directive"),
        lambda w, job: intake.finish_reading(
            **w.now, job=job, content=b"z", media_type="text/plain", reading=plan_reading()
        ),
        lambda w: intake.begin_reading(by=w.focal, at=BEFORE, name="z.txt", content=b"z"),
    ),
    "intake.refuse_reading": one(
        "refuse_upload",
        lambda w, job: intake.refuse_reading(**w.now, job=job, code="secret", message="Có dấu mật"),
        lambda w: intake.begin_reading(by=w.focal, at=BEFORE, name="z.txt", content=b"z"),
    ),
    "intake.accept_proposal": Case(
        ("mark_proposal", "assign_task"),
        lambda w, row: intake.accept_proposal(**w.now, proposal=row),
        World.waiting,
    ),
    "intake.reject_proposal": one(
        "mark_proposal",
        lambda w, row: intake.reject_proposal(**w.now, proposal=row, reason=WHY),
        World.waiting,
        WHY,
    ),
    "intake.reopen_proposal": Case(
        ("withdraw_task", "mark_proposal"),
        lambda w, row: intake.reopen_proposal(**w.now, proposal=row),
        lambda w: w.accepted("task"),
    ),
    "intake.revise_proposal": one(
        "edit_proposal",
        lambda w, row: intake.revise_proposal(
            **w.now, proposal=row, version=row.version, edited={"title": "b"}
        ),
        World.waiting,
    ),
    "intake.accept_all_certain": Case(
        ("mark_proposal", "assign_task"),
        lambda w, _: intake.accept_all_certain(**w.now, directive=w.draft),
        lambda w: only_certain(w),
    ),
    "intake.reject_all_waiting": one(
        "mark_proposal",
        lambda w, _: intake.reject_all_waiting(**w.now, directive=w.draft, reason=WHY),
        lambda w: only_waiting(w),
        WHY,
    ),
    "intake.undo_last": Case(
        ("withdraw_task", "mark_proposal"),
        lambda w, _: intake.undo_last(**w.now, directive=w.draft),
        lambda w: w.accepted("task"),
    ),
    "intake.propose_passage": one(
        "propose_by_hand",
        lambda w, _: intake.propose_passage(
            **w.now, directive=w.draft, kind="task", span=(0, 9), data={"title": "a"}
        ),
    ),
    "intake.confirm_draft": Case(
        ("edit_header", "confirm_directive"),
        lambda w, _: intake.confirm_draft(
            **w.now,
            directive=w.draft,
            version=w.draft.version,
            changes={"title": "Khác"},
            focal=w.agencies["SCT"],
            issuer_office=w.agencies["VP"],
        ),
        lambda w: intake.reject_all_waiting(by=w.focal, at=BEFORE, directive=w.draft, reason="trùng"),
    ),
    "intake.correct_header": one(
        "edit_header",
        lambda w, _: intake.correct_header(
            **w.now, directive=w.plan, version=w.plan.version, changes={"title": "Khác"}
        ),
    ),
    "organisations.import_organisations": Case(
        ("add_organisation", "edit_organisation"),
        lambda w, _: organisations.import_organisations(
            **w.now, province=w.plan.province, steps=organisation_steps(w)
        ),
    ),
    "calendars.override_day": one("override_day", lambda w, _: day_off(w, w.now)),
    "calendars.drop_override": one(
        "drop_override",
        lambda w, row: calendars.drop_override(**w.now, row=row),
        lambda w: day_off(w, {"by": w.focal, "at": BEFORE}),
    ),
    "calendars.confirm_calendar": one(
        "confirm_calendar",
        lambda w, _: calendars.confirm_calendar(**w.now, province_id=w.plan.province_id, year=2026),
    ),
    "calendars.lock_period": one(
        "lock_period",
        lambda w, _: calendars.lock_period(**w.now, kind="q2", year=2026, note="Công văn số 20/UBND"),
    ),
    "calendars.ask_unlocking": one(
        "ask_unlocking",
        lambda w, lock: calendars.ask_unlocking(**w.now, lock=lock, reason=WHY, until=date(2026, 6, 30)),
        lambda w: locked(w),
        WHY,
    ),
    "calendars.decide_unlocking": one(
        "grant_unlocking",
        lambda w, row: calendars.decide_unlocking(
            **w.now, unlocking=row, grant=True, note=WHY, until=date(2026, 6, 30)
        ),
        lambda w: calendars.ask_unlocking(
            by=w.lead, at=BEFORE, lock=locked(w), reason=WHY, until=date(2026, 6, 20)
        ),
        WHY,
    ),
    "notices.set_mail_server": one("set_mail_server", lambda w, _: mail_server(w, w.now)),
    "notices.note_test_letter": one(
        "test_mail_server",
        lambda w, row: notices.note_test_letter(
            **w.now, province_id=w.plan.province_id, row=row, to="ai@example.vn"
        ),
        lambda w: mail_server(w, {"by": w.focal, "at": BEFORE}),
    ),
    "journal.record": one(
        "stop_task",
        lambda w, _: journal.record(
            **w.now,
            province=w.plan.province_id,
            action="stop_task",
            subject=w.task(),
            after={"a": 1},
            reason=WHY,
        ),
        reason=WHY,
    ),
    "journal.prune_journal": one(
        "prune_journal",
        lambda w, _: journal.prune_journal(**w.now, province=w.plan.province_id, months=3, reason=WHY),
        reason=WHY,
    ),
    "journal.rotate_journal_key": one(
        "rotate_journal_key", lambda w, _: journal.rotate_journal_key(**w.now, reason=WHY), reason=WHY
    ),
    "journal.reseal_journal": one(
        "reseal_journal",
        lambda w, _: journal.reseal_journal(**w.now, province=w.plan.province_id, reason=WHY),
        lambda w: ChainHead.objects.filter(province=w.plan.province_id).update(seal=""),
        WHY,
    ),
    "journal.note_restore": one(
        "note_restore",
        lambda w, _: journal.note_restore(**w.now, made_at=BEFORE, source="lotrinh-2026-06-01-020000.tar.gz"),
    ),
}


def moves(world: World) -> list[organisations.Move]:
    """Sở Tài chính into Sở Công Thương."""
    old, new = world.agencies["STC"], world.agencies["SCT"]
    return [organisations.Move(old, new, date(2026, 5, 1), "Nghị quyết số 5")]


def merged(world: World, at: datetime) -> Any:
    """In the register alone."""
    act = {"title": "Hợp nhất hai sở", "legal_basis": "Nghị quyết số 5", "moves": moves(world)}
    return organisations.apply_merger(by=world.focal, at=at, province=world.plan.province, **act)


def carried_out(world: World, at: datetime) -> Any:
    """With the tasks counted."""
    act = {"title": "Hợp nhất hai sở", "legal_basis": "Nghị quyết số 5", "moves": moves(world)}
    return tasks.carry_out_merger(by=world.focal, at=at, **act)


SILENT = {
    **SILENT_ON_ACCOUNTS,
    "files.clean_name": "changes a name, no row",
    "intake.begin_reading": "nothing is decided; what becomes of the file is recorded when it was read or refused",
    "intake.check_has_span": "looks only",
    "intake.note_step": "progress of the waiting page",
    "journal.months_before": "computes",
    "journal.sign_ended_days": "its signed head is itself the evidence",
    "journal.snapshot": "looks only",
    "organisations.last_day_to_undo": "computes",
    "organisations.restore_province": "part of undoing the act, which tells it",
    "organisations.next_code": "part of the action that takes the code",
}
"""Public functions of actions that write no event, and why."""


def asked(world: World, by: Office, at: datetime) -> Any:
    return tasks.ask_extension(
        by=by,
        at=at,
        task=world.task("NV-0001"),
        organisation=by.organisation,
        until=date(2027, 1, 1),
        reason=WHY,
    )


def only_waiting(world: World) -> None:
    """One proposal is left to decide."""
    world.draft.proposals.exclude(pk=world.waiting().pk).update(state=Proposal.State.REJECTED)


def only_certain(world: World) -> None:
    only_waiting(world)
    world.draft.proposals.filter(pk=world.waiting().pk).update(doubt=0)


def public_actions() -> Iterator[str]:
    """`app.function` of every public function written in an app's actions, whether one module or several."""
    for app in pkgutil.iter_modules(lotrinh.apps.__path__):
        name = f"lotrinh.apps.{app.name}.actions"
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError as missing:
            if missing.name != name:
                raise
            continue
        parts = [module]
        parts += [
            importlib.import_module(f"{name}.{part.name}")
            for part in pkgutil.iter_modules(getattr(module, "__path__", []))
        ]
        for part in parts:
            for verb, function in inspect.getmembers(part, inspect.isfunction):
                if function.__module__ == part.__name__ and not verb.startswith("_"):
                    yield f"{app.name}.{verb}"


def make_world(plan: Directive, focal: Office, lead: Office, agencies: dict[str, Organisation]) -> World:
    give_task(focal, plan)
    return World(plan, enter_plan(focal, b"another file"), focal, lead, agencies)

"""Plays the story scene by scene through the same reader and actions as a user's, with the same permissions checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.actions import confirm_directive, edit_header
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.directives.policy import can_confirm_directive, can_enter_directive
from lotrinh.apps.indicators.actions import add_observation
from lotrinh.apps.indicators.models import Indicator, Target
from lotrinh.apps.indicators.policy import can_add_observation
from lotrinh.apps.intake.actions import (
    accept_proposal,
    begin_reading,
    finish_reading,
    reject_proposal,
    revise_proposal,
)
from lotrinh.apps.organisations.actions import Move
from lotrinh.apps.organisations.policy import can_keep_register
from lotrinh.apps.reporting.actions import draw_up_periodic_report
from lotrinh.apps.reporting.policy import can_draw_up_report
from lotrinh.apps.tasks.actions import (
    ask_extension,
    carry_out_merger,
    choose_responsible,
    claim_completion,
    decide_claim,
    decide_extension,
    draft_entry,
    send_entry,
)
from lotrinh.apps.tasks.models import ProgressEntry, Task
from lotrinh.apps.tasks.policy import (
    can_ask_extension,
    can_claim_completion,
    can_decide_claim,
    can_manage_task,
    can_report_progress,
    can_send_entry,
)
from lotrinh.apps.tasks.queries import Line, line_of
from lotrinh.cli.example.periods import Periods
from lotrinh.cli.example.stage import day_of
from lotrinh.cli.example.story import VIETNAM, Story, StoryBroken, must
from lotrinh.convert.children import read_in_child
from lotrinh.values.folding import search_key

Say = Callable[[str], None]


class Player(Periods):
    """The stage and what is made while the story is played."""

    def __init__(self, story: Story, say: Say) -> None:
        super().__init__(story)
        self.say = say
        self.indicators: dict[str, Indicator] = {}
        self.drafts: dict[int, ProgressEntry] = {}

    @transaction.atomic
    def play(self) -> None:
        """Everything or nothing: a story that breaks leaves no half province."""
        self.build()
        scenes = self.story.scenes
        for number, scene in enumerate(scenes, 1):
            if number % 20 == 1 or scene.verb in ("upload", "report"):
                self.say(f"      {number:3}/{len(scenes)} {scene.at:%d/%m/%Y} {_VERBS[scene.verb]}")
            getattr(self, f"_{scene.verb}")(scene.at, scene.facts)

    def _upload(self, at: datetime, facts: dict[str, Any]) -> None:
        by = self.offices[facts["uploaded_by"]]
        must(can_enter_directive(by), facts, "không được nạp văn bản")
        content = (self.story.folder / facts["file"]).read_bytes()
        job = begin_reading(by=by, at=at, name=facts["file"], content=content)
        answer = read_in_child(
            content, facts["file"], {"province": f"tỉnh {self.home.name}"}, lambda step, percent: None
        )
        if "refused" in answer:
            raise StoryBroken(f"{facts['file']}: {answer['refused']['message']}")
        reading = answer["reading"]
        directive = finish_reading(
            by=by,
            at=at,
            job=job,
            content=content,
            media_type=reading["source"]["media_type"],
            reading=reading,
        )
        territory = self.provinces[facts["territory"]]
        directive = edit_header(
            by=by,
            at=at,
            directive=directive,
            version=directive.version,
            changes={"territory_id": territory.pk},
        )
        self.directives[facts["key"]] = directive
        self._decide_proposals(by, at, directive, facts["accept"] == "all")

    def _decide_proposals(self, by: Office, at: datetime, directive: Directive, take: bool) -> None:
        names = self._indicator_names(directive) if take else {}
        for proposal in directive.proposals.all():
            if not take or _is_told_as_duty(proposal):
                reason = "đã ghi ở chế độ báo cáo" if take else ""
                reject_proposal(by=by, at=at, proposal=proposal, reason=reason)
                continue
            if proposal.pk in names:
                edited = {**proposal.data, **names[proposal.pk]}
                proposal = revise_proposal(
                    by=by, at=at, proposal=proposal, version=proposal.version, edited=edited
                )
            accept_proposal(by=by, at=at, proposal=proposal)

    def _indicator_names(self, directive: Directive) -> dict[Any, dict[str, Any]]:
        """What the officer writes over the reader's wording: the statistical name of each target's indicator."""
        found: dict[Any, dict[str, Any]] = {}
        for facts in self.story.told["indicator"]:
            proposal = self._target_proposal(directive, facts)
            if proposal is None:
                continue
            fields = ("unit", "aggregation", "scope", "comparator")
            found[proposal.pk] = {"indicator": facts["name"]} | {
                name: facts[name] for name in fields if name in facts
            }
        return found

    def _target_proposal(self, directive: Directive, facts: dict[str, Any]) -> Proposal | None:
        proposal: Proposal
        for proposal in directive.proposals.filter(kind=Proposal.Kind.TARGET):
            start, end = proposal.data["sentence"]
            sentence = search_key(directive.text[start:end])
            if search_key(facts["target"]) in sentence and Decimal(proposal.data["value"]) == Decimal(
                facts["value"]
            ):
                return proposal
        return None

    def _confirm(self, at: datetime, facts: dict[str, Any]) -> None:
        by, directive = self.offices[facts["confirmed_by"]], self.directives[facts["key"]]
        self.link(at)
        must(can_confirm_directive(by, directive), facts, "không được xác nhận văn bản")
        self.directives[facts["key"]] = confirm_directive(
            by=by,
            at=at,
            directive=directive,
            focal=self.agencies[facts["focal"]],
            issuer_office=self.agencies[facts["issuer_office"]],
            classification=facts.get("classification", ""),
        )
        for told in self.story.told["indicator"]:
            target = Target.objects.filter(directive=directive, indicator__name=told["name"]).first()
            if target:
                self.indicators[told["key"]] = target.indicator

    def _merge(self, at: datetime, facts: dict[str, Any]) -> None:
        """As on the page of successions: all open tasks are counted before and after."""
        by = self.offices[facts["by"]]
        must(can_keep_register(by), facts, "không được ghi sắp xếp")
        moves = [
            Move(
                self.agencies[old],
                self.agencies[new],
                facts["effective"],
                facts["legal_basis"],
                field,
                ends=ends,
            )
            for old, new, field, ends in facts["moves"]
        ]
        merger = carry_out_merger(
            by=by, at=at, title=facts["title"], legal_basis=facts["legal_basis"], moves=moves
        )
        told = f"{merger.open_tasks} nhiệm vụ mở, {merger.queued_tasks} chờ chọn cơ quan kế thừa"
        self.say(f"      {at:%d/%m/%Y} {merger.title}: {told}")

    def _route(self, at: datetime, facts: dict[str, Any]) -> None:
        by, line = self._line(facts["by"], at, facts)
        must(can_manage_task(by, line.standing), facts, "không được chọn cơ quan kế thừa")
        agency = line.leads[0].row
        choose_responsible(
            by=by, at=at, agency=agency, organisation=self.agencies[facts["to"]], reason=facts["reason"]
        )

    def _observe(self, at: datetime, facts: dict[str, Any]) -> None:
        by = self.offices[self.story.told["observations"]["by"]]
        if facts["indicator"] not in self.indicators:
            raise StoryBroken(f"chỉ số {facts['indicator']} chưa có chỉ tiêu nào trong văn bản đã xác nhận")
        indicator = self.indicators[facts["indicator"]]
        must(can_add_observation(by, indicator), facts, "không được nhập số liệu")
        add_observation(
            by=by,
            at=at,
            indicator=indicator,
            period_from=date.fromisoformat(facts["from"]),
            period_to=date.fromisoformat(facts["to"]),
            value=Decimal(facts["value"]),
            kind=facts["kind"],
            source=facts["source"],
            quote=facts["quote"],
            released_on=day_of(facts["released_on"]),
        )

    def _draft(self, at: datetime, facts: dict[str, Any]) -> None:
        by, line = self._line(facts["by"], at, facts)
        must(can_report_progress(by, line.standing), facts, "không được báo cáo tiến độ")
        self.drafts[id(facts)] = draft_entry(
            by=by,
            at=at,
            task=line.task,
            organisation=by.organisation,
            done=facts["done"],
            result=facts.get("result", ""),
            figure=Decimal(facts["figure"]) if "figure" in facts else None,
            figure_unit=facts.get("unit", ""),
            difficulty=facts.get("difficulty", ""),
            proposal=facts.get("proposal", ""),
        )

    def _send(self, at: datetime, facts: dict[str, Any]) -> None:
        by, line = self._line(facts["sent_by"], at, facts)
        must(can_send_entry(by, line.standing), facts, "không được gửi báo cáo")
        send_entry(by=by, at=at, entry=self.drafts[id(facts)])

    def _claim(self, at: datetime, facts: dict[str, Any]) -> None:
        by, line = self._line(facts["by"], at, facts)
        must(can_claim_completion(by, line.standing), facts, "không được đề nghị công nhận hoàn thành")
        claim_completion(
            by=by,
            at=at,
            task=line.task,
            organisation=by.organisation,
            completed_on=facts["completed_on"],
            note=facts.get("note", ""),
        )

    def _decide(self, at: datetime, facts: dict[str, Any]) -> None:
        by, line = self._line(facts["decided_by"], at, facts)
        claim = line.waiting_claim
        if claim is None:
            raise StoryBroken(f"{facts['task']}: không có đề nghị nào đang chờ")
        must(can_decide_claim(by, line.standing, claim.organisation_id), facts, "không được quyết định")
        decide_claim(
            by=by, at=at, claim=claim, accept=facts["outcome"] == "accepted", reason=facts.get("reason", "")
        )

    def _extend(self, at: datetime, facts: dict[str, Any]) -> None:
        by, line = self._line(facts["by"], at, facts)
        must(can_ask_extension(by, line.standing), facts, "không được xin gia hạn")
        ask_extension(
            by=by,
            at=at,
            task=line.task,
            organisation=by.organisation,
            until=facts["until"],
            reason=facts["reason"],
        )

    def _decide_extension(self, at: datetime, facts: dict[str, Any]) -> None:
        by, line = self._line(facts["decided_by"], at, facts)
        extension = line.waiting_extension
        if extension is None:
            raise StoryBroken(f"{facts['task']}: không có đề nghị gia hạn nào đang chờ")
        must(
            can_decide_claim(by, line.standing, extension.organisation_id),
            facts,
            "không được quyết định gia hạn",
        )
        decide_extension(
            by=by, at=at, extension=extension, grant=facts["outcome"] == "granted", note=facts.get("note", "")
        )

    def _report(self, at: datetime, facts: dict[str, Any]) -> None:
        by, directive = self.offices[facts["by"]], self.directives[facts["document"]]
        must(
            can_draw_up_report(by, directive.focal_id, directive.issuer_office_id),
            facts,
            "không được lập báo cáo",
        )
        draw_up_periodic_report(
            by=by,
            at=at,
            directive=directive,
            label=facts["label"],
            period_from=facts["from"],
            period_to=facts["to"],
            cut_off=facts["cut_off"],
        )

    def _line(self, username: str, at: datetime, facts: dict[str, Any]) -> tuple[Office, Line]:
        """The person and the task a scene names by a phrase that stands once in the document's tasks."""
        by = self.offices[username]
        directive = self.directives[facts.get("document", "ke-hoach-2024")]
        key = search_key(facts["task"])
        tasks = [task for task in Task.objects.filter(directive=directive) if key in search_key(task.title)]
        if len(tasks) != 1:
            raise StoryBroken(f"“{facts['task']}” ứng với {len(tasks)} nhiệm vụ của {directive}")
        return by, line_of(by, at.astimezone(VIETNAM).date(), tasks[0])


_VERBS = {
    "upload": "đọc văn bản",
    "confirm": "xác nhận văn bản",
    "merge": "sắp xếp tổ chức",
    "route": "chọn cơ quan kế thừa",
    "observe": "nhập số liệu",
    "draft": "báo cáo tiến độ",
    "send": "gửi báo cáo tiến độ",
    "claim": "đề nghị công nhận hoàn thành",
    "decide": "xem xét đề nghị",
    "extend": "xin gia hạn",
    "decide_extension": "quyết định gia hạn",
    "report": "lập báo cáo",
    "lock": "khóa kỳ báo cáo",
    "ask_unlock": "đề nghị mở khóa",
}


def _is_told_as_duty(proposal: Proposal) -> bool:
    """A task that only orders to report: the officer keeps it as the reporting duty that stands on the same words."""
    if proposal.kind != Proposal.Kind.TASK:
        return False
    duties = proposal.directive.proposals.filter(kind=Proposal.Kind.DUTY)
    return any(_mostly_same(proposal, duty) for duty in duties)


def _mostly_same(task: Proposal, duty: Proposal) -> bool:
    shared = min(task.end, duty.end) - max(task.start, duty.start)
    return shared * 5 >= (task.end - task.start) * 3

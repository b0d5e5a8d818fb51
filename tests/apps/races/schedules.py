"""Case 53: sending, editing, dropping, claiming, deciding, stopping and confirming in random order and at once."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from lotrinh.apps.directives.actions import confirm_directive, edit_proposal
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.intake.actions import accept_proposal, reject_proposal, reopen_proposal
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.models import Event
from lotrinh.apps.journal.verifying import verify_chain
from lotrinh.apps.reporting.actions import draw_up_periodic_report
from lotrinh.apps.tasks.actions import (
    ask_extension,
    claim_completion,
    decide_claim,
    decide_extension,
    discard_draft,
    edit_draft,
    send_entry,
    stop_task,
)
from lotrinh.apps.tasks.models import CompletionClaim, Extension, ProgressEntry, Task
from lotrinh.apps.tasks.queries import board_of
from tests.apps.races.ground import Ground, at_once, named, open_ground, tell
from tests.factories.following import draft_on, give_task
from tests.factories.story import enter_plan

AT_ONCE = 6
Work = Callable[[], Any]


def main() -> None:
    rounds, seed = int(sys.argv[1]), int(sys.argv[2])
    dice = random.Random(seed)
    ground = open_ground()
    legal, answers, wrong = 0, Counter[str](), []
    for number in range(rounds):
        works, judge = dice.choice((_progress, _completion, _completion, _confirmation))(ground, dice, number)
        found = at_once(works)
        answers += named(
            [each for each in found if isinstance(each, Exception) and not isinstance(each, ActionRefused)]
        )
        faults = judge()
        legal += not faults
        wrong += faults
    tell(
        legal=legal,
        unexpected=dict(answers),
        wrong=wrong[:5],
        shown=_numbers(ground),
        fault=str(verify_chain(ground.plan.province_id).fault),
    )


def _progress(ground: Ground, dice: random.Random, number: int) -> tuple[list[Work], Callable[[], list[str]]]:
    """One draft: sent, edited and dropped by several."""
    task = give_task(ground.focal, ground.plan, f"Nhiệm vụ theo dõi {number}")
    entry = draft_on(ground.lead, task)

    def send() -> None:
        send_entry(by=ground.lead, at=timezone.now(), entry=entry)

    def edit() -> None:
        changes = {"done": "Bản sửa"}
        edit_draft(by=ground.officer, at=timezone.now(), entry=entry, version=1, changes=changes)

    def drop() -> None:
        discard_draft(by=ground.lead, at=timezone.now(), entry=entry)

    def stop() -> None:
        stop_task(
            by=ground.focal, at=timezone.now(), task=task, stopped_on=timezone.localdate(), reason="Dừng"
        )

    def judge() -> list[str]:
        told = Event.objects.filter(subject__in=(entry.pk, task.pk)).order_by("number")
        story = list(told.values_list("action", flat=True))
        row = ProgressEntry.objects.filter(pk=entry.pk).first()
        sent, dropped = story.count("send_entry"), story.count("discard_draft")
        ends = [name for name in story if name in ("send_entry", "discard_draft")]
        after = story[story.index(ends[0]) :] if ends else []
        checks = {
            "gửi và bỏ nhiều nhất một lần": sent + dropped <= 1,
            "đã bỏ thì không còn dòng": (row is None) == (dropped == 1),
            "đã gửi thì có người gửi": row is None or (row.sent_at is not None) == (sent == 1),
            "không sửa sau khi gửi hoặc bỏ": "edit_draft" not in after,
            "phiên bản đếm đúng số lần đổi": row is None
            or row.version == 1 + story.count("edit_draft") + sent,
        }
        return [f"{name}: {story}" for name, holds in checks.items() if not holds]

    return dice.choices((send, edit, drop, stop), k=AT_ONCE), judge


def _completion(
    ground: Ground, dice: random.Random, number: int
) -> tuple[list[Work], Callable[[], list[str]]]:
    """One task: claimed, accepted, returned, extended, stopped."""
    task = give_task(ground.focal, ground.plan, f"Nhiệm vụ nghiệm thu {number}")
    body, today = ground.lead.organisation, timezone.localdate()
    until = today + timedelta(days=30)

    def claim() -> None:
        claim_completion(
            by=ground.lead, at=timezone.now(), task=task, organisation=body, completed_on=today, note="QĐ"
        )

    def decide(accept: bool) -> Work:
        def act() -> None:
            for row in CompletionClaim.objects.filter(task=task):
                decide_claim(by=ground.focal, at=timezone.now(), claim=row, accept=accept, reason="Lý do")

        return act

    def ask() -> None:
        ask_extension(
            by=ground.lead, at=timezone.now(), task=task, organisation=body, until=until, reason="Chờ"
        )

    def grant() -> None:
        for row in Extension.objects.filter(task=task):
            decide_extension(by=ground.focal, at=timezone.now(), extension=row, grant=True)

    def stop() -> None:
        stop_task(by=ground.focal, at=timezone.now(), task=task, stopped_on=today, reason="Dừng")

    def judge() -> list[str]:
        claims = list(CompletionClaim.objects.filter(task=task))
        extensions = list(Extension.objects.filter(task=task))
        subjects = [row.pk for row in (*claims, *extensions)]
        story = Counter(Event.objects.filter(subject__in=subjects).values_list("action", flat=True))
        states = Counter(row.state for row in claims)
        checks = {
            "nhiều nhất một đề nghị được chấp nhận": states["accepted"] <= 1,
            "nhiều nhất một đề nghị đang chờ": states["waiting"] + states["accepted"] <= 1,
            "mỗi quyết định một sự kiện": story["accept_completion"] == states["accepted"]
            and story["return_completion"] == states["returned"],
            "mỗi đề nghị một sự kiện": story["claim_completion"] == len(claims),
            "gia hạn nhiều nhất một đang chờ": sum(row.state == "waiting" for row in extensions) <= 1,
            "mỗi gia hạn một quyết định": story["grant_extension"]
            == sum(row.state == "granted" for row in extensions),
        }
        return [f"{name}: {dict(states)} {dict(story)}" for name, holds in checks.items() if not holds]

    for begin in (claim, ask):
        if dice.random() < 0.7:
            begin()
    return dice.choices((claim, decide(True), decide(False), ask, grant, stop), k=AT_ONCE), judge


def _confirmation(
    ground: Ground, dice: random.Random, number: int
) -> tuple[list[Work], Callable[[], list[str]]]:
    """One draft directive: proposals accepted, rejected, edited, and the whole confirmed."""
    draft = enter_plan(ground.focal, f"văn bản {number}".encode())
    kept = draft.proposals.filter(kind=Proposal.Kind.TASK).order_by("number")[:2]
    draft.proposals.exclude(pk__in=[row.pk for row in kept]).delete()
    first, second = draft.proposals.order_by("number")
    accept_proposal(by=ground.focal, at=timezone.now(), proposal=second)

    def on(verb: Callable[..., Any], row: Proposal) -> Work:
        return lambda: verb(by=ground.focal, at=timezone.now(), proposal=row)

    def edit() -> None:
        edited = {**first.data, "title": "Nội dung đã sửa"}
        edit_proposal(by=ground.focal, at=timezone.now(), proposal=first, version=1, edited=edited)

    def confirm() -> None:
        confirm_directive(
            by=ground.focal,
            at=timezone.now(),
            directive=draft,
            focal=ground.agencies["SCT"],
            issuer_office=ground.agencies["VP"],
        )

    def judge() -> list[str]:
        row = Directive.objects.get(pk=draft.pk)
        proposals = Proposal.objects.filter(directive=draft).annotate(made=Count("task"))
        waiting = proposals.filter(state=Proposal.State.PENDING).count()
        unmade = proposals.filter(
            Q(state=Proposal.State.ACCEPTED, made=0) | (~Q(state=Proposal.State.ACCEPTED) & Q(made__gt=0))
        )
        confirmed = Event.objects.filter(subject=draft.pk, action="confirm_directive")
        in_force = row.state == Directive.State.IN_FORCE
        late = Event.objects.filter(
            subject__in=[each.pk for each in proposals],
            number__gt=confirmed.values_list("number", flat=True).first() or 10**9,
        )
        checks = {
            "đã nhận thì có nhiệm vụ, chưa nhận thì không": not unmade.exists(),
            "chỉ xác nhận khi không còn đề xuất chờ": not in_force or waiting == 0,
            "xác nhận đúng một lần": confirmed.count() == int(in_force),
            "không đổi đề xuất sau khi xác nhận": not late.exists(),
        }
        return [f"{name}: {row.state}" for name, holds in checks.items() if not holds]

    works = (
        on(accept_proposal, first),
        on(reject_proposal, first),
        on(reopen_proposal, second),
        on(accept_proposal, second),
        edit,
        confirm,
    )
    return dice.choices(works, k=AT_ONCE), judge


def _numbers(ground: Ground) -> dict[str, int]:
    """How many tasks of the plan are accepted: in the rows, on the board, and in a report drawn up now."""
    today = timezone.localdate()
    rows = CompletionClaim.objects.filter(
        task__directive=ground.plan, state=CompletionClaim.State.ACCEPTED
    ).count()
    lines = board_of(ground.focal, today, Task.objects.filter(directive=ground.plan)).lines
    shown = sum(any(claim.state == CompletionClaim.State.ACCEPTED for claim in line.claims) for line in lines)
    report = draw_up_periodic_report(
        by=ground.focal,
        at=timezone.now(),
        directive=ground.plan,
        label="Năm",
        period_from=today.replace(month=1, day=1),
        period_to=today,
        cut_off=today,
    )
    return {"rows": rows, "shown": shown, "reported": _done_in(report.content)}


def _done_in(content: dict[str, Any]) -> int:
    """Tasks the frozen report counts as done."""
    return sum(task["task_class"].startswith("done") for task in content["tasks"])

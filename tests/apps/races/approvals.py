"""Case 52: fifty approve the same thing in the same moment, over the whole stack of middleware and views."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from lotrinh.apps.journal.models import Event
from lotrinh.apps.journal.verifying import verify_chain
from lotrinh.apps.tasks.actions import ask_extension, claim_completion
from tests.apps.races.ground import Ground, at_once, open_ground, tell
from tests.factories.following import draft_on, give_task
from tests.factories.story import enter_plan

MANY = 50


def main() -> None:
    rounds = int(sys.argv[1])
    ground = open_ground()

    kinds = {"send": _send, "claim": _claim, "extension": _extension, "confirm": _confirm}
    told: dict[str, Any] = {}
    clients: dict[Any, list[Client]] = {}
    for office in (ground.focal, ground.lead):
        clients[office.pk] = [
            Client(raise_request_exception=False, SERVER_NAME="localhost") for _ in range(MANY)
        ]
        for client in clients[office.pk]:
            client.force_login(office.user)
    for kind, prepare in kinds.items():
        right = 0
        statuses: Counter[int] = Counter()
        for number in range(rounds):
            path, data, office, action, sentence = prepare(ground, number)
            before = Event.objects.filter(action=action).count()

            def post(client: Client, path: str = path, data: Any = data, sentence: str = sentence) -> Any:
                answer = client.post(path, {**data, "lan-gui": str(uuid4())})
                page = answer.content.decode()
                return answer.status_code, answer.status_code == 302 or sentence in page

            answers = at_once([lambda client=client: post(client) for client in clients[office.pk]])
            found = Counter(answer[0] if isinstance(answer, tuple) else 0 for answer in answers)
            statuses += found
            events = Event.objects.filter(action=action).count() - before
            said = all(isinstance(answer, tuple) and answer[1] for answer in answers)
            right += found == Counter({302: 1, 409: MANY - 1}) and events == 1 and said
        told[kind] = {"right": right, "statuses": {str(key): value for key, value in statuses.items()}}
    tell(**told, fault=str(verify_chain(ground.plan.province_id).fault))


def _send(ground: Ground, _number: int) -> Any:

    entry = draft_on(ground.lead, _task(ground), at=timezone.now())
    path = f"/nhiem-vu/{entry.task.code}/du-thao/1/gui/"
    data = {"entry": str(entry.pk), "version": str(entry.version)}
    return path, data, ground.lead, "send_entry", f"đã được {ground.lead.label} gửi lúc"


def _claim(ground: Ground, number: int) -> Any:

    task = give_task(ground.focal, ground.plan, f"Nhiệm vụ nghiệm thu {number}")
    claim = claim_completion(
        by=ground.lead,
        at=timezone.now(),
        task=task,
        organisation=ground.lead.organisation,
        completed_on=timezone.localdate(),
        note="Quyết định",
    )
    path = f"/nhiem-vu/{task.code}/nghiem-thu/"
    data = {"decision": "accept", "reason": "", "about": str(claim.pk)}
    return path, data, ground.focal, "accept_completion", f"đã được {ground.focal.label} phê duyệt lúc"


def _extension(ground: Ground, number: int) -> Any:

    task = give_task(ground.focal, ground.plan, f"Nhiệm vụ gia hạn {number}")
    asked = ask_extension(
        by=ground.lead,
        at=timezone.now(),
        task=task,
        organisation=ground.lead.organisation,
        until=timezone.localdate() + timedelta(days=30),
        reason="Chờ ý kiến",
    )
    path = f"/nhiem-vu/{task.code}/gia-han/quyet-dinh/"
    data = {"decision": "accept", "reason": "", "about": str(asked.pk)}
    return path, data, ground.focal, "grant_extension", f"đã được {ground.focal.label} phê duyệt lúc"


def _confirm(ground: Ground, number: int) -> Any:

    draft = enter_plan(ground.focal, f"văn bản {number}".encode())
    draft.proposals.all().delete()
    path = f"/van-ban/{draft.code}/xac-nhan/"
    data = {
        "version": draft.version,
        "kind": draft.kind,
        "number": draft.number,
        "issued_on": "",
        "issuer_name": draft.issuer_name,
        "title": draft.title,
        "focal": str(ground.agencies["SCT"].pk),
        "issuer_office": str(ground.agencies["VP"].pk),
        "classification": "internal",
    }
    return path, data, ground.focal, "confirm_directive", f"đã được {ground.focal.label} xác nhận lúc"


def _task(ground: Ground) -> Any:

    return give_task(ground.focal, ground.plan)

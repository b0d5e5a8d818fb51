"""The check page before a directive is put in force: what will become of it, and what to look at again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.intake.queries.cards import Card, Cards
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import organisations_on


@dataclass(frozen=True, slots=True)
class Caution:
    """A thing to look at, with the cards it is about."""

    sentence: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """`counts` are the accepted proposals per kind in words; `undecided` must be empty before confirmation."""

    directive: Directive
    counts: tuple[tuple[str, int], ...]
    undecided: tuple[Card, ...]
    warnings: tuple[Caution, ...]


def check_of(directive: Directive, today: date) -> Check:
    proposals = list(directive.proposals.all())
    for proposal in proposals:
        proposal.directive = directive
    cards = Cards(directive, today).all(proposals)
    accepted = [card for card in cards if card.state == Proposal.State.ACCEPTED]
    kinds = Counter(card.kind for card in accepted)
    return Check(
        directive=directive,
        counts=tuple((str(kind.label), kinds[kind]) for kind in Proposal.Kind),
        undecided=tuple(card for card in cards if card.waiting),
        warnings=tuple(found for found in _warnings(accepted) if found.cards),
    )


def offices_to_choose(directive: Directive, today: date) -> QuerySet[Organisation]:
    """Single agencies that exist today or existed when the document was issued."""
    alive = organisations_on(directive.province_id, today)
    if directive.issued_on:
        alive = alive | organisations_on(directive.province_id, directive.issued_on)
    return alive.filter(collective=False).distinct()


def _warnings(accepted: list[Card]) -> tuple[Caution, ...]:
    tasks = [card for card in accepted if card.kind == Proposal.Kind.TASK]
    lead = {card.number: dict(card.agencies).get(_("Chủ trì"), ()) for card in tasks}
    return (
        Caution(_("Nhiệm vụ chưa rõ cơ quan chủ trì"), tuple(c for c in tasks if not lead[c.number])),
        Caution(
            _(
                "Cơ quan chủ trì chưa có trong danh mục hoặc đã chia cho nhiều cơ quan, cần chọn sau khi xác nhận"
            ),
            tuple(c for c in tasks if any(line.open_question for line in lead[c.number])),
        ),
        Caution(
            _("Nhiệm vụ không có thời hạn, chỉ theo dõi được qua báo cáo"),
            tuple(c for c in tasks if c.badge == "none"),
        ),
    )

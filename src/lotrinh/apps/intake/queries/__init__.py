"""What the reading desk shows: uploads under way, the desk with its cards, the check page before confirmation."""

from lotrinh.apps.intake.queries.cards import AgencyLine, Card, Cards
from lotrinh.apps.intake.queries.check import Check, check_of, offices_to_choose
from lotrinh.apps.intake.queries.clashes import Clash, clash_of, decided_in_words
from lotrinh.apps.intake.queries.desk import (
    Counts,
    Desk,
    UnreadPassage,
    counts_of,
    data_from_passage,
    desk_of,
    find_passage,
    next_waiting,
    unread_now,
)
from lotrinh.apps.intake.queries.uploads import UploadState, known_of, recent_uploads, state_of

__all__ = [
    "AgencyLine",
    "Card",
    "Cards",
    "Check",
    "Clash",
    "Counts",
    "Desk",
    "UnreadPassage",
    "UploadState",
    "check_of",
    "clash_of",
    "counts_of",
    "data_from_passage",
    "decided_in_words",
    "desk_of",
    "find_passage",
    "known_of",
    "next_waiting",
    "offices_to_choose",
    "recent_uploads",
    "state_of",
    "unread_now",
]

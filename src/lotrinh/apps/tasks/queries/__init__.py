"""Reading tasks: the board with computed status, one task's page, and what waits for an office."""

from lotrinh.apps.tasks.queries.board import Board, Line, board_of, line_of, lines_in_force
from lotrinh.apps.tasks.queries.ledger import (
    Ledger,
    Preview,
    QueueGroup,
    fields_to_place,
    is_open,
    ledger_of,
    preview_of,
    queue_of,
)
from lotrinh.apps.tasks.queries.summary import (
    AgencyRow,
    DirectiveRow,
    Week,
    by_agency,
    by_directive,
    counts,
    week_of,
)
from lotrinh.apps.tasks.queries.waiting import MyWork, work_of

__all__ = [
    "AgencyRow",
    "Board",
    "DirectiveRow",
    "Ledger",
    "Line",
    "MyWork",
    "Preview",
    "QueueGroup",
    "Week",
    "board_of",
    "by_agency",
    "by_directive",
    "counts",
    "fields_to_place",
    "is_open",
    "ledger_of",
    "line_of",
    "lines_in_force",
    "preview_of",
    "queue_of",
    "week_of",
    "work_of",
]

"""Reading tasks: the board with computed status, one task's page, and what waits for an office."""

from lotrinh.apps.tasks.queries.board import Board, Line, board_of, line_of, lines_in_force
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
    "Line",
    "MyWork",
    "Week",
    "board_of",
    "by_agency",
    "by_directive",
    "counts",
    "line_of",
    "lines_in_force",
    "week_of",
    "work_of",
]

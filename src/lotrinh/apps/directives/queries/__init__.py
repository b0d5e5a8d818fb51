"""Reading directives: the list, the place in the cascade, the text as a sheet with marks."""

from lotrinh.apps.directives.queries.cascade import Cascade, Node, cascade_of
from lotrinh.apps.directives.queries.listing import Filters, ListRow, choices_for_links, rows_of, with_counts
from lotrinh.apps.directives.queries.page import (
    DirectivePage,
    DutyLine,
    TargetLine,
    answering_for,
    coverage_of,
    is_marked_internal,
    page_of_directive,
)
from lotrinh.apps.directives.queries.sheet import (
    Mark,
    Paragraph,
    Piece,
    asked_passage,
    passage_url,
    sheet_of,
)

__all__ = [
    "Cascade",
    "DirectivePage",
    "DutyLine",
    "Filters",
    "ListRow",
    "Mark",
    "Node",
    "Paragraph",
    "Piece",
    "TargetLine",
    "answering_for",
    "asked_passage",
    "cascade_of",
    "choices_for_links",
    "coverage_of",
    "is_marked_internal",
    "page_of_directive",
    "passage_url",
    "rows_of",
    "sheet_of",
    "with_counts",
]

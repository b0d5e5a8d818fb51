"""Reading reports, and the periods they are of."""

from lotrinh.apps.reporting.queries.periods import in_period, scope_asked, subject_of, unlockings_seen
from lotrinh.apps.reporting.queries.reports import (
    WRITERS,
    directives_to_report,
    duties_of,
    may_report_on,
    paper_of,
    reports_of,
    written,
)

__all__ = [
    "WRITERS",
    "directives_to_report",
    "duties_of",
    "in_period",
    "may_report_on",
    "paper_of",
    "reports_of",
    "scope_asked",
    "subject_of",
    "unlockings_seen",
    "written",
]

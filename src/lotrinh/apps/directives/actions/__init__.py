"""What is done to directives: entering, linking, deciding proposals, confirming, and saying who may see them."""

from lotrinh.apps.directives.actions.classifying import classify_directive
from lotrinh.apps.directives.actions.documents import (
    confirm_directive,
    edit_header,
    edit_proposal,
    enter_directive,
    enter_reference,
    link_directives,
    mark_proposal,
    propose_by_hand,
    set_report_due,
    unlink_directives,
)

__all__ = [
    "classify_directive",
    "confirm_directive",
    "edit_header",
    "edit_proposal",
    "enter_directive",
    "enter_reference",
    "link_directives",
    "mark_proposal",
    "propose_by_hand",
    "set_report_due",
    "unlink_directives",
]

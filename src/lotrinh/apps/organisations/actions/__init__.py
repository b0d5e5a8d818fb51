"""The verbs of organisations: keeping the register, and moving work from one to another."""

from lotrinh.apps.organisations.actions.importing import import_organisations
from lotrinh.apps.organisations.actions.keeping import (
    EDITABLE,
    add_organisation,
    edit_organisation,
    end_organisation,
    next_code,
    rename_organisation,
)
from lotrinh.apps.organisations.actions.merging import (
    Move,
    apply_merger,
    last_day_to_undo,
    record_succession,
    set_succession_day,
    undo_merger,
)
from lotrinh.apps.organisations.actions.provinces import ProvinceChange, add_province, change_province

__all__ = [
    "EDITABLE",
    "Move",
    "ProvinceChange",
    "add_organisation",
    "add_province",
    "apply_merger",
    "change_province",
    "edit_organisation",
    "end_organisation",
    "import_organisations",
    "last_day_to_undo",
    "next_code",
    "record_succession",
    "rename_organisation",
    "set_succession_day",
    "undo_merger",
]

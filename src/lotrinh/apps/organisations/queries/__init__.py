"""Reading organisations: who exists on a day, who does whose work, finding one by a printed name."""

from lotrinh.apps.organisations.queries.answering import answers_for
from lotrinh.apps.organisations.queries.directory import (
    Directory,
    directory_of,
    find_by_name,
    former_territory,
    name_key,
    organisations_on,
    provinces_today,
)
from lotrinh.apps.organisations.queries.proposals import Option, Proposed, proposals_for
from lotrinh.apps.organisations.queries.sides import tabs_of
from lotrinh.apps.organisations.queries.succession import Choice, Heirs, Step, Successions, successions_of
from lotrinh.apps.organisations.queries.waiting import tells_what_waits

__all__ = [
    "Choice",
    "Directory",
    "Heirs",
    "Option",
    "Proposed",
    "Step",
    "Successions",
    "answers_for",
    "directory_of",
    "find_by_name",
    "former_territory",
    "name_key",
    "organisations_on",
    "proposals_for",
    "provinces_today",
    "successions_of",
    "tabs_of",
    "tells_what_waits",
]

"""The verbs of accounts and offices, and what protects an account."""

from lotrinh.apps.accounts.actions.accounts import (
    change_account,
    change_office,
    choose_password,
    close_account,
    delegate_office,
    end_office,
    give_office,
    import_people,
    invite,
    note_failure,
    note_sign_in,
    open_account,
    reopen_account,
)
from lotrinh.apps.accounts.actions.founding import found_bodies, set_up_site
from lotrinh.apps.accounts.actions.giving import give_one_more
from lotrinh.apps.accounts.actions.protection import (
    drop_unreadable_steps,
    end_all_sessions,
    end_sessions,
    end_sessions_of,
    note_review,
    take_codes_along,
    take_second_step_away,
)
from lotrinh.apps.accounts.actions.telling import account_as_seen, needs_reason, tell
from lotrinh.apps.accounts.actors import SYSTEM, Person

__all__ = [
    "SYSTEM",
    "Person",
    "account_as_seen",
    "change_account",
    "change_office",
    "choose_password",
    "close_account",
    "delegate_office",
    "drop_unreadable_steps",
    "end_all_sessions",
    "end_office",
    "end_sessions",
    "end_sessions_of",
    "found_bodies",
    "give_office",
    "give_one_more",
    "import_people",
    "invite",
    "needs_reason",
    "note_failure",
    "note_review",
    "note_sign_in",
    "open_account",
    "reopen_account",
    "set_up_site",
    "take_codes_along",
    "take_second_step_away",
    "tell",
]

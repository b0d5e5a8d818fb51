"""The verbs of calendars: days off and worked, a year confirmed; locking a period and opening it for somebody."""

from lotrinh.apps.calendars.actions.days import confirm_calendar, drop_override, override_day
from lotrinh.apps.calendars.actions.periods import ask_unlocking, decide_unlocking, lock_period

__all__ = [
    "ask_unlocking",
    "confirm_calendar",
    "decide_unlocking",
    "drop_override",
    "lock_period",
    "override_day",
]

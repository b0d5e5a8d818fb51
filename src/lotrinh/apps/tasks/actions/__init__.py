"""The verbs of tasks: assigning, reporting progress, completing."""

from lotrinh.apps.tasks.actions.assigning import (
    assign_task,
    set_pause,
    stop_task,
    withdraw_task,
)
from lotrinh.apps.tasks.actions.completion import (
    ask_extension,
    claim_completion,
    decide_claim,
    decide_extension,
)
from lotrinh.apps.tasks.actions.handing_over import choose_for_many, choose_responsible
from lotrinh.apps.tasks.actions.progress import discard_draft, draft_entry, edit_draft, send_entry
from lotrinh.apps.tasks.actions.reorganising import (
    carry_out_merger,
    carry_out_province_change,
    take_back_merger,
)

__all__ = [
    "ask_extension",
    "assign_task",
    "carry_out_merger",
    "carry_out_province_change",
    "choose_for_many",
    "choose_responsible",
    "claim_completion",
    "decide_claim",
    "decide_extension",
    "discard_draft",
    "draft_entry",
    "edit_draft",
    "send_entry",
    "set_pause",
    "stop_task",
    "take_back_merger",
    "withdraw_task",
]

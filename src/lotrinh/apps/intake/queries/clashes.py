"""A decision on a proposal that somebody else changed in between: what stands, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.apps.directives.models import Proposal
from lotrinh.apps.journal.errors import StaleEdit
from lotrinh.apps.ui.moments import clock

_STATE = Proposal.State
_CHOICES: dict[str, tuple[str, Promise, Promise]] = {
    "nhan": (_STATE.ACCEPTED, gettext_lazy("Nhận"), gettext_lazy("Vẫn nhận nội dung hiện nay")),
    "bo": (_STATE.REJECTED, gettext_lazy("Bỏ"), gettext_lazy("Vẫn bỏ")),
    "mo-lai": (_STATE.PENDING, gettext_lazy("Xem lại"), gettext_lazy("Vẫn xem lại")),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """`stands` is the decision now, `chosen` the one not taken; `still` the button to take it all the same."""

    number: int
    version: int
    message: str
    stands: str
    chosen: str
    verb: str
    state: str
    still: str


def clash_of(stale: StaleEdit, verb: str) -> Clash:
    """`verb` as in the address. Where both chose the same, or it waits already, there is nothing left to send."""
    row: Any = stale.current
    state, chosen, still = _CHOICES[verb]
    said = {"who": stale.who, "when": clock(stale.at)}
    return Clash(
        number=row.number,
        version=row.version,
        message=_("%(who)s vừa cập nhật đề xuất này lúc %(when)s. Quyết định vừa chọn chưa được ghi.") % said,
        stands=row.get_state_display(),
        chosen=str(chosen),
        verb=verb,
        state=state,
        still=str(still) if row.state != state else "",
    )


def decided_in_words(proposal: Proposal) -> str:
    """ "Đề xuất này hiện đã bỏ." for whoever edits what is decided meanwhile; nothing while it waits."""
    if proposal.state == _STATE.PENDING:
        return ""
    return _("Đề xuất này hiện %(state)s.") % {"state": proposal.get_state_display()}

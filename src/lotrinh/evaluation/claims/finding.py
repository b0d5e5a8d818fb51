"""One finding of the claims check, and how a printed figure compares with a computed one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from lotrinh.evaluation.claims.passages import Figure, SpanPair
from lotrinh.evaluation.wording import rounded
from lotrinh.values.numerals import plain

Outcome = Literal["agrees", "rounding", "disagrees", "undecided"]
CheckKind = Literal["ratio", "shares", "sum", "exchange", "change", "base", "years", "repeat", "target_share"]

OUTCOME_IN_WORDS: dict[Outcome, str] = {
    "agrees": "khớp",
    "rounding": "lệch do làm tròn",
    "disagrees": "lệch",
    "undecided": "chưa đủ dữ liệu",
}
KIND_IN_WORDS: dict[CheckKind, str] = {
    "ratio": "tỷ lệ trên tổng số",
    "shares": "tỷ lệ của từng phần",
    "sum": "cộng các phần",
    "exchange": "quy đổi tiền tệ",
    "change": "mức tăng, giảm",
    "base": "số gốc suy ra từ mức tăng, giảm",
    "years": "số năm",
    "repeat": "một chỉ tiêu nêu hai lần",
    "target_share": "phần trăm mục tiêu",
}
_APPROXIMATE = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was checked: the passages, the figure shown, the figure computed, and a sentence that quotes both sides."""

    kind: CheckKind
    spans: tuple[SpanPair, ...]
    outcome: Outcome
    shown: Decimal | None
    computed: Decimal | None
    explanation: str

    def as_dict(self) -> dict[str, Any]:
        """The form of `checks` in reading.json."""
        return {
            "kind": self.kind,
            "spans": [list(span) for span in self.spans],
            "verdict": self.outcome,
            "shown": plain(self.shown),
            "computed": plain(rounded(self.computed, 4)) if self.computed is not None else None,
            "explanation": self.explanation,
        }


def compare(shown: Figure, computed: Decimal) -> Outcome:
    """A printed figure against the exact one.

    It agrees if the exact figure rounds to it, differs by rounding if it is off by one in its last printed digit (whole
    numbers other than percentages are counts and have no such excuse), and an open bound ("trên", "dưới", "khoảng") agrees with what lies on its side or within two per cent.
    """
    if shown.comparator in (">", ">=") and computed >= shown.value:
        return "agrees"
    if shown.comparator in ("<", "<=") and computed <= shown.value:
        return "agrees"
    if shown.comparator == "~" and abs(computed - shown.value) <= abs(shown.value) * _APPROXIMATE:
        return "agrees"
    off = abs(computed.quantize(shown.last_digit, ROUND_HALF_UP) - shown.value)
    if off == 0:
        return "agrees"
    may_round = shown.is_percent or shown.last_digit < 1
    return "rounding" if may_round and off <= shown.last_digit else "disagrees"

"""One sum in two currencies: the exchange rate it implies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lotrinh.evaluation.claims.finding import Finding, Outcome
from lotrinh.evaluation.claims.passages import Figure, Passages
from lotrinh.evaluation.wording import figure
from lotrinh.lexicon.claims import exchange_band, phrases, scale_of

_NEAR = 45


def check_currencies(passages: Passages) -> Iterator[Finding]:
    """ "5,245 tỷ USD tương đương 125.890 tỷ đồng": the implied rate must be one that existed.

    Within the plausible band it agrees; outside but possible the text alone does not decide; beyond that a unit is wrong.
    """
    for first, second in passages.neighbours():
        dollars, dong = (first, second) if _currency(first) == "USD" else (second, first)
        if _currency(dollars) != "USD" or _currency(dong) != "đồng" or not _equated(passages, first, second):
            continue
        foreign = dollars.value * scale_of(dollars.unit or "")
        if foreign <= 0:
            continue
        rate = dong.value * scale_of(dong.unit or "") / foreign
        outcome = _judge(rate)
        yield Finding(
            "exchange",
            (first.span, second.span),
            outcome,
            None,
            rate,
            f"{passages.quote(first.span)} và {passages.quote(second.span)} ứng với {figure(rate, 0)} đồng/USD,"
            f" {_in_words(outcome)}.",
        )


def _currency(each: Figure) -> str | None:
    unit = each.unit or ""
    if each.kind != "money" or "/" in unit:
        return None
    return next((name for name in ("USD", "đồng") if unit.endswith(name)), None)


def _equated(passages: Passages, first: Figure, second: Figure) -> bool:
    words = " ".join(passages.between(first.span, second.span).split())
    if len(words) > _NEAR or any(f" {word} " in f" {words} " for word in phrases("equivalence", "not")):
        return False
    return words.startswith("(") or any(word in words for word in phrases("equivalence"))


def _judge(rate: Decimal) -> Outcome:
    low, high = exchange_band("plausible")
    least, most = exchange_band("possible")
    if low <= rate <= high:
        return "agrees"
    return "undecided" if least <= rate <= most else "disagrees"


def _in_words(outcome: Outcome) -> str:
    low, high = exchange_band("plausible")
    band = f"{figure(low)}-{figure(high)} đồng/USD"
    if outcome == "agrees":
        return f"nằm trong khoảng tỷ giá thường gặp ({band}): khớp"
    if outcome == "undecided":
        return f"ngoài khoảng tỷ giá thường gặp ({band}); cần đối chiếu tỷ giá đã dùng"
    return f"không phải tỷ giá nào đã có ({band}); có thể sai đơn vị"

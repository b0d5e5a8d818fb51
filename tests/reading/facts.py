"""What a written document must say when read: facts kept beside it as TOML, and how a reading is held against them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from lotrinh.reading.pipeline import read
from lotrinh.values.folding import fold

KINDS = Path(__file__).with_name("kinds")
RECORDS = ("tasks", "targets", "duties", "results", "findings")
SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
EVERY = {"week", "month", "quarter", "half", "year"}


@dataclass(slots=True)
class Tally:
    """Facts held and facts missed of one kind of record, each with its words; spurious records are misses too."""

    held: int = 0
    expected: int = 0
    matched: int = 0
    read: int = 0
    misses: list[str] = field(default_factory=list)

    def note(self, right: bool, words: str) -> None:
        if right:
            self.held += 1
        else:
            self.misses.append(words)


def documents() -> list[str]:
    """The names of the written documents."""
    return sorted(path.stem for path in KINDS.glob("*.toml"))


def known_gaps(name: str) -> list[str]:
    """What the reader is known to miss in this document, in the words of its misses."""
    facts = tomllib.loads((KINDS / f"{name}.toml").read_text(encoding="utf-8"))
    return list(facts.get("gaps", []))


def judge(name: str) -> dict[str, Tally]:
    """One tally per kind of record of this document."""
    facts = tomllib.loads((KINDS / f"{name}.toml").read_text(encoding="utf-8"))
    reading = read((KINDS / f"{name}.txt").read_bytes(), f"{name}.txt").to_dict()
    tallies = {key: _judge(reading, key, facts) for key in RECORDS}
    tallies["kind"] = Tally()
    tallies["kind"].note(reading["kind"] == facts["kind"], f"kind {reading['kind']}")
    return tallies


def _judge(reading: dict[str, Any], key: str, facts: dict[str, Any]) -> Tally:
    tally, free, text = Tally(), list(reading[key]), reading["text"]
    for fact in facts[key]:
        found = _closest(text, fact, free)
        label = fact.get("opens") or fact["at"]
        tally.expected += 1
        tally.note(found is not None, f"missed: {label}")
        if found is not None:
            free.remove(found)
            tally.matched += 1
            for right, words in _compare(fact, found, key):
                tally.note(right, f"{label}: {words}")
    maybe = facts.get("maybe" if key == "tasks" else f"maybe_{key}", [])
    spurious = [item for item in free if not any(_covers(text, words, item) for words in maybe)]
    tally.read = tally.matched + len(spurious)
    for item in spurious:
        tally.note(False, f"spurious: {' '.join(_words(text, item).split())[:90]}")
    return tally


def _words(text: str, item: dict[str, Any]) -> str:
    return str(text[item["span"][0] : item["span"][1]])


def _places(text: str, words: str) -> list[tuple[int, int]]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(pattern, text)]
    assert found, f"the document does not say “{words}”"
    return found


def _covers(text: str, words: str, item: dict[str, Any]) -> bool:
    first, last = item["span"]
    return any(start < last and first < stop for start, stop in _places(text, words))


def _closest(text: str, fact: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The record over the fact's words that begins where the fact (or its wider wording) does, give or take a word."""
    starts = [place for key in ("opens", "wider", "at") if key in fact for place in _places(text, fact[key])]
    near = [
        (abs(item["span"][0] - start), index)
        for index, item in enumerate(items)
        for start, stop in starts
        if item["span"][0] < stop and start < item["span"][1]
    ]
    best = min(near, default=None)
    return items[best[1]] if best is not None and best[0] <= 12 else None


def _compare(fact: dict[str, Any], item: dict[str, Any], key: str) -> Iterator[tuple[bool, str]]:
    for name in ("lead", "coordinating", "who"):
        if name in fact:
            yield same_names(fact[name], item[name]), f"{name} {item[name]}"
    for name in ("type", "nature", "comparator"):
        if name in fact:
            yield fact[name] == item[name], f"{name} {item[name]}"
    if "value" in fact:
        yield Decimal(fact["value"]) == _in_full(item), f"value {item['value']} {item['unit']}"
    if "kind" in fact:
        yield fact["kind"] == item["kind"], f"kind {item['kind']}"
    if "product" in fact:
        yield fold(fact["product"]) in fold(item["product"] or ""), f"product {item['product']}"
    if "via" in fact:
        yield same_names([fact["via"]], [item["via"]] if item["via"] else []), f"via {item['via']}"
    if "due" in fact:
        due = item["deadline" if key == "tasks" else "due"]
        yield same_time(fact["due"], due), f"due {shown(due)}"
    if "to" in fact:
        yield from _compare_to(fact["to"], item, key)


def _compare_to(to: Any, item: dict[str, Any], key: str) -> Iterator[tuple[bool, str]]:
    if isinstance(to, list):
        found = item["to"] if isinstance(item["to"], list) else [item["to"]] if item["to"] else []
        yield same_names(to, found), f"to {found}"
    else:
        period = item["horizon" if key == "targets" else "period"] or {}
        yield period.get("to") == to, f"until {period.get('to')}"


def _in_full(item: dict[str, Any]) -> Decimal:
    """The value with nghìn, triệu, tỷ of its unit multiplied out."""
    value = Decimal(item["value"])
    for word in (item["unit"] or "").split():
        value *= SCALES.get(word, 1)
    return value


def same_names(expected: list[str], found: list[str]) -> bool:
    """The same bodies, each with or without its place."""
    left, right = ([_plain(name) for name in names] for names in (expected, found))
    return len(left) == len(right) and all(any(_same(one, other) for other in right) for one in left)


def _plain(name: str) -> str:
    """Folded, with the short forms of councils, without the place of a class and without "liên quan"."""
    plain = (
        fold(name).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd").replace(" - ", "-")
    )
    return plain.replace(" co lien quan", "").replace(" lien quan", "")


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith(f"{short} ")


def shown(due: dict[str, Any]) -> str:
    """A deadline in a line: kind, days, recurrence."""
    within = due["within"] or {}
    parts = [
        due["kind"],
        f"{due['from'] or ''}..{due['to'] or ''}" if due["from"] or due["to"] else "",
        due["every"] or "",
        ",".join(due["on"]),
        f"{within['n']} {within['unit']}" if within else "",
    ]
    return " ".join(part for part in parts if part)


def same_time(expected: str, due: dict[str, Any]) -> bool:
    """Whether every stated part of "by_period 2026-01-01..2026-03-31" or "recurring year 12-05" is there.

    Where only the kind is given, the rest is free; ".." with one side leaves the other free.
    """
    kind, *parts = expected.split()
    if kind != due["kind"]:
        return False
    for part in parts:
        if ".." in part:
            first, last = part.split("..")
            right = (not first or first == due["from"]) and (not last or last == due["to"])
        elif part in EVERY and kind == "recurring":
            right = part == due["every"]
        else:
            right = part in shown(due).split()
        if not right:
            return False
    return True

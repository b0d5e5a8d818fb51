"""`lotrinh check`: recomputes the figures a document states and prints where they agree and where they do not."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from lotrinh.cli.main import OK, PROBLEMS
from lotrinh.cli.quoting import quoted_sentences
from lotrinh.cli.read import NotRead, limit_resources, read_file
from lotrinh.evaluation.claims import check
from lotrinh.evaluation.claims.finding import KIND_IN_WORDS, OUTCOME_IN_WORDS, Outcome
from lotrinh.values.numerals import format_number

if TYPE_CHECKING:
    from lotrinh.values.reading import Reading

FORMAT = "lotrinh-checks/1"
_URGENCY: tuple[Outcome, ...] = ("disagrees", "rounding", "undecided", "agrees")
_EXAMPLE = """ví dụ:
  lotrinh check bao-cao.docx
  lotrinh check --json bao-cao.docx

mã thoát: 0 không có số nào lệch, 1 có số lệch, 2 sai cách gọi, 3 tệp bị từ chối, 4 lỗi trong chương trình"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `check` with its options."""
    parser = subparsers.add_parser(
        "check",
        help="kiểm tra số liệu trong văn bản",
        description="Tính lại tỷ lệ, tổng, mức tăng giảm, số năm, quy đổi mà văn bản nêu; in chỗ khớp và chỗ lệch, kèm câu gốc.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
    parser.add_argument("file", metavar="FILE", type=Path, help="văn bản cần kiểm tra")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """1 where a figure disagrees with what is computed from the others."""
    limit_resources(1)
    try:
        reading = read_file(args.file)
    except NotRead as why:
        print(f"{args.file.name}: {why.message}", file=sys.stderr)
        return why.exit_code
    findings = checked(reading)
    if args.json:
        print(json.dumps(_as_object(reading, findings), ensure_ascii=False, indent=1))
    else:
        print_findings(reading.source.name, findings, sys.stdout)
    return PROBLEMS if any(each["verdict"] == "disagrees" for each in findings) else OK


def checked(reading: Reading) -> list[dict[str, Any]]:
    """The checks of a reading in text order, each with the `sentences` it quotes."""
    return [
        {**each, "sentences": quoted_sentences(reading, each["spans"])} for each in check(reading.to_dict())
    ]


def print_findings(name: str, findings: list[dict[str, Any]], out: TextIO) -> None:
    """One line of counts, then every finding, what disagrees first."""
    counts = Counter(each["verdict"] for each in findings)
    told = "; ".join(f"{counts[verdict]} {OUTCOME_IN_WORDS[verdict]}" for verdict in _URGENCY)
    if not findings:
        told = "không có số nào tính lại được từ các số khác trong văn bản"
    print(f"{name}: {told}.", file=out)
    for number, each in enumerate(sorted(findings, key=lambda each: _URGENCY.index(each["verdict"])), 1):
        _print_finding(number, each, out)


def _print_finding(number: int, finding: dict[str, Any], out: TextIO) -> None:
    verdict, kind = OUTCOME_IN_WORDS[finding["verdict"]], KIND_IN_WORDS[finding["kind"]]
    print(f"\n{number}. {verdict.upper()}: {kind}", file=out)
    if finding["shown"] is not None and finding["verdict"] != "undecided":
        print(
            f"   Văn bản ghi: {_figure(finding['shown'])}; tính lại: {_figure(finding['computed'])}", file=out
        )
    print(f"   {finding['explanation']}", file=out)
    for sentence in finding["sentences"]:
        print(f"   Câu gốc: “{sentence}”", file=out)


def _figure(plain: str | None) -> str:
    return format_number(Decimal(plain)) if plain is not None else "không có"


def _as_object(reading: Reading, findings: list[dict[str, Any]]) -> dict[str, Any]:
    counts = Counter(each["verdict"] for each in findings)
    return {
        "format": FORMAT,
        "source": reading.source.as_dict(),
        "counts": {verdict: counts[verdict] for verdict in OUTCOME_IN_WORDS},
        "checks": findings,
    }

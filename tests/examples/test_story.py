"""Chuyện ví dụ khớp với văn bản ví dụ: mọi cụm từ, tên gọi, ngày tháng đều dẫn tới đúng một chỗ."""

from __future__ import annotations

import html
import io
import re
import tomllib
import unicodedata
import zipfile
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from examples.make_documents import documents

EXAMPLES = Path(__file__).parents[2] / "examples"
STORY: dict[str, Any] = tomllib.loads((EXAMPLES / "story.toml").read_text(encoding="utf-8"))
PLAN = "ke-hoach-2024"
FILES = {row["key"]: EXAMPLES / row["file"] for row in STORY["document"]}


def rows(name: str) -> list[dict[str, Any]]:
    """Bảng viết theo cột thành danh sách dòng có tên."""
    table = STORY[name]
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def docx_text(path: Path) -> str:
    """Mọi đoạn, kể cả trong ô bảng, mỗi đoạn một dòng."""
    body = Document(str(path)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


@cache
def text_of(key: str) -> str:
    """Chữ của văn bản, khoảng trắng gộp lại, dạng NFC."""
    path = FILES[key]
    if path.suffix == ".docx":
        raw = docx_text(path)
    elif path.suffix == ".html":
        raw = html.unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8")))
    else:
        raw = path.read_text(encoding="utf-8")
    return " ".join(unicodedata.normalize("NFC", raw).split())


def actors() -> dict[str, str]:
    return {row["username"]: row["organisation"] for row in rows("offices")}


def moments() -> list[tuple[str, str, datetime]]:
    """Ai làm gì lúc nào, ở mọi bảng của chuyện."""
    found = []
    for table in ("document", "routing", "report", "entry", "claim", "extension"):
        for row in STORY[table]:
            for who, when in (("by", "at"), ("uploaded_by", "uploaded_at"), ("confirmed_by", "confirmed_at")):
                if who in row:
                    found.append((table, row[who], row[when]))
            for who, when in (("sent_by", "sent_at"), ("decided_by", "decided_at")):
                if who in row:
                    found.append((table, row[who], row[when]))
    return found


def phrases() -> list[tuple[str, str]]:
    tables = ("entry", "claim", "routing", "extension")
    return sorted({(row.get("document", PLAN), row["task"]) for table in tables for row in STORY[table]})


@pytest.mark.parametrize(("document", "phrase"), phrases())
def test_a_task_phrase_stands_once_in_its_document(document: str, phrase: str) -> None:
    assert text_of(document).count(phrase) == 1


@pytest.mark.parametrize("row", STORY["indicator"], ids=lambda row: row["key"])
def test_a_target_phrase_stands_once_in_the_plan(row: dict[str, Any]) -> None:
    assert text_of(PLAN).count(row["target"]) == 1
    number = re.sub(r"(?<=\d)\.(?=\d{3})", "", row["target"]).replace(",", ".")
    assert re.search(rf"(?<!\d){re.escape(row['value'])}(?!\d)", number)


def test_quotes_of_observations_stand_once_and_name_their_figure() -> None:
    quoted = [row for row in rows("observations") if row["quote"]]
    assert len(quoted) >= 5
    for row in quoted:
        assert text_of(row["document"]).count(row["quote"]) == 1, row["quote"]
        assert row["value"].replace(".", ",") in row["quote"].replace(".", ""), row["quote"]


def test_every_name_leads_somewhere() -> None:
    organisations = {row["key"] for row in rows("organisations")}
    provinces = {row["key"] for row in STORY["province"]}
    directives = {row["key"] for table in ("reference", "document") for row in STORY[table]}
    indicators = {row["key"] for row in STORY["indicator"]}
    assert {row["territory"] for row in rows("organisations")} <= provinces
    assert {row["parent"] for row in rows("organisations")} - {""} <= organisations
    assert {
        name for merger in STORY["merger"] for move in merger["moves"] for name in move[:2]
    } <= organisations
    assert set(actors().values()) | {row["to"] for row in STORY["routing"]} <= organisations
    assert {row[name] for row in STORY["document"] for name in ("focal", "issuer_office")} <= organisations
    assert {name for row in rows("links") for name in (row["child"], row["parent"])} <= directives
    assert {row["indicator"] for row in rows("observations")} < indicators, "một chỉ số phải chưa có số liệu"
    assert {who for _, who, _ in moments()} <= set(actors())
    assert len(organisations) == len(rows("organisations"))


def test_everything_happens_on_a_working_day_while_the_office_is_held() -> None:
    for table, who, when in moments():
        assert when.weekday() < 5, (table, who, when)
        assert STORY["offices"]["from"] <= when.date() <= STORY["today"], (table, who, when)


def test_steps_follow_each_other() -> None:
    for row in STORY["entry"]:
        assert row["at"] <= row.get("sent_at", row["at"]), row["task"]
    for row in STORY["claim"]:
        assert row["completed_on"] <= row["at"].date(), row["task"]
        assert row["at"] < row.get("decided_at", datetime.max.replace(tzinfo=row["at"].tzinfo)), row["task"]
        assert ("reason" in row) == (row.get("outcome") == "returned"), row["task"]
    by_task: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(STORY["claim"], key=lambda row: row["at"]):
        by_task.setdefault(row["task"], []).append(row)
    for claims in by_task.values():
        assert all(claim.get("outcome") == "returned" for claim in claims[:-1])


def test_nobody_decides_on_their_own_offices_claim() -> None:
    decided = [row for row in STORY["claim"] if "decided_by" in row]
    for row in decided:
        claimant, decider = actors()[row["by"]], actors()[row["decided_by"]]
        assert decider == ("vp" if claimant == "sct" else "sct"), row["task"]
    assert {"accepted", "returned"} == {row["outcome"] for row in decided}
    assert len(decided) < len(STORY["claim"]), "phải còn đề nghị chờ quyết định"


def test_only_a_head_sends_and_decides() -> None:
    heads = {row["username"] for row in rows("offices") if "head" in row["roles"]}
    senders = {row["sent_by"] for row in STORY["entry"] if "sent_by" in row}
    assert senders | {row["by"] for row in STORY["claim"]} <= heads
    assert {row["decided_by"] for row in STORY["claim"] if "decided_by" in row} <= heads


def test_a_merger_meets_agencies_that_exist_on_its_day() -> None:
    organisations = {row["key"]: row for row in rows("organisations")}
    ended: dict[str, date] = {}
    for merger in STORY["merger"]:
        day = merger["effective"]
        assert merger["legal_basis"] and merger["title"]
        for old, new, _field, _ends in merger["moves"]:
            assert ended.get(old, day) >= day and ended.get(new, day + timedelta(days=1)) > day, (old, new)
            assert (organisations[new]["from"] or "0") <= day.isoformat(), new
        ended |= {old: day for old, _new, _field, ends in merger["moves"] if ends}
    assert not any(row["until"] for row in organisations.values()), "ngày kết thúc do các lần sắp xếp ghi"
    named = {key for key in organisations if key.endswith("-mau") and not key.startswith(("btg", "bdv"))}
    assert set(ended) == named


def test_tasks_of_a_split_agency_are_routed() -> None:
    """Mọi nhiệm vụ có báo cáo của cơ quan đã tách thành nhiều đều có người chọn cơ quan kế thừa."""
    routed = {row["task"]: row["to"] for row in STORY["routing"]}
    for row in STORY["entry"]:
        if row["task"] in routed and row["task"] != "khu vực khoáng sản":
            assert actors()[row["by"]] == routed[row["task"]]
    assert {"snv", "sgddt", "skhcn", "svhttdl"} <= set(routed.values())


def test_the_last_week_has_changes() -> None:
    week_ago = STORY["today"] - timedelta(days=7)
    recent = {table for table, _, when in moments() if when.date() > week_ago}
    assert {"entry", "claim", "document", "extension"} <= recent


def test_the_committed_documents_are_what_the_generator_makes() -> None:
    made = dict(documents())
    assert {path.name for path in FILES.values()} == set(made)
    for name, data in made.items():
        kept = (EXAMPLES / name).read_bytes()
        if name.endswith(".docx"):
            assert members(kept) == members(data), name
        else:
            assert kept == data, name


def members(data: bytes) -> dict[str, bytes]:
    """Nội dung từng phần của gói, không kể cách nén."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_readme_names_every_file() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(path.name in readme for path in FILES.values())
    assert all(name in readme for name in ("story.toml", "make_documents.py", "texts/*.toml"))


def test_plain_text_is_wrapped_at_80_columns() -> None:
    lines = FILES["bao-cao-bql-2026"].read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 80
    assert any(len(line) > 70 for line in lines)


def test_the_planted_error_is_the_only_one_of_its_kind() -> None:
    """Tỷ trọng năm nay trừ năm trước: một câu cố ý sai, câu còn lại đúng."""
    pattern = r"ước đạt (\d+,\d)%, tăng (\d+,\d) điểm phần trăm so với năm 2024 \((\d+,\d)%\)"
    found = [
        tuple(round(float(part.replace(",", ".")) * 10) for part in match)
        for match in re.findall(pattern, text_of("bao-cao-sct-2025"))
    ]
    assert [now - before == rise for now, rise, before in found] == [False, True]

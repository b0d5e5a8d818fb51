"""What is found below some folders, under which names, and what is passed over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lotrinh.cli.batch.documents import Document, Places, Skipped


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


def documents(places: Places) -> list[str]:
    return [each.name for each in places.find() if isinstance(each, Document)]


def skipped(places: Places) -> dict[str, str]:
    return {each.name: each.why for each in places.find() if isinstance(each, Skipped)}


def test_a_folder_is_walked_in_order_and_names_are_relative(tmp_path: Path) -> None:
    write(tmp_path, "b/2.docx", "b/10.PDF", "a.txt", "c/d/e/Kế hoạch.html", "z.md")
    places = Places([tmp_path])
    assert documents(places) == ["a.txt", "b/10.PDF", "b/2.docx", "c/d/e/Kế hoạch.html", "z.md"]
    assert places.path_of("b/2.docx").read_bytes() == b"x"


def test_what_is_no_document_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.xlsx", "khong-duoi", "a.txt", ".an.txt", "~$a.docx", ".git/x.txt")
    (tmp_path / "gay.txt").symlink_to(tmp_path / "khong-co")
    os.mkfifo(tmp_path / "ong.txt")
    places = Places([tmp_path])
    assert documents(places) == ["a.txt"]
    assert skipped(places) == {
        "a.xlsx": "đuôi tệp .xlsx không phải loại văn bản đọc được",
        "khong-duoi": "tệp không có đuôi",
        "gay.txt": "không có tệp hoặc thư mục này",
        "ong.txt": "không phải tệp thường",
    }


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path, "a/b.txt")
    (tmp_path / "a" / "vong").symlink_to(tmp_path, target_is_directory=True)
    assert documents(Places([tmp_path])) == ["a/b.txt"]


def test_each_document_once_however_often_it_is_given(tmp_path: Path) -> None:
    write(tmp_path, "a/b.txt", "c.txt", "d.txt")
    given = [tmp_path / "a", tmp_path / "a" / "b.txt", tmp_path / "c.txt", tmp_path / "a"]
    names = documents(Places(given))
    assert names == [str(tmp_path / "a" / "b.txt"), str(tmp_path / "c.txt")]
    assert documents(Places([tmp_path / "c.txt", tmp_path])) == ["a/b.txt", "c.txt", "d.txt"]


def test_a_missing_file_is_wrong_and_own_results_are_no_documents(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "ra.jsonl")
    found = list(Places([tmp_path, Path("/khong/co.txt")]).find([tmp_path / "ra.jsonl"]))
    assert [each for each in found if isinstance(each, Skipped)] == [
        Skipped("/khong/co.txt", "không có tệp hoặc thư mục này", wrong=True)
    ]


@pytest.mark.parametrize("raw", [b"K\xd5 ho\xb9ch.txt", "kê\u0301.txt".encode()])
def test_any_name_of_a_file_can_be_written_down(tmp_path: Path, raw: bytes) -> None:
    (Path(os.fsdecode(bytes(tmp_path) + b"/" + raw))).write_bytes(b"x")
    [name] = documents(Places([tmp_path]))
    assert name.encode("utf-8").replace(b"\\xd5", b"\xd5").replace(b"\\xb9", b"\xb9") == raw

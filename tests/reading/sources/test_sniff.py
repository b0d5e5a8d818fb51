"""Twenty kinds of files that are no document are refused by what is in them, whatever they are called."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source, sniff
from tests.factories.files import docx, package, paragraph, plan_docx, plan_html, plan_pdf, plan_txt

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
MACRO = [("word/vbaProject.bin", OLE)]

WRONG = {
    "chương trình (EXE)": (b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200, "ke-hoach.docx", "EXE"),
    "chương trình (ELF)": (b"\x7fELF\x02\x01\x01" + b"\x00" * 200, "ke-hoach.pdf", "ELF"),
    "ảnh PNG": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "ke-hoach.docx", "PNG"),
    "ảnh JPEG": (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "quet.pdf", "JPEG"),
    "ảnh GIF": (b"GIF89a" + b"\x00" * 50, "a.html", "GIF"),
    "ảnh TIFF": (b"II*\x00" + b"\x00" * 50, "a.txt", "TIFF"),
    "ảnh SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>', "a.html", "SVG"),
    "ảnh SVG có khai báo": (b'<?xml version="1.0"?><!-- x --><svg onload="alert(1)"/>', "a.html", "SVG"),
    "PHP": (b"<?php system($_GET['c']); ?>", "ke-hoach.txt", "PHP"),
    "PHP giữa trang": (b"<html><body><p>x</p><?php phpinfo(); ?></body></html>", "a.html", "PHP"),
    "tập lệnh": (b"#!/bin/sh\nrm -rf /\n", "ke-hoach.txt", "tập lệnh"),
    "Word có macro": (docx(paragraph("KẾ HOẠCH"), extra=MACRO), "ke-hoach.docx", "macro"),
    "bảng tính": (
        package([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<a/>")]),
        "a.docx",
        "XLSX",
    ),
    "trình chiếu": (
        package([("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<a/>")]),
        "a.docx",
        "PPTX",
    ),
    "gói nén": (package([("ghi-chu.txt", "x")]), "a.docx", "ZIP"),
    "Java": (package([("META-INF/MANIFEST.MF", "x")]), "a.docx", "JAR"),
    "gói RAR": (b"Rar!\x1a\x07\x00" + b"\x00" * 50, "a.docx", "RAR"),
    "bảng tính đời cũ": (OLE + "Workbook".encode("utf-16-le") + b"\x00" * 100, "a.doc", "XLS"),
    "PDF ghép ZIP": (plan_pdf() + plan_docx(), "a.pdf", "ghép"),
    "ZIP ghép PDF": (package([("a.pdf", b"%PDF-1.4 ")], method=0), "a.docx", "ghép"),
    "văn bản RTF": (rb"{\rtf1\ansi KE HOACH}", "a.doc", "RTF"),
    "nhị phân": (bytes(range(32)) * 40, "a.txt", "nhị phân"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_kinds_are_named(kind: str) -> None:
    data, name, what = WRONG[kind]
    with pytest.raises(Refused) as refused:
        open_source(data, name)
    assert refused.value.code == "wrong_type"
    assert what in refused.value.message


def is_named(kind: str) -> bool:
    data, name, what = WRONG[kind]
    try:
        open_source(data, name)
    except Refused as refused:
        return refused.code == "wrong_type" and what in refused.message
    return False


@pytest.mark.prove
def test_all_wrong_kinds(record_property: Callable[[str, object], None]) -> None:
    named = sum(map(is_named, WRONG))
    record_property("tệp sai loại bị từ chối theo nội dung", f"{named} trên {len(WRONG)}")
    assert named == len(WRONG) >= 20


@pytest.mark.parametrize(
    ("data", "found"),
    [(plan_txt(), sniff.TEXT), (plan_html(), sniff.HTML), (plan_docx(), sniff.DOCX), (plan_pdf(), sniff.PDF)],
)
@pytest.mark.parametrize(
    "name",
    [
        "anh.png",
        "a.docx.exe",
        "ke-hoach.pdf. ",
        "\u202exf.docx",
        "a\x00.txt",
        "../../x",
        "CON",
        "K" * 300,
        "📄",
    ],
)
def test_the_name_decides_nothing(data: bytes, found: str, name: str) -> None:
    source = open_source(data, name)
    assert source.media_type == found
    assert "Sở Công Thương chủ trì" in source.text


def test_a_word_may_begin_like_a_signature() -> None:
    assert open_source("BM là viết tắt của bộ môn trong kế hoạch này".encode(), "a").media_type == sniff.TEXT


def test_old_word_is_left_to_a_converter_unless_it_is_secret() -> None:
    words = "KẾ HOẠCH\rphát triển công nghiệp\r".encode("utf-16-le")
    document = OLE + "WordDocument".encode("utf-16-le") + b"\x00\x00"
    with pytest.raises(Refused, match="DOCX rồi tải lại") as refused:
        open_source(document + words, "a.doc")
    assert refused.value.code == "wrong_type"
    with pytest.raises(Refused) as refused:
        open_source(document + "TỐI MẬT\r".encode("utf-16-le") + words, "a.doc")
    assert refused.value.code == "secret"


def test_passwords_are_told() -> None:
    with pytest.raises(Refused, match="mật khẩu") as refused:
        open_source(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx")
    assert refused.value.code == "password"


@pytest.mark.parametrize("data", [b"", b"   \r\n\t ", b"\xef\xbb\xbf", b"\x00" * 100])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(Refused, match=r"Tệp trống\.") as refused:
        open_source(data, "a.txt")
    assert refused.value.code == "empty"


def test_a_large_file_is_told_its_size() -> None:
    with pytest.raises(Refused, match=r"nhỏ hơn 50 MB\. Tệp này là 83 MB") as refused:
        open_source(b"x" * (83 * 1024 * 1024), "a.txt")
    assert refused.value.code == "too_large"


def test_reading_a_text_loads_no_library_of_another_format() -> None:

    code = (
        "import sys; from lotrinh.reading.sources import open_source; open_source('Kế hoạch'.encode(), 'a');"
        "print([m for m in ('lxml', 'pypdfium2', 'pdfplumber', 'selectolax', 'viparse') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

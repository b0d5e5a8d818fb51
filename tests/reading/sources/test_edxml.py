"""A message between offices gives its document and what it says of it; hostile and secret ones are refused."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest
from examples.make_message import MESSAGE
from examples.make_message import message as example_message

from lotrinh.reading.errors import Refused
from lotrinh.reading.pipeline import read
from lotrinh.reading.sources import open_source
from lotrinh.reading.sources.edxml import is_message, open_message
from lotrinh.reading.sources.sniff import EDXML, media_type
from tests.factories.files import package, plan_docx, plan_pdf
from tests.factories.messages import DOCUMENT, message

EXAMPLES = Path(__file__).parents[3] / "examples"
PLAIN = DOCUMENT.encode()


def test_the_fields_of_the_header_are_read() -> None:
    envelope = open_message(message(), "a.edxml").envelope
    assert (envelope.number, envelope.type, envelope.issuer) == (
        "07/KH-UBND",
        "KH",
        "Ủy ban nhân dân tỉnh Mẫu",
    )
    assert (envelope.place, envelope.date) == ("Mẫu", date(2026, 1, 10))
    assert envelope.subject == "Phát triển công nghiệp tỉnh Mẫu năm 2026"
    assert (envelope.signer_name, envelope.signer_title) == ("Nguyễn Văn A", "Chủ tịch")
    assert (envelope.urgency, envelope.sent_to) == ("HỎA TỐC", ("Sở Công Thương",))


@pytest.mark.parametrize(
    ("number", "notation", "expected"),
    [
        ("07", "KH-UBND", "07/KH-UBND"),
        ("122", "KH/TU", "122-KH/TU"),
        ("51", "2025/QĐ-TTg", "51/2025/QĐ-TTg"),
        ("07/KH-UBND", "KH-UBND", "07/KH-UBND"),
        ("07", "07/KH-UBND", "07/KH-UBND"),
        ("07", "/KH-UBND", "07/KH-UBND"),
        ("07", "", "07"),
    ],
)
def test_number_and_symbol_are_put_together(number: str, notation: str, expected: str) -> None:
    code = f"<CodeNumber>{number}</CodeNumber><CodeNotation>{notation}</CodeNotation>"
    assert open_message(message(fields={"Code": code}), "a.edxml").envelope.number == expected


@pytest.mark.parametrize("written", ["2026/01/10", "2026-01-10T08:00:00", "10/01/2026", "2026-1-10"])
def test_days_are_written_in_several_ways(written: str) -> None:
    info = f"<PromulgationDate>{written}</PromulgationDate>"
    assert open_message(message(fields={"PromulgationInfo": info}), "a").envelope.date == date(2026, 1, 10)


@pytest.mark.parametrize("written", ["", "hôm nay", "2026/02/31", "0001-01"])
def test_what_is_no_day_is_none(written: str) -> None:
    info = f"<PromulgationDate>{written}</PromulgationDate>"
    assert open_message(message(fields={"PromulgationInfo": info}), "a").envelope.date is None


@pytest.mark.parametrize("space", ["http://www.go.vn/eDoc", "urn:khac"])
def test_other_name_spaces_are_read_too(space: str) -> None:
    assert open_message(message(space=space), "a.xml").envelope.number == "07/KH-UBND"


def test_it_is_told_by_its_first_element() -> None:
    assert media_type(message()) == EDXML
    assert open_source(message(), "a.edxml").text == DOCUMENT


def test_what_only_the_message_says_has_no_passage() -> None:
    found = read(message(), "a.edxml")
    assert found.source.media_type == EDXML and found.source.warnings == ()
    assert (found.header.number, found.header.urgency) == ("07/KH-UBND", "HỎA TỐC")
    assert found.header.signer_name == "Nguyễn Văn A"
    assert found.header.spans["number"].of(found.text) == "07/KH-UBND"
    assert "urgency" not in found.header.spans and "signer" not in found.header.spans
    assert found.header.recipients == ("Sở Công Thương",)
    assert [task.lead for task in found.tasks] == [("Sở Công Thương tỉnh Mẫu",)]


def test_where_they_differ_the_message_wins_and_both_are_named() -> None:
    code = "<CodeNumber>08</CodeNumber><CodeNotation>KH-UBND</CodeNotation>"
    info = "<Place>Mẫu</Place><PromulgationDate>2026/01/12</PromulgationDate>"
    found = read(message(fields={"Code": code, "PromulgationInfo": info}), "a.edxml")
    assert (found.header.number, found.header.date) == ("08/KH-UBND", date(2026, 1, 12))
    assert not {"number", "date"} & set(found.header.spans)
    number, day = found.source.warnings
    assert "“08/KH-UBND”" in number and "“07/KH-UBND”" in number
    assert "“12/01/2026”" in day and "“10/01/2026”" in day


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("kh.docx", plan_docx(), "Sở Công Thương chủ trì"),
        ("kh.pdf", plan_pdf(), "Sở Công Thương chủ trì"),
        ("kh.zip", package([("kh.txt", PLAIN)]), "Sở Công Thương chủ trì"),
    ],
)
def test_the_document_is_a_word_file_a_pdf_or_packed_once_more(name: str, content: bytes, words: str) -> None:
    assert words in read(message([(name, content)]), "a.edxml").text


def test_annexes_and_pictures_are_not_taken_for_the_document() -> None:
    files = [("Phụ lục 1.txt", b"Danh muc"), ("anh.png", b"\x89PNG\r\n\x1a\n\x00"), ("kh.txt", PLAIN)]
    found = open_message(message(files), "a.edxml")
    assert found.name == "kh.txt"
    assert "“Phụ lục 1.txt”, “anh.png”" in found.warnings[0]


def test_a_package_with_a_message_and_its_files() -> None:
    bare = message([("kh.txt", PLAIN)]).replace(base64.b64encode(PLAIN), b"")
    bare = bare[: bare.index(b"<AttachmentEncoded>")] + b"</edXML>"
    packed = package([("goi.edxml", bare), ("kh.txt", PLAIN)])
    assert is_message(packed)
    assert read(packed, "goi.zip").header.number == "07/KH-UBND"


def test_a_word_file_is_no_message() -> None:
    assert not is_message(plan_docx())
    assert not is_message("edXML là định dạng thông điệp".encode())


@pytest.mark.parametrize("files", [(), [("anh.png", b"\x89PNG\r\n\x1a\n\x00")]])
def test_a_message_without_a_document_says_so(files: list[tuple[str, bytes]]) -> None:
    with pytest.raises(Refused, match="không kèm tệp văn bản") as refused:
        open_message(message(files), "a.edxml")
    assert refused.value.code == "empty"


@pytest.mark.parametrize(
    "data",
    [
        message(fields={"Subject": "TỐI MẬT"}),
        message(fields={"OtherInfo": "<Priority>1</Priority><TyperNotation>MẬT</TyperNotation>"}),
        message([("Báo cáo (MẬT).txt", PLAIN)]),
        message([("kh.txt", PLAIN), ("Phụ lục (TUYỆT MẬT).txt", b"x")]),
        message([("kh.txt", ("MẬT\n" + DOCUMENT).encode())]),
    ],
)
def test_a_secret_message_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read(data, "a.edxml")
    assert refused.value.code == "secret"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (message(before='<!DOCTYPE a [<!ENTITY x "1">]>'), "unsafe"),
        (message(fields={"Subject": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'}), "unsafe"),
        (message(before="<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x'>").decode().replace("utf-8", "utf-16").encode("utf-16"), "unsafe"),
        (message()[:-9], "unreadable"),
        (message().replace(b"<ContentTransferEncoded>", b"<ContentTransferEncoded>%%%"), "unreadable"),
        (message([("kh.zip", package([("../kh.txt", PLAIN)]))]), "unsafe"),
        (message([("kh.edxml", message())]), "empty"),
        (message([("kh.txt", PLAIN)], {"Subject": "<b>" * 3000 + "</b>" * 3000}), "unsafe"),
    ],
)  # fmt: skip
def test_hostile_and_damaged_messages_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(data, "a.edxml")
    assert refused.value.code == code


def test_a_long_attachment_is_read() -> None:
    """More than the ten megabytes the XML library lets one text hold by itself."""
    long = PLAIN + b"\n" + b"x" * 75 + b"\n" * 9_000_000
    assert open_message(message([("kh.txt", long)]), "a.edxml").document == long


def test_the_example_is_what_its_generator_makes() -> None:
    kept = (EXAMPLES / MESSAGE).read_bytes()
    assert kept == example_message()
    found = read(kept, MESSAGE)
    assert (found.header.number, found.header.urgency, found.source.warnings) == ("318/TB-UBND", "KHẨN", ())

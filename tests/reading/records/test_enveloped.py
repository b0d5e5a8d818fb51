"""Message and letterhead side by side: agreement keeps the printed form, difference is told."""

from __future__ import annotations

from datetime import date

from lotrinh.reading.records.enveloped import kind_of_header, under_envelope
from lotrinh.reading.sources.envelope import Envelope
from lotrinh.values.reading import Header
from lotrinh.values.span import Span

PRINTED = Header(
    number="07/KH-UBND", type="KH", side="state", issuer="Sở Công Thương tỉnh Mẫu", place="Mẫu", date=date(2026, 1, 10),
    title="Phát triển công nghiệp", signer_title="PHÓ GIÁM ĐỐC", signer_name="Nguyễn Văn A",
    signer_authority="KT. GIÁM ĐỐC", recipients=("Các sở",), spans={"number": Span(0, 10), "signer": Span(90, 100)},
)  # fmt: skip


def test_shorter_forms_and_other_case_agree() -> None:
    sent = Envelope(
        number="07/KH-UBND",
        issuer="Sở Công Thương",
        signer_title="Phó Giám đốc",
        subject="Phát triển công nghiệp",
    )
    assert under_envelope(PRINTED, sent) == (PRINTED, ())


def test_another_signer_replaces_the_printed_one_with_his_authority() -> None:
    sent = Envelope(signer_title="Giám đốc", signer_name="Nguyễn Văn A", signer_authority="Q. GIÁM ĐỐC")
    header, told = under_envelope(PRINTED, sent)
    assert (header.signer_title, header.signer_authority) == ("Giám đốc", "Q. GIÁM ĐỐC")
    assert "signer" not in header.spans and header.spans["number"] == Span(0, 10)
    assert len(told) == 1


def test_printed_recipients_stay_where_the_message_only_names_where_it_went() -> None:
    assert under_envelope(PRINTED, Envelope(sent_to=("Sở Xây dựng",)))[0].recipients == ("Các sở",)
    assert under_envelope(PRINTED, Envelope(recipients=("UBND các xã",)))[0].recipients == ("UBND các xã",)


def test_the_side_follows_the_number() -> None:
    header, _ = under_envelope(PRINTED, Envelope(number="122-KH/TU"))
    assert header.side == "party"


def test_the_kind_follows_the_type_of_the_message() -> None:
    header, _ = under_envelope(Header(), Envelope(type="TB"))
    assert kind_of_header(header, "press") == "notice"
    assert kind_of_header(Header(), "press") == "press"

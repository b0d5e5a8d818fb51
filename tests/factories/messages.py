"""edXML messages built for tests from a few fields and files."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping

SPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
FIELDS = {
    "From": "<OrganId>H00</OrganId><OrganName>Ủy ban nhân dân tỉnh Mẫu</OrganName>",
    "To": "<OrganId>H00.1</OrganId><OrganName>Sở Công Thương</OrganName>",
    "Code": "<CodeNumber>07</CodeNumber><CodeNotation>KH-UBND</CodeNotation>",
    "PromulgationInfo": "<Place>Mẫu</Place><PromulgationDate>2026/01/10</PromulgationDate>",
    "DocumentType": "<Type>2</Type><TypeName>Kế hoạch</TypeName>",
    "Subject": "Phát triển công nghiệp tỉnh Mẫu năm 2026",
    "SignerInfo": "<FullName>Nguyễn Văn A</FullName><Position>Chủ tịch</Position>"
    "<Competence>TM. ỦY BAN NHÂN DÂN</Competence>",
    "OtherInfo": "<Priority>3</Priority>",
}
DOCUMENT = """ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 07/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu, ngày 10 tháng 01 năm 2026

KẾ HOẠCH
Phát triển công nghiệp tỉnh Mẫu năm 2026

I. NHIỆM VỤ
1. Sở Công Thương chủ trì xây dựng Đề án phát triển cụm công nghiệp; hoàn thành trước ngày 30/6/2026.
"""


def message(
    files: Iterable[tuple[str, bytes]] = (("ke-hoach.txt", DOCUMENT.encode()),),
    fields: Mapping[str, str] | None = None, *, space: str = SPACE, before: str = "",
) -> bytes:  # fmt: skip
    """A message as most senders write it; `fields` replace those of FIELDS, "" leaves one out."""
    header = "".join(
        f"<{name}>{text}</{name}>" for name, text in (FIELDS | dict(fields or {})).items() if text
    )
    references, attachments = "", ""
    for number, (name, content) in enumerate(files):
        references += f"<Reference><ContentId>cid:f{number}</ContentId><AttachmentName>{name}</AttachmentName></Reference>"
        attachments += (
            f"<Attachment><ContentId>f{number}</ContentId><AttachmentName>{name}</AttachmentName>"
            f"<ContentTransferEncoded>{base64.b64encode(content).decode()}</ContentTransferEncoded></Attachment>"
        )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<edXML xmlns="{space}"><edXMLEnvelope><edXMLHeader>'
        f"<MessageHeader>{header}</MessageHeader></edXMLHeader><edXMLBody><edXMLManifest>{references}</edXMLManifest>"
        f"</edXMLBody></edXMLEnvelope><AttachmentEncoded>{attachments}</AttachmentEncoded></edXML>"
    ).encode()

"""Đóng Thông báo số 318/TB-UBND thành thông điệp edXML (QCVN 102:2016/BTTTT), như trục liên thông văn bản gửi tới.

Chạy một lần rồi lưu kết quả vào kho: `.venv/bin/python examples/make_message.py [THƯ_MỤC]`. Mã định danh là mã giả.
"""

from __future__ import annotations

import base64
import sys
import textwrap
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

HERE = Path(__file__).parent
DOCUMENT = "thong-bao-318-tb-ubnd-2026.docx"
MESSAGE = "thong-diep-318-tb-ubnd-2026.edxml"
SPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

ED = ElementMaker(namespace=SPACE, nsmap={"edXML": SPACE})
BARE = ElementMaker()


def message() -> bytes:
    """Nội dung tệp thông điệp."""
    root = ED.edXML(
        ED.edXMLEnvelope(
            ED.edXMLHeader(_header(), _trace()),
            ED.edXMLBody(
                ED.edXMLManifest(
                    ED.Reference(
                        ED.ContentId("cid:318-tb"), ED.ContentType(WORD), ED.AttachmentName(DOCUMENT)
                    )
                )
            ),
        ),
        BARE.AttachmentEncoded(
            BARE.Attachment(
                BARE.ContentId("318-tb"),
                BARE.AttachmentName(DOCUMENT),
                BARE.ContentType(WORD),
                BARE.ContentTransferEncoded(_encoded((HERE / DOCUMENT).read_bytes())),
            )
        ),
    )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _header() -> etree._Element:
    return ED.MessageHeader(
        ED("From", ED.OrganId("H00"), ED.OrganName("Ủy ban nhân dân tỉnh Mẫu Mới")),
        ED.To(ED.OrganId("H00.1"), ED.OrganName("Sở Công Thương")),
        ED.DocumentId("H00,2026/11/17,318/TB-UBND"),
        ED.Code(ED.CodeNumber("318"), ED.CodeNotation("TB-UBND")),
        ED.PromulgationInfo(ED.Place("Mẫu Mới"), ED.PromulgationDate("2026/11/17")),
        ED.DocumentType(ED.Type("2"), ED.TypeName("Thông báo")),
        ED.Subject(
            "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban tuần "
            "về tiến độ thực hiện Kế hoạch số 07/KH-UBND ngày 10/01/2024"
        ),
        ED.SignerInfo(ED.Competence("TL. CHỦ TỊCH"), ED.Position("Chánh Văn phòng")),
        ED.OtherInfo(ED.Priority("1"), ED.PageAmount("2")),
        ED.SteeringType("1"),
    )


def _trace() -> etree._Element:
    return ED.TraceHeaderList(
        ED.TraceHeader(ED.OrganId("H00"), ED.Timestamp("2026/11/17 15:04:05")),
        ED.Bussiness(ED.BussinessDocType("0"), ED.Paper("0")),
    )


def _encoded(content: bytes) -> str:
    return "\n" + "\n".join(textwrap.wrap(base64.b64encode(content).decode(), 100)) + "\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    (folder / MESSAGE).write_bytes(message())

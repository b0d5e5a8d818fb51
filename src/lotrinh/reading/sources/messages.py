"""Every sentence a refused or doubtful file is answered with; whoever writes to an officer takes it from here."""

from __future__ import annotations

from collections.abc import Sequence

from lotrinh.lexicon.formats import format_names
from lotrinh.reading.errors import RefusalCode, Refused

REFUSALS: dict[str, tuple[RefusalCode, str]] = {
    "wrong_type": (
        "wrong_type",
        "Tệp văn bản phải là {known} (tệp biểu: XLSX). Tệp này là {what}.",
    ),
    "spreadsheet": (
        "wrong_type",
        "Tệp văn bản phải là {known}. Tệp này là {what}; biểu số liệu nạp ở mục báo cáo.",
    ),
    "not_a_sheet": (
        "wrong_type",
        "Tệp biểu phải là XLSX. Tệp này là {what}. Hãy mở bằng Excel, lưu thành XLSX rồi tải lại.",
    ),
    "sheet_macro": (
        "wrong_type",
        "Tệp Excel có macro (XLSM), không an toàn. Hãy lưu thành XLSX không có macro rồi tải lại.",
    ),
    "sheet_far": (
        "too_large",
        "Ô {cell} nằm ngoài vùng biểu (tối đa {rows} dòng, {columns} cột). Hãy xóa những ô thừa rồi tải lại.",
    ),
    "sheet_crowded": (
        "too_large",
        "Biểu quá lớn: {what}. Hãy chép các dòng cần nạp sang biểu mẫu rồi tải lại.",
    ),
    "legacy_word": (
        "wrong_type",
        "Tệp Word đời cũ (DOC) cần LibreOffice hoặc antiword trên máy chủ để đọc. "
        "Hãy mở tệp trong Word, lưu thành DOCX rồi tải lại.",
    ),
    "macro": (
        "wrong_type",
        "Tệp Word có macro (DOCM), không an toàn. Hãy lưu thành DOCX không có macro rồi tải lại.",
    ),
    "polyglot": (
        "wrong_type",
        "Tệp mang dấu hiệu của hai loại tệp ghép làm một ({what}), không an toàn. "
        "Hãy xuất lại văn bản từ phần mềm soạn thảo rồi tải lại.",
    ),
    "too_large": (
        "too_large",
        "Tệp phải nhỏ hơn {limit} MB. Tệp này là {size} MB – hãy giảm độ phân giải bản quét hoặc tách phụ lục.",
    ),
    "too_long": (
        "too_large",
        "Văn bản quá dài: {what}. Hãy tách phụ lục thành tệp riêng rồi tải lại.",
    ),
    "empty": ("empty", "Tệp trống."),
    "no_text": ("empty", "Tệp không có chữ nào để đọc. Hãy kiểm tra lại tệp rồi tải lại."),
    "password": ("password", "Tệp có mật khẩu, hãy bỏ mật khẩu rồi tải lại."),
    "no_text_layer": (
        "no_text_layer",
        "Bản PDF là ảnh quét, không có lớp chữ; hãy tải bản Word hoặc dùng nhận dạng chữ "
        "(máy chủ cần cài tesseract-ocr và tesseract-ocr-vie).",
    ),
    "blank_scan": (
        "no_text_layer",
        "Không nhận dạng được chữ nào trên bản quét. Hãy quét lại rõ hơn (300 dpi, thẳng trang) hoặc tải bản Word.",
    ),
    "message_without_document": (
        "empty",
        "Thông điệp edXML không kèm tệp văn bản nào đọc được. Hãy tải tệp văn bản gốc (DOCX hoặc PDF).",
    ),
    "bomb": ("unsafe", "Không đọc tệp này vì nội dung nén bất thường ({unpacked} từ {packed})."),
    "crowded": ("unsafe", "Không đọc tệp này vì gói nén có quá nhiều mục ({count} mục, tối đa {limit})."),
    "entry_name": (
        "unsafe",
        "Không đọc tệp này vì gói nén có mục đặt tên bất thường ({what}). Hãy lưu lại tệp bằng Word rồi tải lại.",
    ),
    "dtd": (
        "unsafe",
        "Tệp có khai báo DTD, không an toàn nên không được đọc. Hãy lưu lại tệp bằng Word rồi tải lại.",
    ),
    "include": (
        "unsafe",
        "Tệp gọi nội dung từ nơi khác (XInclude), không an toàn nên không được đọc. Hãy lưu lại tệp bằng Word rồi tải lại.",
    ),
    "nested": (
        "unsafe",
        "Không đọc tệp này vì các thẻ lồng nhau quá sâu ({depth}). Hãy lưu lại trang thành DOCX rồi tải lại.",
    ),
    "text_lost": (
        "unreadable",
        "Chỉ lấy được {kept} trong {total} chữ của tệp, nên không đọc để tránh sót nội dung. "
        "Hãy lưu lại thành DOCX rồi tải lại.",
    ),
    "damaged": (
        "unreadable",
        "Tệp {what} bị hỏng hoặc thiếu phần cuối nên không đọc được. Hãy mở và lưu lại tệp rồi tải lại.",
    ),
    "encoding": (
        "unreadable",
        "Không xác định được bảng mã của tệp (Unicode, TCVN3, VNI, VISCII, Windows-1258 đều không khớp). "
        "Hãy lưu tệp ở bảng mã Unicode (UTF-8) rồi tải lại.",
    ),
    "garbled": (
        "unreadable",
        "Lớp chữ của bản PDF bị vỡ (dấu rời khỏi chữ, chữ vô nghĩa) nên không đọc được. "
        "Hãy tải bản Word hoặc dùng nhận dạng chữ.",
    ),
    "secret": (
        "secret",
        "Văn bản có dấu chỉ độ mật. Hệ thống chỉ dùng cho tài liệu không mật; tệp đã bị từ chối và không được lưu "
        "(Luật Bảo vệ bí mật nhà nước 117/2025/QH15).",
    ),
}

WARNINGS: dict[str, str] = {
    "converted": "Văn bản dùng bảng mã {name}, đã chuyển sang Unicode; bản gốc được giữ nguyên.",
    "mojibake": "Chữ bị mã hóa UTF-8 hai lần, đã khôi phục; bản gốc được giữ nguyên.",
    "broken_bytes": "Có {count} chỗ ký tự bị hỏng, thay bằng dấu �; cần đối chiếu với bản gốc.",
    "controls": "Đã bỏ {count} ký tự điều khiển (đảo chiều hoặc không in được) khỏi văn bản.",
    "widthless": "Đã bỏ {count} ký tự không có bề rộng (ngắt chữ ẩn) khỏi văn bản.",
    "alike": "Có {count} chỗ dùng chữ cái của bảng chữ khác (Kirin, Hy Lạp) trông như chữ Việt; cần đối chiếu với bản gốc.",
    "internal": "Văn bản ghi “LƯU HÀNH NỘI BỘ”; không đưa lên trang công khai.",
    "hidden": "Có {count} đoạn chữ ẩn không in ra, đã bỏ qua: “{sample}”.",
    "tracked": "Tệp còn {inserted} chỗ chèn và {deleted} chỗ xóa đang theo dõi; đã đọc như khi chấp nhận mọi thay đổi.",
    "comments": "Có {count} ghi chú bên lề, không đọc vào văn bản.",
    "fields": "Có {count} trường lấy nội dung từ nơi khác, không được thực hiện; chỉ đọc chữ đã lưu sẵn.",
    "alien_parts": "Có {count} phần nhúng từ tệp khác, chưa được đọc; cần đối chiếu với bản gốc.",
    "frame": "Đã bỏ khung của trang web (trình đơn, đầu trang, cột bên, chân trang): {count} chữ, bắt đầu bằng “{sample}”.",
    "margins": "Đầu trang, chân trang có chữ không đọc vào văn bản: “{sample}”.",
    "drawn": "Có {count} hình vẽ mang chữ (sơ đồ, biểu đồ), chưa được đọc: “{sample}”; cần đối chiếu với bản gốc.",
    "lost": "Chỉ lấy được {kept} trong {total} chữ của tệp; cần đối chiếu với bản gốc.",
    "blank_pages": "Trang {pages} không có lớp chữ (ảnh quét), chưa được đọc.",
    "garbled_pages": "Trang {pages} có chữ bị vỡ, đã đọc lại theo vị trí chữ trên trang; cần đối chiếu với bản gốc.",
    "doubtful_pages": "Trang {pages} có nhiều chữ không đúng chính tả tiếng Việt; cần đối chiếu với bản gốc.",
    "other_attachments": "Thông điệp còn tệp kèm theo chưa đọc: {names}; nếu cần hãy nạp từng tệp.",
    "differs": "Thông điệp edXML ghi {what} là “{sent}”, văn bản kèm theo in “{printed}”; lấy theo thông điệp.",
    "recognised": "Trang {pages} là ảnh quét, chữ do máy nhận dạng; cần đối chiếu với bản gốc.",
    "unsure_pages": "Trang {pages} nhận dạng không rõ, có thể sai nhiều chữ.",
    "unsure_header": "Chưa nhận dạng chắc chắn {what} (có thể viết tay hoặc đóng dấu); đề nghị nhập theo bản gốc.",
    "mended": "Đã sửa {count} chữ nhận dạng nhầm dấu, như “{sample}” thành “{mended}”; cần đối chiếu với bản gốc.",
    "tables_skipped": "Bảng ở trang {pages} chưa được tách thành ô vì tài liệu dài.",
}


def refusal(key: str, **facts: object) -> Refused:
    """The Refused of a table row, its gaps filled.

    >>> refusal("wrong_type", what="ảnh (PNG)").message
    'Tệp văn bản phải là DOCX, DOC, PDF, HTML, edXML hoặc TXT (tệp biểu: XLSX). Tệp này là ảnh (PNG).'
    """
    code, text = REFUSALS[key]
    *others, last = format_names()
    return Refused(code, text.format(known=f"{', '.join(others)} hoặc {last}", **facts))


def warning(key: str, **facts: object) -> str:
    """A warning of the table, its gaps filled."""
    return WARNINGS[key].format(**facts)


def listed(numbers: Sequence[int]) -> str:
    """Page numbers for people, the first twenty of them.

    >>> listed([1, 3])
    '1, 3'
    """
    return ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")

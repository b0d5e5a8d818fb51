"""How other kinds of files begin, so that a refusal can name what was sent."""

from __future__ import annotations

BINARY: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n", "ảnh (PNG)"),
    (0, b"\xff\xd8\xff", "ảnh (JPEG)"),
    (0, b"GIF8", "ảnh (GIF)"),
    (0, b"BM", "ảnh (BMP)"),
    (0, b"II*\x00", "ảnh (TIFF)"),
    (0, b"MM\x00*", "ảnh (TIFF)"),
    (8, b"WEBP", "ảnh (WEBP)"),
    (4, b"ftyphei", "ảnh (HEIC)"),
    (4, b"ftypmif", "ảnh (HEIC)"),
    (4, b"ftyp", "phim (MP4)"),
    (0, b"\x00\x00\x01\x00", "ảnh (ICO)"),
    (0, b"MZ", "chương trình chạy được (EXE)"),
    (0, b"\x7fELF", "chương trình chạy được (ELF)"),
    (0, b"\xca\xfe\xba\xbe", "chương trình chạy được (Java)"),
    (0, b"Rar!", "gói nén (RAR)"),
    (0, b"7z\xbc\xaf", "gói nén (7Z)"),
    (0, b"\x1f\x8b", "gói nén (GZ)"),
    (0, b"BZh", "gói nén (BZ2)"),
    (0, b"\xfd7zXZ", "gói nén (XZ)"),
    (257, b"ustar", "gói nén (TAR)"),
    (0, b"ID3", "âm thanh (MP3)"),
    (0, b"OggS", "âm thanh (OGG)"),
    (8, b"WAVE", "âm thanh (WAV)"),
    (8, b"AVI ", "phim (AVI)"),
    (0, b"SQLite format 3", "cơ sở dữ liệu (SQLite)"),
    (0, b"!BDN", "hộp thư (PST)"),
    (0, b"%!PS", "bản in (PostScript)"),
    (0, b"wOF2", "phông chữ (WOFF2)"),
    (0, b"L\x00\x00\x00\x01\x14\x02", "lối tắt của Windows (LNK)"),
)

TEXTUAL: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "văn bản RTF"),
    (b"#!", "tập lệnh"),
    (b"<?php", "mã chương trình (PHP)"),
    (b"<?=", "mã chương trình (PHP)"),
    (b"<svg", "ảnh (SVG)"),
    (b"mime-version:", "thư điện tử hoặc trang lưu trữ (MHT)"),
    (b"begin:vcalendar", "lịch (ICS)"),
    (b"begin:vcard", "danh thiếp (VCF)"),
    (b"@echo off", "tập lệnh"),
)

OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "word"),
    ("Workbook", "bảng tính (XLS)"),
    ("Book", "bảng tính (XLS)"),
    ("PowerPoint Document", "trình chiếu (PPT)"),
    ("__substg1.0_", "thư điện tử (MSG)"),
)

PACKAGES: tuple[tuple[str, str], ...] = (
    ("xl/", "bảng tính (XLSX)"),
    ("ppt/", "trình chiếu (PPTX)"),
    ("META-INF/MANIFEST.MF", "chương trình chạy được (JAR)"),
    ("AndroidManifest.xml", "chương trình chạy được (APK)"),
    ("content.xml", "văn bản OpenDocument (ODT)"),
    ("META-INF/container.xml", "sách điện tử (EPUB)"),
)

"""File names as people, programs and attackers write them."""

from __future__ import annotations

NAMES = [
    "K" * 300 + ".docx", "Kế hoạch " + "ế" * 300 + ".docx", "kế-hoạch.docx", "📄 kế hoạch.docx", "CON", "NUL.txt", "../../etc/passwd",
    "..\\..\\windows\\x.docx", "/etc/passwd", "C:\\x.docx", "a\nb.docx", "a\r\nSet-Cookie: x.docx", "a%00.docx", "a\x00.docx", "\"'<b>.docx",
    "a;b|c&d.docx", " .docx", "....", "\u202exf.docx", "tệp ",
]  # fmt: skip

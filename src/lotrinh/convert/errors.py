"""What converting raises:

ConvertError
├── NoConverter        no program on PATH can do it
└── ConversionFailed   the program ran and gave nothing to read
"""

from __future__ import annotations


class ConvertError(Exception):
    """A file could not be turned into one the reader knows. `message` is Vietnamese and says what to do."""

    message = "Không chuyển được tệp."


class NoConverter(ConvertError):
    """Neither LibreOffice nor antiword is installed."""

    message = (
        "Tệp Word đời cũ (DOC) cần LibreOffice hoặc antiword trên máy chủ để đọc. "
        "Hãy mở tệp trong Word, lưu thành DOCX rồi tải lại."
    )


class ConversionFailed(ConvertError):
    """The converter failed, gave nothing, or took too long."""

    message = "Không chuyển được tệp Word đời cũ (DOC). Hãy mở tệp trong Word, lưu thành DOCX rồi tải lại."

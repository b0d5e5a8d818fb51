"""What converting raises:

ConvertError
├── NoConverter        no program on PATH can do it
├── NoRecogniser       tesseract, or its Vietnamese model, is not on this machine
├── ConversionFailed   the program ran and gave nothing to read
└── ProgramNeeded      this process may start no program; another one has to read the file
BadFrame               what came over a pipe is no message
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


class NoRecogniser(ConvertError):
    """Tesseract is not installed, or does not know Vietnamese."""

    message = "Máy chủ chưa có phần nhận dạng chữ; cần cài tesseract-ocr và tesseract-ocr-vie."


class ConversionFailed(ConvertError):
    """The converter failed, gave nothing, or took too long."""

    message = "Không chuyển được tệp Word đời cũ (DOC). Hãy mở tệp trong Word, lưu thành DOCX rồi tải lại."


class ProgramNeeded(ConvertError):
    """The file needs another program (LibreOffice, antiword, tesseract) and this process has given that up."""

    message = "Tệp cần một chương trình khác để đọc."


class BadFrame(Exception):
    """A message of unknown kind, of impossible length, or cut off."""

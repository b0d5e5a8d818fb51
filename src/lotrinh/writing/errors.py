"""What writing refuses to do, and why.

WritingError
├── FigureWithoutSource   a number, quotation or reference whose source is not listed in the report
├── SourcesConflict       one id of a source stands for two sentences
├── CountsDisagree        the counts handed over do not agree with the tasks handed over
└── PdfUnavailable        WeasyPrint or the libraries it needs are not on this machine
"""

from __future__ import annotations


class WritingError(Exception):
    """Any refusal of this package; the message is Vietnamese and says what to do."""


class FigureWithoutSource(WritingError):
    """A report was built with something that cannot be traced."""

    def __init__(self, shown: str) -> None:
        super().__init__(
            f"“{shown}” chưa có nguồn; mỗi số liệu trong báo cáo phải dẫn về câu văn hoặc mục nhập gốc."
        )


class SourcesConflict(WritingError):
    """Two sentences under one id: the report could show the wrong one."""

    def __init__(self, source_id: str) -> None:
        super().__init__(f"Mã nguồn “{source_id}” đang chỉ hai câu văn khác nhau. Hãy tổng hợp lại báo cáo.")


class CountsDisagree(WritingError):
    """The four classes were counted over another list of tasks than the one to be printed."""

    def __init__(self, what: str, given: int, counted: int) -> None:
        super().__init__(
            f"{what[:1].upper()}{what[1:]}: số nhận được là {given}, đếm lại theo danh mục nhiệm vụ là {counted}. Hãy tổng hợp lại."
        )


class PdfUnavailable(WritingError):
    """PDF cannot be made here; .docx and .xlsx still can."""

    PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation2")

    def __init__(self) -> None:
        super().__init__(
            "Máy chủ chưa tạo được PDF. Hãy tải bản DOCX hoặc XLSX, hoặc đề nghị quản trị cài các gói Debian: "
            f"{' '.join(self.PACKAGES)}."
        )

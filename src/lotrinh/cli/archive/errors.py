"""Why a copy cannot be made, opened or put back.

ArchiveError
├── Damaged            the file is not what was written, or the passphrase is another
├── TooNew             made by a later version
├── NothingToCopy      no site lives there
├── NotEmpty           there is data where it should go
├── NoPassphrase       it is encrypted and nobody said how to open it
├── NoRoom             the disk is full
└── Unfit              the rows do not go into this database
"""

from __future__ import annotations


class ArchiveError(Exception):
    """The message is for the operator: what is wrong, and what to do."""


class Damaged(ArchiveError):
    def __init__(self, what: str) -> None:
        super().__init__(f"Bản sao lưu hỏng: {what}. Đề nghị dùng bản khác.")


class TooNew(ArchiveError):
    def __init__(self, version: str) -> None:
        super().__init__(
            f"Bản sao lưu do phiên bản mới hơn ghi ({version}). Đề nghị cài phiên bản ấy rồi phục hồi lại."
        )


class NothingToCopy(ArchiveError):
    def __init__(self) -> None:
        super().__init__(
            "Cơ sở dữ liệu chưa có bảng nào. Kiểm lại LOTRINH_DATA, --data hoặc LOTRINH_DATABASE."
        )


class NotEmpty(ArchiveError):
    pass


class NoPassphrase(ArchiveError):
    pass


class NoRoom(ArchiveError):
    def __init__(self) -> None:
        super().__init__("Hết dung lượng đĩa. Đề nghị giải phóng chỗ trống rồi chạy lại.")


class Unfit(ArchiveError):
    def __init__(self, table: str, why: str) -> None:
        super().__init__(f"Bảng {table} không nạp được vào cơ sở dữ liệu này: {why}")

"""Kiểm thử bàn đọc: nạp tệp, xem đề xuất, xác nhận."""

"""Lộ Trình: từ văn bản chỉ đạo đến việc xong."""

__version__ = "0.1.0"

"""Kiểm thử văn bản chỉ đạo và hệ văn bản."""

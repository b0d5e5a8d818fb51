"""Kiểm thử các ứng dụng web."""

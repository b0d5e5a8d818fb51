"""Kiểm thử của Lộ Trình; cây thư mục theo src/lotrinh."""

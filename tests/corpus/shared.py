"""Where the real documents stand, and a clear word where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"

needs_shared = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason=f"không có {SHARED}: chỉ chạy nơi có văn bản thật"
)

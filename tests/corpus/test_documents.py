"""Real documents of every kind: read without a fault, with the figures of their heads and tables as printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Reading
from tests.corpus.shared import SHARED, needs_shared
from tests.reading.test_pipeline import check_laws

HEADS = {
    "kh_nghean_987_5g_kcn.md": ("987/KH-UBND", "2025-11-20", "plan"),
    "kh_bacninh_144_kinhteso.md": ("144/KH-UBND", "2025-11-24", "plan"),
    "ct_daklak_010_dautu.md": ("010/CT-UBND", "2025-11-17", "directive"),
    "cd_ttg_217_mualu.md": ("217/CĐ-TTg", "2025-11-16", "telegram"),
    "tb_vpcp_623_daklak.md": ("623/TB-VPCP", "2025-11-15", "notice"),
    "kl_webmeta_2.md": ("212-KL/TW", "2025-11-18", "conclusion"),
    "qd_ttg_2597_dean_cds.md": ("2597/QĐ-TTg", "2025-11-27", "decision"),
    "nq_hdnd_hanoi_73.md": ("73/2025/NQ-HĐND", "2025-11-27", "resolution"),
}


def corpus(name: str) -> Reading:
    return read((SHARED / "corpus" / name).read_bytes(), name)


@pytest.mark.corpus
@needs_shared
@pytest.mark.parametrize("name", HEADS)
def test_head(name: str) -> None:
    reading = corpus(name)
    header = reading.header
    assert (header.number, header.date.isoformat() if header.date else None, reading.kind) == HEADS[name]
    assert header.issuer


@pytest.mark.corpus
@needs_shared
@pytest.mark.parametrize("path", sorted((SHARED / "corpus").glob("*.*")), ids=lambda path: path.name)
def test_every_file_is_read_or_refused(path: Path) -> None:
    try:
        check_laws(read(path.read_bytes(), path.name))
    except Refused as refused:
        assert refused.code in ("no_text_layer", "wrong_type", "unreadable")


@pytest.mark.corpus
@needs_shared
def test_target_annex_has_owners_units_and_horizons() -> None:
    targets = corpus("nq_cp_03_pl1_chitieu.md").targets
    assert len(targets) >= 50
    assert all(target.owner and target.horizon for target in targets)


@pytest.mark.corpus
@needs_shared
def test_follow_up_annex_has_leads_and_dates() -> None:
    rows = [
        task for task in corpus("tb_vpcp_bcd57_webmeta.md").tasks if "PHỤ LỤC I." in (task.provision or "")
    ]
    assert len(rows) >= 70
    assert sum(bool(task.lead) and task.deadline.last is not None for task in rows) >= len(rows) * 0.95

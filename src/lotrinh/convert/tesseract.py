"""Debian's tesseract with its Vietnamese model, asked for the words of one picture; nothing is written to a disk."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from PIL import Image

from lotrinh.convert.errors import ConversionFailed, NoRecogniser
from lotrinh.convert.recogniser import LANGUAGE, has_ocr
from lotrinh.values.scan import Box, ScannedWord

FIGURES = "eng"
"""The model tesseract always comes with; it knows single figures better than the Vietnamese one."""
Layout = Literal["page", "sparse", "column"]
_SEGMENTATION: dict[Layout, str] = {"page": "3", "sparse": "11", "column": "6"}
_WORD = "5"


def recognise(
    image: Image.Image, seconds: float, layout: Layout = "page", model: str = LANGUAGE
) -> tuple[tuple[ScannedWord, ...], ...]:
    """The lines of words of a grey picture. `layout` "sparse" finds words wherever they stand, as in tables and boxes,
    "column" takes every line for one of a single column.

    Raises NoRecogniser where tesseract is missing, ConversionFailed where it fails or takes longer than `seconds`.
    """
    if not has_ocr():
        raise NoRecogniser
    picture = io.BytesIO()
    image.save(picture, "PPM")
    command = [
        "tesseract",
        "stdin",
        "stdout",
        "-l",
        LANGUAGE,
        "--dpi",
        "300",
        "--psm",
        _SEGMENTATION[layout],
        "tsv",
    ]
    return tuple(read_tsv(_run(command, picture.getvalue(), seconds)))


def read_tsv(table: str) -> Iterator[tuple[ScannedWord, ...]]:
    """The lines of words in tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, conf, text.

    >>> [[word.text for word in line] for line in read_tsv("level\\n5\\t1\\t1\\t1\\t1\\t1\\t10\\t20\\t30\\t40\\t96.5\\tBan\\n")]
    [['Ban']]
    """
    rows = (row.split("\t") for row in table.split("\n")[1:])
    words = (row for row in rows if len(row) == 12 and row[0] == _WORD and row[11].strip())
    for _, line in groupby(words, key=lambda row: row[1:5]):
        yield tuple(_word(row) for row in line)


def _word(row: list[str]) -> ScannedWord:
    left, top, width, height = map(int, row[6:10])
    confidence = max(0.0, min(1.0, float(row[10]) / 100))
    return ScannedWord(row[11].strip(), confidence, Box(left, top, left + width, top + height))


def _environment() -> dict[str, str]:
    """One thread: more of them take several times as long on few cores."""
    own = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    return own | {name: os.environ[name] for name in ("TESSDATA_PREFIX",) if name in os.environ}


def _run(command: list[str], picture: bytes, seconds: float) -> str:
    process = subprocess.Popen(
        command, env=_environment(), cwd="/", start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        output, _ = process.communicate(picture, timeout=seconds)
    except subprocess.TimeoutExpired as slow:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise ConversionFailed from slow
    if process.returncode != 0:
        raise ConversionFailed
    return output.decode("utf-8", "replace")

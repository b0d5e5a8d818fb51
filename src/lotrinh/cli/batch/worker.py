"""What a worker of a cluster does with a batch: reads it through reading processes of its own, writes two drafts."""

from __future__ import annotations

import atexit
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import lotrinh
from lotrinh.cli.batch.documents import Document
from lotrinh.cli.batch.one import read_one
from lotrinh.cli.batch.parts import Draft, write_draft
from lotrinh.convert.children import Children


def read_batch(documents: Sequence[Document], folder: str) -> Draft:
    """The drafts of a batch, in `folder`, which the driver sees under the same path. May be done twice or in vain."""
    children = _children(os.getpid())
    return write_draft(Path(folder), (read_one(children, document) for document in documents))


def version() -> str:
    """Of the package on this machine; all machines must have the driver's."""
    return lotrinh.__version__


@cache
def _children(pid: int) -> Children:
    """Each thread of the worker has one reading process at work at a time: never more than it has threads."""
    children = Children(max(64, os.cpu_count() or 1))
    atexit.register(children.end)
    return children

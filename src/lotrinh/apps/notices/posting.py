"""Letters go out after what they tell of is saved, one after the other, and never hold up a page."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.core.mail import EmailMessage
from django.db import connections, transaction

log = logging.getLogger("lotrinh.letters")
postman = ThreadPoolExecutor(max_workers=1, thread_name_prefix="letters")


def post_later(letter: EmailMessage) -> None:
    """Once the transaction is through; what fails is in the log."""
    transaction.on_commit(partial(postman.submit, _send, letter))


def _send(letter: EmailMessage) -> None:
    try:
        letter.send()
    except OSError:
        log.exception("không gửi được thư")
    finally:
        connections.close_all()

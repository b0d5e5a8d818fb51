"""What an electronic message says of the document in it, before anything of the document itself is read."""

from __future__ import annotations

from datetime import date

from lotrinh.values.frozen import frozen


@frozen
class Envelope:
    """The fields of a message header; None or () where the sender left them out.

    `type` is the abbreviation of the kind of document ("KH"). `sent_to` are the offices the message went to, `recipients`
    those the document is for.
    """

    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: date | None = None
    subject: str | None = None
    signer_title: str | None = None
    signer_name: str | None = None
    signer_authority: str | None = None
    urgency: str | None = None
    recipients: tuple[str, ...] = ()
    sent_to: tuple[str, ...] = ()

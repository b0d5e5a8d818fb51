"""What stays the same while the records of one document are read."""

from __future__ import annotations

from datetime import date

from lotrinh.reading.records.mentioned import Mentioned
from lotrinh.reading.structure.view import View
from lotrinh.values.frozen import frozen


@frozen
class Setting:
    """The text, what it mentions, and the day of the document."""

    view: View
    mentioned: Mentioned
    issued: date | None

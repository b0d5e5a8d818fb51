"""The page for when something went wrong: what happened, what to do, and what had been typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lotrinh.apps.ui.sending import typed_in


def trouble(
    request: HttpRequest, status: int, heading: str, *sentences: str, send_again: str = "", see: str = ""
) -> HttpResponse:
    """One page for all: what happened, what to do, and what had been typed. `send_again` is the word of a button that
    sends it once more, `see` where to look at what is there."""
    page = {"heading": heading, "sentences": sentences, "typed": typed_in(request)}
    return render(request, "ui/trouble.html", {**page, "send_again": send_again, "see": see}, status=status)

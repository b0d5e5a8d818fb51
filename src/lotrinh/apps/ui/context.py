"""What every page shows around its content: navigation, the acting office, the example banner, the version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lotrinh import __version__
from lotrinh.apps.ui.language import other_language, page_to_return_to

# url name, label, keys that go there (ux.md 41)
NAVIGATION: tuple[tuple[str, Promise, str], ...] = (
    ("tasks:mine", _("Việc của tôi"), "g c"),
    ("tasks:leader", _("Điều hành"), "g d"),
    ("directives:list", _("Văn bản"), "g v"),
    ("tasks:list", _("Nhiệm vụ"), "g n"),
    ("indicators:list", _("Chỉ tiêu"), "g t"),
    ("reporting:list", _("Báo cáo"), "g b"),
)
# Pages of an app stand under this entry unless they are an entry themselves.
HOME_OF_APP = {
    "directives": "directives:list",
    "intake": "directives:list",
    "tasks": "tasks:list",
    "indicators": "indicators:list",
    "reporting": "reporting:list",
}
OWN_ROUTE = "co-quan/"
"""Pages of the register stand under the account's menu, whichever app shows them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation; `current` is "page" where one stands on it, "true" where one stands below it."""

    label: Promise
    url: str
    keys: str
    current: str


def resolved(name: str) -> str:
    """The address of a url name, or nothing where the page does not exist (yet)."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def navigation(here: str, route: str = "") -> list[Entry]:
    """The entries whose pages exist; `here` is the name of the page being shown, `route` its pattern of addresses."""
    names = [name for name, _label, _keys in NAVIGATION]
    below = "" if route.startswith(OWN_ROUTE) else HOME_OF_APP.get(here.partition(":")[0], "")
    home = here if here in names else below
    return [
        Entry(label, url, keys, ("page" if name == here else "true") if name == home else "")
        for name, label, keys in NAVIGATION
        if (url := resolved(name))
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """Template variables: example, nav, office, addresses of the search, account and language forms, version."""
    match = getattr(request, "resolver_match", None)
    here, route = (match.view_name, match.route) if match else ("", "")
    return {
        "example": settings.EXAMPLE,
        "nav": SimpleLazyObject(lambda: navigation(here, route)),
        "office": getattr(request, "office", None),
        "offices": getattr(request, "offices", ()),
        "search_url": resolved("directives:search"),
        "own_url": resolved("accounts:own"),
        "sign_out_url": resolved("accounts:sign-out"),
        "journal_url": resolved("journal:list"),
        "organisations_url": resolved("organisations:list"),
        "in_register": route.startswith(OWN_ROUTE),
        "sign_in_url": resolved("accounts:sign-in"),
        "switch_office_url": resolved("accounts:switch-office"),
        "language_url": resolved("ui:language"),
        "other_language": other_language(get_language() or settings.LANGUAGE_CODE),
        "page_to_return_to": page_to_return_to(request),
        "version": __version__,
    }

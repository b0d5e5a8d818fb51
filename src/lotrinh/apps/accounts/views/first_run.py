"""Steps of the first run that stay as pages of administrators: bodies of the province, the calendar, people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lotrinh.apps.accounts.actions import found_bodies
from lotrinh.apps.accounts.gates import administering
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.accounts.setting_up import next_page, road, template_of
from lotrinh.apps.accounts.views.setup_forms import BodiesForm, DayForm
from lotrinh.apps.calendars.actions import confirm_calendar, drop_override, override_day
from lotrinh.apps.calendars.models import DayOverride
from lotrinh.apps.calendars.queries import year_of
from lotrinh.apps.journal.once import once
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import name_key
from lotrinh.lexicon.standing_bodies import ProposedBody, proposed_bodies
from lotrinh.values.numerals import parse_date


@require_http_methods(["GET", "POST"])
@administering
@once
def bodies(request: Any) -> HttpResponse:
    """The bodies our table proposes for this province and others by name; those that are there are listed."""
    there = list(Organisation.objects.for_user(request.office).order_by("name"))
    proposed = _proposed(request.office, {name_key(row.name) for row in there})
    form = BodiesForm(proposed, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = [body for body in proposed if body.name in form.cleaned_data.get("bodies", ())]
        known = {name_key(row.name) for row in there} | {name_key(body.name) for body in chosen}
        others = [_plain(name) for name in form.cleaned_data["others"] if name_key(name) not in known]
        made = found_bodies(
            by=request.office, at=timezone.now(), province=request.office.province, bodies=[*chosen, *others]
        )
        messages.success(request, _("Đã thêm %(count)s cơ quan.") % {"count": len(made)})
        return redirect(next_page(request, "bodies", "accounts:bodies"))
    page = {"form": form, "there": there, "proposed": proposed, "road": road(request, "bodies")}
    return render(request, "accounts/bodies.html", page)


def _proposed(by: Office, known: set[str]) -> list[ProposedBody]:
    today = timezone.localdate()
    found = template_of(by.province, today)
    return [b for b in proposed_bodies(found, today) if name_key(b.name) not in known] if found else []


def _plain(name: str) -> ProposedBody:
    """A body of which only the name is known."""
    kind = "department" if name_key(name).startswith("so ") else "province_body"
    return ProposedBody(name, name, "", kind, "province", "", True, "")


def _year(request: Any) -> int:
    this = timezone.localdate().year
    asked = request.GET.get("nam", "") or str(this)
    if not (asked.isascii() and asked.isdigit() and this - 2 <= int(asked) <= this + 10):
        raise Http404
    return int(asked)


@require_http_methods(["GET", "POST"])
@administering
@once
def calendar(request: Any) -> HttpResponse:
    """A year's days off and days worked in exchange; a day against it is added with its decision."""
    year, province = _year(request), request.office.province_id
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        override_day(by=request.office, at=timezone.now(), province_id=province, **form.cleaned_data)
        messages.success(request, _("Đã ghi ngày vào lịch."))
        return redirect(f"{request.path}?nam={form.cleaned_data['day'].year}")
    this = timezone.localdate().year
    page = {
        "form": form,
        "year": year_of(province, year),
        "years": [each for each in (this, this + 1) if each != year],
        "road": road(request, "calendar"),
    }
    return render(request, "accounts/calendar.html", page)


@require_POST
@administering
@once
def drop_day(request: Any) -> HttpResponse:
    """One of the province's own days is taken back."""
    day = parse_date(request.POST.get("day", ""))
    row = DayOverride.objects.filter(province=request.office.province_id, day=day).first() if day else None
    if row is None:
        raise Http404
    drop_override(by=request.office, at=timezone.now(), row=row)
    messages.success(request, _("Đã bỏ ngày khỏi lịch."))
    return redirect("accounts:calendar")


@require_POST
@administering
@once
def confirm_year(request: Any) -> HttpResponse:
    year = _year(request)
    confirm_calendar(by=request.office, at=timezone.now(), province_id=request.office.province_id, year=year)
    messages.success(request, _("Đã xác nhận lịch làm việc năm %(year)s.") % {"year": year})
    return redirect(next_page(request, "calendar", "accounts:calendar"))


@require_safe
@administering
def first_people(request: Any) -> HttpResponse:
    """By Excel or one by one; both pages lead back here while the site is being set up."""
    others = (
        Office.objects.for_user(request.office)
        .exclude(user=request.user)
        .select_related("user", "organisation")
    )
    page = {"offices": others.order_by("user__label", "pk")[:200], "road": road(request, "people")}
    return render(request, "accounts/first_people.html", page)

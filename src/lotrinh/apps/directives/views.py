"""Pages of directives: the list, one document with its place in the cascade, its text and its original."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lotrinh.apps.directives.actions import classify_directive, enter_reference, link_directives
from lotrinh.apps.directives.forms import FilterForm, LinkForm, ReferenceForm, ScopeForm
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.directives.policy import (
    NO_ENTRY,
    NO_SCOPE,
    can_classify_directive,
    can_confirm_directive,
    can_decide_proposal,
    can_enter_directive,
    can_link_directive,
)
from lotrinh.apps.directives.queries import (
    answering_for,
    asked_passage,
    choices_for_links,
    page_of_directive,
    rows_of,
    sheet_of,
    with_counts,
)
from lotrinh.apps.files.queries import download
from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.once import once
from lotrinh.apps.organisations.queries import organisations_on
from lotrinh.apps.ui.choosing import conflict_answer
from lotrinh.apps.ui.gates import acting, require
from lotrinh.apps.ui.paging import page_of


@require_safe
@acting
def listing(request: Any) -> HttpResponse:
    form = FilterForm(request.GET)
    filters = form.filters()
    page = page_of(request, rows_of(request.office, filters))
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "rows": with_counts(page.object_list),
        "can_enter": can_enter_directive(request.office),
    }
    return render(request, "directives/list.html", context)


@require_safe
@acting
def search(request: Any) -> HttpResponse:
    """The field in the header looks for documents first; the list is the answer."""
    return redirect(f"{reverse('directives:list')}?{request.GET.urlencode()}")


def directive_of(request: Any, code: str) -> Directive:
    rows = Directive.objects.for_user(request.office).select_related(
        "file", "focal", "issuer_office", "entered_for", "territory__merged_into"
    )
    return get_object_or_404(rows, code=code)


@require_safe
@acting
def page(request: Any, code: str) -> HttpResponse:
    directive = directive_of(request, code)
    today = timezone.localdate()
    context = {
        "directive": directive,
        "page": page_of_directive(request.office, directive, today),
        "can_classify": can_classify_directive(request.office, directive, answering_for(directive, today)),
        "can_decide": can_decide_proposal(request.office, directive),
        "can_confirm": can_confirm_directive(request.office, directive),
        "can_link": can_link_directive(request.office, directive),
        "link_form": LinkForm(directives=choices_for_links(request.office, directive)),
    }
    return render(request, "directives/page.html", context)


@require_safe
@acting
def text(request: Any, code: str) -> HttpResponse:
    """The document's text as it was read."""
    directive = directive_of(request, code)
    if not directive.text:
        raise Http404
    passage = asked_passage(directive, request.GET.get("tu", ""), request.GET.get("den", ""))
    context = {"directive": directive, "sheet": sheet_of(directive, passage)}
    return render(request, "directives/text.html", context)


@require_safe
@acting
def file(request: Any, code: str) -> HttpResponseBase:
    """The original, byte for byte, as a download."""
    directive = directive_of(request, code)
    if directive.file is None:
        raise Http404
    return download(directive.file)


@require_http_methods(["GET", "HEAD", "POST"])
@acting
@once
def add(request: Any) -> HttpResponse:
    """A document known by number, day, issuer and title only."""
    require(can_enter_directive(request.office), NO_ENTRY)
    form = ReferenceForm(request.POST or None, directives=choices_for_links(request.office))
    if request.method == "POST" and form.is_valid():
        try:
            row = _enter(request, form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error("parent", refusal.message)
        else:
            messages.success(request, _("Đã thêm %(document)s.") % {"document": row})
            return redirect("directives:page", row.code)
    return render(request, "directives/add.html", {"form": form}, status=400 if form.errors else 200)


@transaction.atomic
def _enter(request: Any, typed: dict[str, Any]) -> Directive:
    at, by = timezone.now(), request.office
    row = enter_reference(
        by=by,
        at=at,
        province=by.province,
        number=typed["number"],
        kind=typed["kind"],
        type="",
        title=typed["title"],
        issuer_name=typed["issuer_name"],
        issued_on=typed["issued_on"],
    )
    if typed["parent"]:
        parent = Directive.objects.for_user(by).get(code=typed["parent"])
        link_directives(by=by, at=at, child=row, parent=parent, relation=typed["relation"])
    return row


@require_http_methods(["POST"])
@acting
@once
def link(request: Any, code: str) -> HttpResponse:
    """Hangs the document under another one."""
    directive = directive_of(request, code)
    require(can_link_directive(request.office, directive), NO_ENTRY)
    form = LinkForm(request.POST, directives=choices_for_links(request.office, directive))
    if not form.is_valid():
        messages.error(request, _("Đề nghị chọn quan hệ và văn bản kia."))
        return redirect("directives:page", code)
    parent = get_object_or_404(Directive.objects.for_user(request.office), code=form.cleaned_data["parent"])
    relation = form.cleaned_data["relation"]
    try:
        link_directives(
            by=request.office, at=timezone.now(), child=directive, parent=parent, relation=relation
        )
    except ActionRefused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Đã ghi quan hệ với %(document)s.") % {"document": parent})
    return redirect("directives:page", code)


@require_http_methods(["GET", "HEAD", "POST"])
@acting
@once
def scope(request: Any, code: str) -> HttpResponse:
    """Who may see the document and all that hangs on it."""
    directive, today = directive_of(request, code), timezone.localdate()
    allowed = can_classify_directive(request.office, directive, answering_for(directive, today))
    require(allowed, NO_SCOPE)
    bodies = organisations_on(directive.province_id, today).filter(collective=False)
    form = ScopeForm(
        request.POST or None,
        initial={"version": directive.version, **_scope_of(directive)},
        organisations=bodies,
    )
    if request.method != "POST" or not form.is_valid():
        return _scope_page(request, directive, form, 400 if form.is_bound else 200)
    try:
        classify_directive(by=request.office, at=timezone.now(), directive=directive, **form.cleaned_data)
    except StaleEdit as stale:
        back = reverse("directives:page", args=[code])
        return conflict_answer(request, form, _scope_of(stale.current), stale, back=back)
    except ActionRefused as refusal:
        form.add_error("classification", refusal.message)
        return _scope_page(request, directive, form, 409)
    messages.success(request, _("Đã đặt phạm vi xem của %(document)s.") % {"document": directive})
    return redirect("directives:page", code)


def _scope_of(directive: Directive) -> dict[str, Any]:
    readers = [row.organisation_id for row in directive.readers.all()]
    return {"classification": directive.classification, "readers": readers}


def _scope_page(request: Any, directive: Directive, form: ScopeForm, status: int) -> HttpResponse:
    context = {"directive": directive, "form": form}
    return render(request, "directives/scope.html", context, status=status)

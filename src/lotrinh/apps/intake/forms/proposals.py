"""Correcting a proposal: one form per kind, from the reading's words and back to them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.directives.models import DirectiveLink, Proposal
from lotrinh.apps.intake.forms.fields import DeadlineField, NamesField, typed_deadline
from lotrinh.apps.intake.queries.cards import COMPARATORS, FREQUENCIES
from lotrinh.apps.ui.asking import VersionedForm
from lotrinh.apps.ui.fields import VietnameseDateField, VietnameseDecimalField
from lotrinh.values.numerals import parse_date, plain

_NARROW = forms.Textarea(attrs={"rows": 3})


class ProposalForm(VersionedForm):
    """`version` is the one the person saw; `edited` is the record as it should be accepted."""

    keys: ClassVar[tuple[str, ...]] = ()
    deadline_key: ClassVar[str] = ""

    def __init__(self, *args: Any, current: dict[str, Any], passage: str, **kwargs: Any) -> None:
        self.current, self.passage = current, passage
        super().__init__(*args, **kwargs)

    @classmethod
    def initial_of(cls, current: dict[str, Any], passage: str) -> dict[str, Any]:
        found = {key: current.get(key) for key in cls.keys}
        if cls.deadline_key:
            found["deadline"] = typed_deadline(current.get(cls.deadline_key))
        return found

    def edited(self) -> dict[str, Any]:
        """A deadline whose words were not touched keeps its place in the text."""
        typed = self.cleaned_data
        found = {**self.current, **{key: typed[key] for key in self.keys}}
        was = typed_deadline(self.current.get(self.deadline_key)) if self.deadline_key else ""
        if self.deadline_key and " ".join(str(self.data.get("deadline", "")).split()) != was:
            found[self.deadline_key] = typed["deadline"]
        return found


class TaskForm(ProposalForm):
    title = forms.CharField(label=_("Nội dung"), max_length=4000, widget=_NARROW)
    lead = NamesField(label=_("Chủ trì"))
    coordinating = NamesField(label=_("Phối hợp"))
    deadline = DeadlineField(label=_("Thời hạn"))
    product = forms.CharField(label=_("Sản phẩm"), max_length=400, required=False)
    keys = ("title", "lead", "coordinating", "product")
    deadline_key = "deadline"

    @classmethod
    def initial_of(cls, current: dict[str, Any], passage: str) -> dict[str, Any]:
        found = super().initial_of(current, passage)
        return {**found, "title": found["title"] or passage, "product": found["product"] or ""}


class TargetForm(ProposalForm):
    indicator = forms.CharField(
        label=_("Chỉ tiêu"), max_length=300, widget=forms.TextInput(attrs={"class": "wide"})
    )
    comparator = forms.ChoiceField(label=_("So sánh"), choices=list(COMPARATORS.items()))
    value = VietnameseDecimalField(label=_("Giá trị"))
    unit = forms.CharField(
        label=_("Đơn vị"), max_length=40, required=False, widget=forms.TextInput(attrs={"class": "short"})
    )
    year = forms.IntegerField(
        label=_("Năm phải đạt"),
        required=False,
        min_value=1990,
        max_value=2100,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    owner = NamesField(label=_("Cơ quan theo dõi"))
    keys = ("indicator", "comparator", "unit", "owner")

    @classmethod
    def initial_of(cls, current: dict[str, Any], passage: str) -> dict[str, Any]:
        last = parse_date((current.get("horizon") or {}).get("to") or "")
        value = Decimal(current["value"]) if current.get("value") else None
        return {**super().initial_of(current, passage), "value": value, "year": last.year if last else None}

    def edited(self) -> dict[str, Any]:
        typed, found = self.cleaned_data, super().edited()
        found["value"] = plain(typed["value"])
        if typed["comparator"] != "range":
            found["value_to"] = None
        was = parse_date((self.current.get("horizon") or {}).get("to") or "")
        if typed["year"] is None:
            found["horizon"] = None
        elif was is None or was.year != typed["year"]:
            found["horizon"] = {"from": None, "to": f"{typed['year']}-12-31"}
        return found


class DutyForm(ProposalForm):
    content = forms.CharField(label=_("Nội dung báo cáo"), max_length=2000, widget=_NARROW)
    who = NamesField(label=_("Ai báo cáo"))
    to = NamesField(label=_("Gửi cơ quan"))
    via = forms.CharField(label=_("Qua"), max_length=300, required=False)
    frequency = forms.ChoiceField(
        label=_("Chu kỳ"), required=False, choices=[("", _("không nêu")), *FREQUENCIES.items()]
    )
    deadline = DeadlineField(label=_("Thời hạn"))
    keys = ("content", "who", "to", "via", "frequency")
    deadline_key = "due"

    @classmethod
    def initial_of(cls, current: dict[str, Any], passage: str) -> dict[str, Any]:
        found = super().initial_of(current, passage)
        return {**found, "content": found["content"] or passage, "via": found["via"] or ""}


class LinkForm(ProposalForm):
    relation = forms.ChoiceField(label=_("Quan hệ"), choices=DirectiveLink.Relation.choices)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    issued_on = VietnameseDateField(label=_("Ngày ban hành"), required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, required=False)
    title = forms.CharField(label=_("Trích yếu"), max_length=2000, required=False, widget=_NARROW)
    keys = ("relation", "number", "issuer", "title")

    @classmethod
    def initial_of(cls, current: dict[str, Any], passage: str) -> dict[str, Any]:
        found = super().initial_of(current, passage)
        return {
            **found,
            "issued_on": parse_date(current.get("date") or ""),
            "issuer": found["issuer"] or "",
            "title": found["title"] or "",
        }

    def edited(self) -> dict[str, Any]:
        day = self.cleaned_data["issued_on"]
        return {**super().edited(), "date": day.isoformat() if day else None}


_FORMS: dict[str, type[ProposalForm]] = {
    Proposal.Kind.TASK: TaskForm,
    Proposal.Kind.TARGET: TargetForm,
    Proposal.Kind.DUTY: DutyForm,
    Proposal.Kind.LINK: LinkForm,
}


def form_of(proposal: Proposal, passage: str, data: Any = None) -> ProposalForm:
    """The form of a proposal's kind, filled from the record as it stands; ids are kept apart by number."""
    kind = _FORMS[proposal.kind]
    initial = {**kind.initial_of(proposal.current, passage), "version": proposal.version}
    return kind(
        data,
        initial=initial,
        current=proposal.current,
        passage=passage,
        auto_id=f"sua-{proposal.number}-%s",
    )

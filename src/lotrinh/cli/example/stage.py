"""The stage of the example's story: provinces, agencies, accounts and the documents above."""

from __future__ import annotations

from datetime import date, datetime

from lotrinh.apps.accounts.actions import SYSTEM, give_office, open_account
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.actions import enter_reference, link_directives
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.actions import add_organisation, add_province
from lotrinh.apps.organisations.models import Organisation, Province
from lotrinh.cli.example.story import Story, moment


class Stage:
    """Holds who and what the story's keys stand for."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.provinces: dict[str, Province] = {}
        self.agencies: dict[str, Organisation] = {}
        self.offices: dict[str, Office] = {}
        self.directives: dict[str, Directive] = {}

    def build(self) -> None:
        """Everything the first scene finds in place."""
        begun = moment(self.story.told["offices"]["from"])
        for facts in self.story.told["province"]:
            self.provinces[facts["key"]] = add_province(
                by=SYSTEM,
                at=begun,
                code=facts["code"],
                name=facts["name"],
                valid_from=facts.get("from"),
                valid_to=facts.get("until"),
                merged_into=self.provinces.get(facts.get("merged_into", "")),
                legal_basis=facts["legal_basis"],
            )
        self._add_agencies(begun)
        self._open_accounts(begun)
        for facts in self.story.told["reference"]:
            self.directives[facts["key"]] = enter_reference(
                by=SYSTEM,
                at=begun,
                province=self.home,
                number=facts["number"],
                kind=facts["kind"],
                type=facts["type"],
                side=facts["side"],
                title=facts["title"],
                issuer_name=facts["issuer"],
                issued_on=facts["date"],
            )

        self.link(begun)

    @property
    def home(self) -> Province:
        """The province of today, which keeps all rows."""
        return next(row for row in self.provinces.values() if row.merged_into_id is None)

    def _add_agencies(self, at: datetime) -> None:
        """Those without a body above come first, so that it is there for the others."""
        for row in sorted(self.story.table("organisations"), key=lambda row: bool(row["parent"])):
            self.agencies[row["key"]] = add_organisation(
                by=SYSTEM,
                at=at,
                province=self.home,
                territory=self.provinces[row["territory"]],
                name=row["name"],
                short_name=row["short"],
                code=row["code"],
                identifier=row["identifier"],
                parent=self.agencies.get(row["parent"]),
                kind=row["kind"],
                level=row["level"],
                collective=row["collective"],
                valid_from=day_of(row["from"]),
                valid_to=day_of(row["until"]),
            )

    def _open_accounts(self, at: datetime) -> None:
        for row in self.story.table("offices"):
            agency = self.agencies[row["organisation"]]
            user = open_account(
                by=SYSTEM,
                at=at,
                province_id=self.home.pk,
                username=row["username"],
                label=row["label"],
                is_example=True,
            )
            self.offices[row["username"]] = give_office(
                by=SYSTEM, at=at, user=user, organisation=agency, roles=row["roles"], valid_from=at.date()
            )

    def link(self, at: datetime) -> None:
        """Links between documents that are both entered by now."""
        for row in self.story.table("links"):
            child, parent = self.directives.get(row["child"]), self.directives.get(row["parent"])
            if child and parent:
                link_directives(by=SYSTEM, at=at, child=child, parent=parent, relation=row["relation"])


def day_of(text: str) -> date | None:
    """A day of a compact table; an empty cell is no day."""
    return date.fromisoformat(text) if text else None

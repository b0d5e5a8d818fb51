"""Taking the example province away: the one place where rows of a province are deleted together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError, Q

from lotrinh.apps.accounts.models import User
from lotrinh.apps.files.models import StoredFile, path_of
from lotrinh.apps.journal.guard import lifted
from lotrinh.apps.journal.models import ChainHead, Event, SignedHead
from lotrinh.apps.journal.sealing import copies_of
from lotrinh.apps.organisations.models import Province
from lotrinh.cli.example.story import Story


@transaction.atomic
def remove_example() -> int:
    """Deletes all rows of the story's provinces, their accounts and files; returns how many rows."""
    codes = [facts["code"] for facts in Story.load().told["province"]]
    # By the codes it ever bore: on screen it may have merged or been renamed in the meantime.
    borne = Q(code__in=codes) | Q(names__kind="code", names__text__in=codes)
    provinces = list(Province.objects.filter(borne).distinct())
    keys = [row.pk for row in provinces]
    provinces += Province.objects.filter(merged_into__in=keys).exclude(pk__in=keys)
    if not provinces:
        return 0
    keys = [row.pk for row in provinces]
    hashes = set(StoredFile.objects.filter(province__in=keys).values_list("sha256", flat=True))
    shared = set(StoredFile.objects.exclude(province__in=keys).values_list("sha256", flat=True))
    removed = _delete_rows(keys)
    removed += User.objects.filter(is_example=True).delete()[0]
    with lifted():
        removed += sum(
            model._default_manager.filter(province__in=keys).delete()[0]
            for model in (Event, SignedHead, ChainHead)
        )
    removed += Province.objects.filter(pk__in=keys, merged_into__isnull=False).delete()[0]
    removed += Province.objects.filter(pk__in=keys).delete()[0]
    transaction.on_commit(partial(_delete_files, hashes - shared, keys))
    return removed


def _delete_files(hashes: Iterable[str], provinces: Iterable[UUID]) -> None:
    for province in provinces:
        copies_of(province).unlink(missing_ok=True)
    for sha256 in hashes:
        path_of(sha256).unlink(missing_ok=True)


def _delete_rows(keys: Sequence[object]) -> int:
    """Tables protect one another, so each round deletes those that nothing refers to any more."""
    waiting = [model for model in apps.get_models() if _belongs_to_province(model)]
    for model in waiting:
        _unhook(model, keys)
    removed = 0
    while waiting:
        left = []
        for model in waiting:
            try:
                with transaction.atomic():
                    removed += model._default_manager.filter(province__in=keys).delete()[0]
            except ProtectedError:
                left.append(model)
        if len(left) == len(waiting):
            raise RuntimeError(f"không gỡ được: {', '.join(model._meta.label for model in left)}")
        waiting = left
    return removed


def _unhook(model: type[models.Model], keys: Sequence[object]) -> None:
    """Rows that refer to rows of their own table (an agency under another) would protect one another for ever."""
    own = [
        field.name
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey) and field.related_model is model and field.null
    ]
    if own:
        model._default_manager.filter(province__in=keys).update(**dict.fromkeys(own))


def _belongs_to_province(model: type[models.Model]) -> bool:
    field = next((field for field in model._meta.fields if field.name == "province"), None)
    return isinstance(field, models.ForeignKey)

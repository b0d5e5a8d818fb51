"""Units, words around numbers, words of deadlines and relations: unique, ordered, without contradictions."""

from __future__ import annotations

from lotrinh.lexicon.deadline_words import every_words, words_of_deadlines
from lotrinh.lexicon.number_words import comparators_after, comparators_before, scales, words_of
from lotrinh.lexicon.relations import document_words, phrases_before, words_between
from lotrinh.lexicon.units import units


def test_no_form_of_a_unit_means_two_units() -> None:
    forms = [form.lower() for unit in units() for form in unit.forms]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


def test_comparators_are_told_apart() -> None:
    before = dict(comparators_before())
    assert (before["không quá"], before["dưới"], before["ít nhất"], before["hơn"]) == ("<=", "<", ">=", ">")
    assert dict(comparators_after())["trở lên"] == ">="
    assert len(before) == len(comparators_before())


def test_longer_words_are_tried_first() -> None:
    for table in (scales(), words_of("labels"), words_between(), document_words(), words_of_deadlines("due")):
        assert [len(word) for word in table] == sorted((len(word) for word in table), reverse=True)


def test_a_phrase_has_one_relation_and_a_word_one_period() -> None:
    assert len({phrase for phrase, _ in phrases_before()}) == len(phrases_before())
    assert len({word for word, _ in every_words()}) == len(every_words())

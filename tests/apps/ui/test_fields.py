"""Vietnamese numbers and days in forms: understood, asked about, or refused with what was typed kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from lotrinh.apps.ui.asking import Form
from lotrinh.apps.ui.fields import VietnameseDateField, VietnameseDecimalField


class Figures(Form):
    value = VietnameseDecimalField(
        label="Số liệu", suffix="tỷ đồng", min_value=0, max_value=5000, required=False
    )
    on = VietnameseDateField(
        label="Ngày", min_value=date(2020, 1, 1), max_value=date(2030, 12, 31), required=False
    )


def filled(**data: str) -> Figures:
    return Figures({"value": "", "on": "", **data})


@pytest.mark.parametrize(
    ("typed", "understood"),
    [("1.234,5", "1234.5"), ("1234,5", "1234.5"), (" 98,62 ", "98.62"), ("0", "0"), ("", None)],
)
def test_numbers_are_understood(typed: str, understood: str | None) -> None:
    form = filled(value=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == (None if understood is None else Decimal(understood))


def test_an_unclear_number_is_asked_about_and_kept() -> None:
    form = filled(value="1,112")
    assert form.errors["value"] == [
        "“1,112” có thể là một phẩy một một hai hoặc một nghìn một trăm mười hai. Chọn một: [1,112] [1.112]."
    ]
    html = str(form["value"])
    assert 'value="1,112"' in html
    assert 'name="value_nghia" value="1.112"' in html and 'name="value_nghia" value="1112"' in html


@pytest.mark.parametrize("meaning", ["1.112", "1112"])
def test_a_chosen_reading_counts(meaning: str) -> None:
    form = filled(value="1,112", value_nghia=meaning)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == Decimal(meaning)


def test_a_choice_that_was_not_offered_is_no_choice() -> None:
    assert not filled(value="1,112", value_nghia="9").is_valid()


def test_a_foreign_grouping_is_confirmed() -> None:
    assert "Nếu là một triệu hai trăm" in filled(value="1,234,567").errors["value"][0]


def test_a_stored_number_that_looks_unclear_goes_back_unasked() -> None:
    html = str(Figures(initial={"value": Decimal("1.112")})["value"])
    assert 'value="1.112" checked' in html
    form = Figures({"value": "1,112", "value_nghia": "1.112", "on": ""}, initial={"value": Decimal("1.112")})
    assert form.is_valid() and not form.has_changed()


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({"value": "nhiều"}, "value", "“nhiều” không phải là số. Ví dụ đúng: 1.234,5."),
        ({"value": "-1"}, "value", "Phải từ 0 trở lên."),
        ({"value": "5.000,5"}, "value", "Không được quá 5.000."),
        ({"on": "30/02/2026"}, "on", "“30/02/2026” không phải ngày hợp lệ. Ví dụ đúng: 28/02/2026."),
        ({"on": "01/01/2019"}, "on", "Phải từ ngày 01/01/2020 trở đi."),
        ({"on": "01/01/2031"}, "on", "Không được sau ngày 31/12/2030."),
    ],
)
def test_errors_say_what_is_wrong_and_keep_what_was_typed(
    data: dict[str, str], field: str, message: str
) -> None:
    form = filled(**data)
    assert form.errors[field] == [message]
    assert f'value="{data[field]}"' in str(form[field])


@pytest.mark.parametrize("typed", ["03/9/2020", "3.9.2020", "2020-09-03"])
def test_days_are_understood(typed: str) -> None:
    form = filled(on=typed)
    assert form.is_valid() and form.cleaned_data["on"] == date(2020, 9, 3)


def test_what_was_understood_is_said_back() -> None:
    form = filled(value="1.234,5", on="22/11/2026")
    assert "= 1.234,5 (một nghìn hai trăm ba mươi tư phẩy năm)" in str(form["value"])
    assert "= Chủ nhật, ngày 22 tháng 11 năm 2026" in str(form["on"])
    assert "tỷ đồng" in str(form["value"])


def test_inputs_are_plain_text_with_a_fitting_keyboard() -> None:
    html = str(Figures())
    assert 'type="number"' not in html and 'type="date"' not in html
    assert 'inputmode="decimal"' in html and " required" not in html


class Asked(Form):
    done = forms.CharField(label="Kết quả đã làm", help_text="Nêu số, ngày văn bản.")
    agency = forms.ChoiceField(label="UBND xã", choices=[("1", "xã A")], widget=forms.RadioSelect)
    urgent = forms.BooleanField(label="Cần lãnh đạo xem", required=False)


def test_what_is_missing_is_named() -> None:
    form = Asked({})
    assert form.errors["done"] == ["Nhập kết quả đã làm."]
    assert form.errors["agency"] == ["Chọn UBND xã."]


def test_label_hint_error_and_input_are_tied_together() -> None:
    html = str(Asked({}))
    order = [
        html.index(part) for part in ('<label for="id_done">', "id_done_helptext", "id_done_error", "<input")
    ]
    assert order == sorted(order)
    assert 'aria-describedby="id_done_helptext id_done_error"' in html and 'aria-invalid="true"' in html
    assert '<fieldset aria-describedby="id_agency_error"><legend>UBND xã</legend>' in html
    assert "<span>Cần lãnh đạo xem</span></label>" in html

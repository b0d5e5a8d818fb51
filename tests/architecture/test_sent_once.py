"""What a new form needs (CONTRIBUTING.md): its view answers once, its row has a version, its locks go through one door."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps as django_apps
from django.urls import URLPattern, URLResolver, get_resolver

SOURCE = Path(__file__).resolve().parents[2] / "src" / "lotrinh"
APPS = SOURCE / "apps"
REPEATABLE = {
    "accounts:sign-in": "không tạo gì; số lần thử được đếm riêng",
    "accounts:sign-in-as": "không tạo gì",
    "accounts:sign-out": "không tạo gì",
    "account_login": "không tạo gì; số lần thử được đếm riêng",
    "account_logout": "không tạo gì",
    "accounts:unlock": "không tạo gì",
    "accounts:recovery-codes": "tệp mã chỉ tải được một lần, hành động tự từ chối lần hai",
    "openid_connect_login": "không tạo gì ở đây; chỉ sang cổng của cơ quan",
    "accounts:switch-office": "chọn lại cùng vị trí không đổi gì thêm",
    "accounts:forgotten": "chưa đăng nhập; số thư được đếm riêng",
    "accounts:choose-password": "đường dẫn dùng một lần",
    "accounts:accept-invitation": "đường dẫn dùng một lần",
    "accounts:password": "lần thứ hai đã sai mật khẩu hiện nay",
    "accounts:list-check": "chỉ đọc và so, chưa đổi gì",
    "accounts:list-apply": "so lại với dữ liệu đang có; nạp lần hai không đổi gì",
    "accounts:setup": "cửa đóng sau lần đầu: khi đã có tỉnh thì không còn trang này",
    "accounts:setup-steps": "chỉ nhớ trong phiên là đang thiết lập",
    "accounts:setup-finish": "chỉ nhớ trong phiên là đã xong",
    "accounts:mail": "gửi lại cùng biểu mẫu thì phiên bản đã khác; thư thử gửi lại không hại gì",
    "ui:language": "chọn lại cùng ngôn ngữ không đổi gì thêm",
}
"""Views that take a form and need no `@once`, with the reason."""
STATES = {
    "tasks.completion.decide_claim": "chỉ quyết định khi đang chờ",
    "tasks.completion.decide_extension": "chỉ quyết định khi đang chờ",
    "tasks.assigning._set_mark": "ghi ngày và lý do của chính việc này, không ghi đè nội dung ai nhập",
    "directives.documents.set_report_due": "tính từ các chế độ báo cáo, không do người nhập",
    "directives.documents.confirm_directive": "chỉ khi còn là dự thảo; phần đầu so phiên bản ở confirm_draft",
    "directives.documents._mark_replaced": "hệ quả của văn bản thay thế",
    "directives.documents.mark_proposal": "nhận, bỏ, mở lại: mỗi lần một sự kiện, không ghi đè nội dung",
    "intake.finish_reading": "việc đọc tệp của hệ thống",
    "intake.refuse_reading": "việc đọc tệp của hệ thống",
    "accounts.accounts.choose_password": "chỉ chính người ấy",
    "accounts.accounts.change_account": "theo danh sách đã so lại với dữ liệu đang có",
    "accounts.accounts.change_office": "theo danh sách đã so lại với dữ liệu đang có",
    "calendars.days.override_day": "quyết định sau thay quyết định trước về cùng một ngày, cái trước ở trong sổ",
    "calendars.periods.decide_unlocking": "chỉ quyết định khi đang chờ",
    "calendars.days.confirm_calendar": "xác nhận lại như xác nhận một lần",
    "notices.note_test_letter": "ghi lần gửi thử của chính máy chủ vừa lưu",
    "accounts.protection.take_codes_along": "chỉ một lần, dưới khóa",
    "journal.record": "sổ sự kiện, dưới khóa của chuỗi",
    "journal.reseal_journal": "lệnh của người vận hành, dưới khóa của chuỗi",
    "organisations.keeping.next_code": "số thứ tự, dưới khóa",
    "organisations.keeping._saved": "sau _locked, nơi so phiên bản",
    "organisations.keeping._end_name": "tên cũ của cơ quan đang giữ khóa",
    "organisations.merging.apply_merger": "dòng do chính việc này tạo",
    "tasks.reorganising.carry_out_merger": "dòng do chính việc này tạo",
    "organisations.merging.undo_merger": "chỉ khi chưa hoàn tác",
    "organisations.provinces.restore_province": "so từng giá trị với điều lần sắp xếp đã ghi, trong undo_merger",
    "organisations.merging.set_succession_day": "chỉ khi chưa rõ ngày",
    "organisations.merging._end": "hệ quả của việc sắp xếp; ngày kết thúc cũ được giữ để hoàn tác",
    "organisations.merging._revive": "chỉ khi chưa ai đổi từ lúc ấy",
    "organisations.merging._end_with": "hệ quả của ngày vừa rõ",
}
"""Actions that save a row that was there before and compare no version, with the reason."""


def urls(patterns: Any, space: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (space, pattern.namespace) if part)
            found += urls(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            found.append((":".join(part for part in (space, pattern.name) if part), pattern.callback))
    return found


def ours() -> list[tuple[str, Any]]:
    return [
        (name, view)
        for name, view in urls(get_resolver().url_patterns)
        if getattr(view, "view_class", inspect.unwrap(view)).__module__.startswith("lotrinh.")
    ]


def takes_a_form(view: Any) -> bool:
    """Its source, decorators included, speaks of POST (in the view, or through the helper it hands its form to)."""
    bare = getattr(view, "view_class", None) or inspect.unwrap(view)
    text = inspect.getsource(bare)
    return "POST" in text or getattr(view, "view_class", None) is not None


@pytest.mark.parametrize(("name", "view"), ours(), ids=lambda each: each if isinstance(each, str) else "")
def test_whoever_takes_a_form_answers_it_once(name: str, view: Any) -> None:
    if name in REPEATABLE or not takes_a_form(view):
        return
    assert getattr(view, "answers_once", False), (
        f"{name} nhận biểu mẫu mà không có @once (journal/once.py): bấm hai lần sẽ ghi hai lần. Thêm @once dưới @acting, "
        "hoặc ghi lý do vào REPEATABLE của tests/architecture/test_sent_once.py."
    )


def test_what_may_be_repeated_exists() -> None:
    assert set(REPEATABLE) <= {name for name, _view in ours()}


def test_every_form_that_changes_something_carries_its_key() -> None:
    """`{% csrf_token %}` writes the key as well; a POST form without it would lack both."""
    for path in sorted(APPS.rglob("templates/**/*.html")):
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", path.read_text("utf-8"), re.DOTALL):
            assert "{% csrf_token %}" in form, f"{path}: biểu mẫu POST thiếu {{% csrf_token %}}"


def functions(path: Path) -> list[ast.FunctionDef]:
    return [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    ]


def action_modules() -> list[Path]:
    return [
        path
        for path in sorted(APPS.glob("*/**/*.py"))
        if path.stem == "actions" or path.parent.name == "actions"
    ]


def saved_rows(function: ast.FunctionDef) -> set[str]:
    """Names of rows that are saved; one made by this function is no edit."""
    saved = {
        call.func.value.id
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "save"
        and isinstance(call.func.value, ast.Name)
        and not any(word.arg == "force_insert" for word in call.keywords)
    }
    made = {
        target.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id[:1].isupper()
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return saved - made


@pytest.mark.parametrize("path", action_modules(), ids=lambda path: str(path.relative_to(APPS)))
def test_whoever_saves_a_row_compares_its_version(path: Path) -> None:
    inner = [] if path.stem in ("actions", "__init__") else [path.stem]
    for function in functions(path):
        if not saved_rows(function):
            continue
        name = ".".join([path.relative_to(APPS).parts[0], *inner, function.name])
        arguments = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
        assert name in STATES or "version" in arguments, (
            f"{name} ghi đè một dòng mà không so phiên bản: thêm tham số version và unchanged(standing(row), version) "
            "(journal/locks.py), hoặc ghi lý do vào STATES của tests/architecture/test_sent_once.py."
        )


def test_what_needs_no_version_exists() -> None:
    known = set()
    for path in action_modules():
        inner = [] if path.stem in ("actions", "__init__") else [path.stem]
        known |= {".".join([path.relative_to(APPS).parts[0], *inner, each.name]) for each in functions(path)}
    assert set(STATES) <= known


def test_rows_are_locked_through_one_door() -> None:
    for path in sorted(SOURCE.rglob("*.py")):
        if path != APPS / "journal" / "locks.py":
            text = path.read_text("utf-8")
            assert "select_for_update" not in text, (
                f"{path}: khóa dòng qua journal/locks.py (locked, standing, hold)"
            )


def test_an_edited_model_has_a_version() -> None:
    """A form with a version stands for a model that counts them; where the form edits another, the model is named."""
    edited = {
        "tasks.ProgressEntry",
        "tasks.Task",
        "directives.Directive",
        "directives.Proposal",
        "accounts.Office",
        "accounts.User",
        "organisations.Organisation",
    }
    for label in edited:
        names = {field.name for field in django_apps.get_model(label)._meta.fields}
        assert "version" in names, (
            f"{label} được sửa trên màn hình mà không có cột version (journal.models.Versioned)"
        )

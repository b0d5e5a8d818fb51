"""A workbook as one of our lists: the heading row found, columns in any order, every cell judged by its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lotrinh.lexicon.lists import SEVERAL, ListColumn, ListKind, title_key
from lotrinh.reading.sources.xlsx import column_letters, open_workbook
from lotrinh.values.folding import search_key
from lotrinh.values.numerals import format_date, parse_date
from lotrinh.values.sheet import CellFault, ImportedList, ListRow, Merge, Sheet, SheetCell

MAX_LIST_ROWS = 5_000
_HEADING_WITHIN = 40
_ADDRESS = re.compile(r"[^@\s,;<>]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


def read_list(data: bytes, name: str, kind: ListKind) -> ImportedList:
    """The rows of a list in an XLSX file, and the faults of its cells. Raises Refused for what is no such file."""
    found = _best(open_workbook(data, name), kind)
    if found is None:
        return ImportedList(faults=(CellFault(0, "", _no_heading(kind)),))
    sheet, header = found
    columns, faults = _columns(sheet, header, kind)
    below = max((m.bottom for m in sheet.merges if m.top <= header <= m.bottom), default=header)
    rows: list[ListRow] = []
    places: dict[tuple[str, ...], int] = {}
    titles = {key: sheet.rows[header][number].text for number, key in columns.items()}
    if not faults:
        faults += list(_merged(sheet, below, columns, titles))
        hidden_below = _covered(sheet, below, columns)
        for number in sorted(each for each in sheet.rows if each > below):
            row, wrong = _row(sheet, number, columns, kind, titles, hidden_below)
            if row is None:
                continue
            faults += [*wrong, *_again(row, kind, places, titles)]
            rows.append(row)
    if not rows and not faults:
        faults.append(CellFault(0, "", f"Biểu chưa có dòng nào dưới dòng tiêu đề (dòng {header})."))
    if len(rows) > MAX_LIST_ROWS:
        faults.append(
            CellFault(0, "", f"Biểu có {len(rows)} dòng, nạp mỗi lần nhiều nhất {MAX_LIST_ROWS} dòng.")
        )
    ignored = tuple(
        cell.text
        for column, cell in sorted(sheet.rows[header].items())
        if column not in columns and cell.text
    )
    return ImportedList(sheet.name, header, titles, tuple(rows), tuple(faults), ignored)


def _no_heading(kind: ListKind) -> str:
    titles = ", ".join(f'"{column.title}"' for column in kind.columns if column.required)
    return f"Không tìm thấy dòng tiêu đề. Biểu cần một dòng có các cột {titles}. Hãy dùng biểu mẫu."


def _best(sheets: tuple[Sheet, ...], kind: ListKind) -> tuple[Sheet, int] | None:
    """The sheet and row with most of the columns, the first of equals; two columns at least."""
    spellings = kind.spellings()
    best: tuple[int, Sheet, int] | None = None
    for sheet in sheets:
        for number in sorted(sheet.rows)[:_HEADING_WITHIN]:
            keys = {spellings.get(title_key(cell.text)) for cell in sheet.rows[number].values()} - {None}
            if len(keys) >= 2 and (best is None or len(keys) > best[0]):
                best = (len(keys), sheet, number)
    return (best[1], best[2]) if best else None


def _columns(sheet: Sheet, header: int, kind: ListKind) -> tuple[dict[int, str], list[CellFault]]:
    """Column number -> key, and what is wrong with the heading."""
    spellings, columns, faults = kind.spellings(), dict[int, str](), list[CellFault]()
    for number, cell in sorted(sheet.rows[header].items()):
        key = spellings.get(title_key(cell.text))
        if key is None:
            continue
        if key in columns.values():
            faults.append(
                CellFault(
                    header,
                    cell.text,
                    f"cột {column_letters(number)} lặp lại một cột đã có; hãy bỏ bớt một cột.",
                )
            )
            continue
        columns[number] = key
        if number in sheet.hidden_columns:
            cause = f"cột {column_letters(number)} đang bị ẩn; hãy hiện cột, kiểm tra rồi nạp lại."
            faults.append(CellFault(header, cell.text, cause))
    for merge in sheet.merges:
        if merge.top <= header <= merge.bottom and merge.right > merge.left:
            title = sheet.rows[header].get(merge.left, SheetCell("")).text
            cause = f"ô tiêu đề bị gộp ({_area(merge)}); hãy bỏ gộp, mỗi cột một tiêu đề."
            faults.append(CellFault(header, title, cause))
    for column in kind.columns:
        if column.required and column.key not in columns.values():
            cause = f"không có cột này ở dòng tiêu đề (dòng {header}). Hãy thêm cột như trong biểu mẫu."
            faults.append(CellFault(0, column.title, cause))
    return columns, faults


def _area(merge: Merge) -> str:
    return f"{column_letters(merge.left)}{merge.top}:{column_letters(merge.right)}{merge.bottom}"


def _merged(
    sheet: Sheet, below: int, columns: Mapping[int, str], titles: Mapping[str, str]
) -> Iterator[CellFault]:
    for merge in sheet.merges:
        touched = [number for number in columns if merge.left <= number <= merge.right]
        if merge.top > below and touched:
            cause = f"ô bị gộp ({_area(merge)}); hãy bỏ gộp và ghi đủ từng dòng."
            yield CellFault(merge.top, titles[columns[min(touched)]], cause)


def _covered(sheet: Sheet, below: int, columns: Mapping[int, str]) -> frozenset[tuple[int, str]]:
    """Cells under a merged area: they are told of once, with the area."""
    return frozenset(
        (row, key)
        for merge in sheet.merges
        if merge.top > below
        for number, key in columns.items()
        if merge.left <= number <= merge.right
        for row in range(merge.top, merge.bottom + 1)
    )


def _row(
    sheet: Sheet,
    number: int,
    columns: Mapping[int, str],
    kind: ListKind,
    titles: Mapping[str, str],
    covered: frozenset[tuple[int, str]],
) -> tuple[ListRow | None, list[CellFault]]:
    """None for a row that is empty in all columns of the list."""
    cells = {
        key: sheet.rows[number][column] for column, key in columns.items() if column in sheet.rows[number]
    }
    if not cells:
        return None, []
    if number in sheet.hidden_rows:
        cause = "dòng đang bị ẩn; hãy bỏ lọc hoặc hiện dòng, kiểm tra rồi nạp lại, hoặc xóa dòng."
        return ListRow(number, {}), [CellFault(number, "", cause)]
    values, faults = dict[str, str](), list[CellFault]()
    for column in kind.columns:
        if column.key not in titles or (number, column.key) in covered:
            continue
        value, cause = _judged(cells.get(column.key), column)
        if cause:
            faults.append(CellFault(number, titles[column.key], cause))
        values[column.key] = value
    return ListRow(number, values), faults


def _again(
    row: ListRow, kind: ListKind, places: dict[tuple[str, ...], int], titles: Mapping[str, str]
) -> Iterator[CellFault]:
    columns = [kind.column(each) for each in kind.unique]
    if not all(row.get(column.key) for column in columns if column.required):
        return
    # An empty choice means its first.
    key = tuple(
        search_key(row.get(column.key) or (column.choices[0][0] if column.choices else ""))
        for column in columns
    )
    first = places.setdefault(key, row.number)
    if first != row.number:
        shown = row.get(kind.unique[0])
        yield CellFault(
            row.number, titles[kind.unique[0]], f'"{shown}" đã có ở dòng {first}; hãy bỏ bớt một dòng.'
        )


def _judged(cell: SheetCell | None, column: ListColumn) -> tuple[str, str]:
    """The value of a cell, and what is wrong with it ("" for nothing)."""
    right = f" Ví dụ đúng: {column.example}."
    if cell is None or (not cell.text and cell.kind == "text"):
        return ("", "chưa có giá trị." + right) if column.required else ("", "")
    if cell.kind == "error":
        return "", f"công thức báo lỗi {cell.text}; hãy gõ giá trị thay cho công thức." + right
    if cell.kind == "uncalculated":
        return "", "công thức chưa có kết quả; hãy mở tệp bằng Excel, lưu lại hoặc gõ giá trị." + right
    if column.kind == "date":
        day = parse_date(cell.text) if cell.kind != "number" else None
        return (format_date(day), "") if day else ("", f'"{cell.text}" không phải ngày hợp lệ.' + right)
    if cell.kind == "date":
        return "", f'"{cell.text}" là ngày, cột này cần chữ.' + right
    return _judged_text(cell.text, column, right)


def _judged_text(text: str, column: ListColumn, right: str) -> tuple[str, str]:
    if column.longest and len(text) > column.longest:
        return "", f"dài {len(text)} ký tự, nhiều nhất {column.longest} ký tự." + right
    match column.kind:
        case "choice" | "choices":
            return _chosen(text, column, right)
        case "email" if not _ADDRESS.fullmatch(text):
            return "", f'"{text}" không phải địa chỉ thư.' + right
        case "name" if not _NAME.fullmatch(text):
            rule = "chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch; từ 3 ký tự"
            return "", f'"{text}" không dùng làm tên đăng nhập được: {rule}.' + right
    return text, ""


def _chosen(text: str, column: ListColumn, right: str) -> tuple[str, str]:
    words = [text] if column.kind == "choice" else [part.strip() for part in re.split("[,;]", text)]
    codes = [column.code_of(word) for word in words if word]
    wrong = next((word for word in words if word and column.code_of(word) is None), "")
    if wrong or not codes:
        known = ", ".join(word for _, word in column.choices)
        return "", f'"{wrong or text}" không có trong danh mục. Chọn trong: {known}.'
    return SEVERAL.join(dict.fromkeys(code for code in codes if code)), ""

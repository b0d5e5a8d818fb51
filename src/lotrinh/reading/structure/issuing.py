"""Who issues: the lines in capitals of a letterhead, put together, placed and written as in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotrinh.lexicon.headers import (
    inner_names,
    name_key,
    names,
    opens_with_equal,
    opens_with_organ,
    placed_bare,
    unfinished,
    written_out,
)
from lotrinh.lexicon.provinces import provinces_by_name
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.folding import search_key

_REGIONS = r"TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|TX\.?|THỊ TRẤN|PHƯỜNG|XÃ|ĐẶC KHU"
_NO_REGION = r"(?!ỦY|UỶ|ĐOÀN|HỘI\b|VÀ\b|[-–])"
_REGION = re.compile(rf"(?P<kind>{_REGIONS})(?: +|(?<=\.)){_NO_REGION}(?=[\wĐ])")
_REGION_HEAD = re.compile(rf" +(?=(?:{_REGIONS})(?: +|(?<=\.)){_NO_REGION}[\wĐ])")
_FULL_KIND = {"tp": "thành phố", "tp.": "thành phố", "tx": "thị xã", "tx.": "thị xã"}
_COMMITTEE = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) (?:ỦY|UỶ|ĐOÀN)(?: +|$)")
_COMMITTEES = (
    "tinh doan",
    "thanh doan",
    "huyen doan",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "quan uy",
    "thi uy",
    "dang uy",
    "dang bo",
)
_COUNCILS = {"uy ban nhan dan": "Ủy ban nhân dân", "ubnd": "Ủy ban nhân dân", "hoi dong nhan dan": "Hội đồng nhân dân", "hdnd": "Hội đồng nhân dân", "hđnd": "Hội đồng nhân dân"}  # fmt: skip
_OF_COUNCIL = ("ban ", "van phong", "thuong truc", "to dai bieu")
_TOP = ("ban chap hanh trung uong", "trung uong dang")
_JOINED = re.compile(r" [-–] ?|(?<=\w)[-–](?= ?\w)")
_INNER_DASH = re.compile(r"(?<=[^\W\d_]) ?[-–] ?(?=[^\W\d_])")
_VOWELS = re.compile(r"[AĂÂEÊIOÔƠUƯYÀ-Ỹ]")
_HEADS = ("Ban Chỉ đạo", "Ban Quản lý", "Chi cục", "Tổng cục", "Văn phòng", "Trung tâm", "Tổng công ty", "Công ty", "Tập đoàn", "Hội đồng", "Ủy ban", "Thanh tra", "Đảng ủy", "Đảng bộ", "Bệnh viện", "Học viện", "Trường", "Tổ công tác", "Sở", "Bộ", "Cục", "Viện", "Phòng", "Ban", "Hội", "Đoàn", "Vụ", "Quỹ")  # fmt: skip
_SEARCHED = 30_000


def name_issuer(view: View, rows: Sequence[str]) -> str | None:
    """The issuing body of the rows, which are in capitals and in reading order.

    >>> empty = View.of("")
    >>> name_issuer(empty, ["ỦY BAN NHÂN", "DÂN", "TỈNH PHÚ YÊN", "SỞ CÔNG THƯƠNG"])
    'Sở Công Thương tỉnh Phú Yên'
    >>> name_issuer(empty, ["BAN CHẤP HÀNH TRUNG ƯƠNG", "VĂN PHÒNG"])
    'Văn phòng Trung ương Đảng'
    """
    bodies = _bodies(rows)
    if not bodies:
        return None
    name = _composed(bodies, [_body(view, body) for body in bodies])
    return " ".join(_COUNCILS.get(word.lower(), word) for word in name.split())


def _bodies(rows: Sequence[str]) -> list[str]:
    """Rows joined into whole names: a narrow column breaks "ỦY BAN NHÂN / DÂN"."""
    bodies: list[str] = []
    for row in rows:
        key = search_key(row)
        if bodies and (not opens_with_organ(key) or _is_unfinished(bodies[-1])):
            bodies[-1] = f"{bodies[-1]} {row}"
        elif bodies or opens_with_organ(key) or key in ("uy", "hoi", "van"):
            bodies.append(row)
    return [rejoined(body) for body in bodies]


def _is_unfinished(body: str) -> bool:
    key = search_key(body)
    return key in unfinished() or " " not in key or key.endswith((" va", " -", ",", "-", " cua", " ve"))


def _composed(bodies: list[str], named: list[str]) -> str:
    """The lower body issues; the upper one places it. Bodies of equal rank issue together."""
    keys = [search_key(body) for body in bodies]
    if len(bodies) > 1 and _are_equal(keys[-2], keys[-1]):
        return " - ".join(named[-2:])
    name = named[-1]
    for above, key in zip(reversed(named[:-1]), reversed(keys[:-1]), strict=True):
        name = _under(name, search_key(name), above, key)
    return name


def _are_equal(above: str, below: str) -> bool:
    return opens_with_equal(below) and (opens_with_equal(above) or above.startswith(("uy ban nhan dan", "ubnd", "hoi dong", "hdnd")))  # fmt: skip


def _under(name: str, key: str, above: str, above_key: str) -> str:
    region = _region_of(above)
    if above_key.startswith(_TOP):
        return _of_centre(name, key)
    if key.endswith((" tinh", " thanh pho")):
        return f"{name} {_bare_place(above)}".strip()
    council = next((full for short, full in _COUNCILS.items() if above_key.startswith(short)), None)
    if council and (key == "van phong" or (council.startswith("Hội") and key.startswith(_OF_COUNCIL))):
        return f"{name} {above}"
    if above_key.startswith(_COMMITTEES) and not key.startswith(_COMMITTEES):
        whole = above_key.startswith("dang bo") and not key.startswith(("ban chap hanh", "ban thuong vu"))
        return name if whole else f"{name} {above}"
    if key == "van phong" or (key == "thanh tra" and not council):
        return f"{name} {above}"
    if region is None or _region_of(name) or key.startswith(_COMMITTEES):
        return name
    return f"{name} {_KIND.sub('', region) if name in placed_bare() else region}"


def _bare_place(above: str) -> str:
    """ "Tỉnh ủy Hưng Yên" -> "Hưng Yên", for a name that ends on "tỉnh"."""
    region = _region_of(above)
    return _KIND.sub("", region) if region else _COMMITTEE.sub("", above.upper()).title()


def _of_centre(name: str, key: str) -> str:
    if key == "van phong":
        return "Văn phòng Trung ương Đảng"
    return (
        name
        if "trung uong" in key or not key.startswith(("ban ", "uy ban kiem tra"))
        else f"{name} Trung ương"
    )


_KIND = re.compile(r"^(?:tỉnh|thành phố) ")
_PLACED = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|phường|xã|đặc khu) [A-ZĐÀ-Ỹ\d].*$")


def _region_of(name: str) -> str | None:
    found = _PLACED.search(name)
    return found[0] if found else None


def has_region(name: str) -> bool:
    """Whether a body's name says of which place.

    >>> has_region("Ủy ban nhân dân tỉnh Cà Mau"), has_region("Ủy ban nhân dân")
    (True, False)
    """
    return _region_of(name) is not None


def region_in(view: View, capitals: str) -> str | None:
    """The place at the end of a line in capitals ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CÀ MAU")."""
    return _region_of(_body(view, rejoined(capitals)))


def _body(view: View, capitals: str) -> str:
    """One name in capitals as it is written in running text.

    >>> _body(View.of(""), "BỘ TÀI CHÍNH-BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH")
    'Bộ Tài chính - Bộ Văn hóa, Thể thao và Du lịch'
    """
    parts = _equal_parts(capitals)
    if len(parts) > 1:
        return " - ".join(_body(view, part) for part in parts)
    pieces = _REGION_HEAD.split(capitals)
    return rejoined(" ".join(_piece(view, piece, first=index == 0) for index, piece in enumerate(pieces)))


def _equal_parts(capitals: str) -> list[str]:
    """ "BỘ TÀI CHÍNH - BỘ NỘI VỤ": a dash between two bodies; "LAO ĐỘNG - THƯƠNG BINH" stays whole."""
    parts: list[str] = []
    at = 0
    for dash in _JOINED.finditer(capitals):
        if opens_with_organ(search_key(capitals[dash.end() :])):
            parts.append(capitals[at : dash.start()])
            at = dash.end()
    return [*parts, capitals[at:]]


def _piece(view: View, capitals: str, *, first: bool) -> str:
    region = _REGION.match(capitals)
    if region and (not first or len(capitals) < 40):
        kind = _FULL_KIND.get(region["kind"].lower(), region["kind"].lower())
        return f"{kind} {_place_name(capitals[region.end() :])}"
    if committee := _COMMITTEE.match(capitals):
        rest = capitals[committee.end() :]
        head = committee[0].strip().capitalize().replace("uỷ", "ủy")
        return f"{head} {_place_name(rest)}".strip()
    return _proper(view, capitals)


def _place_name(capitals: str) -> str:
    known = provinces_by_name().get(name_key(capitals))
    return known.name if known else capitals.title()


def _proper(view: View, capitals: str) -> str:
    """By the table of bodies, else as the text itself writes it, else by the rule for names of bodies (NĐ 30/2020, Phụ lục II)."""
    spelled = names().get(name_key(capitals))
    if spelled:
        return spelled
    full = " ".join(_expanded(word) for word in capitals.split())
    if name_key(full) in names():
        return names()[name_key(full)]
    return _in_text(view, capitals) or _by_rule(full)


def _expanded(word: str) -> str:
    full = written_out().get(search_key(word).strip("."))
    return full.upper() if full else word


def _in_text(view: View, capitals: str) -> str | None:
    lowered, low = capitals.lower(), view.flat[:_SEARCHED].lower()
    at = low.find(lowered)
    while at >= 0:
        printed = view.flat[at : at + len(lowered)]
        if not printed.isupper() and printed[0].isupper():
            return printed
        at = low.find(lowered, at + len(lowered))
    return None


def _by_rule(capitals: str) -> str:
    """ "CHI CỤC KIỂM LÂM VÙNG" -> "Chi cục Kiểm lâm vùng": the head and the first word after it open with a capital."""
    capitals = _INNER_DASH.sub(" - ", capitals)
    head = next((head for head in _HEADS if search_key(capitals).startswith(search_key(head) + " ")), "")
    alike = _like_a_ministry(capitals, head)
    if alike:
        return alike
    words, written = capitals.split()[len(head.split()) :], [head] if head else []
    opens = True
    for word in words:
        written.append(_first(word) if opens else _small(word))
        opens = word in "-–"
    return _inner(" ".join(written))


def _inner(name: str) -> str:
    """Names inside a name keep their capitals ("Văn phòng Đoàn đại biểu Quốc hội")."""
    for inner in inner_names():
        at = name.lower().find(inner.lower(), 1)
        if at > 0 and not name[at - 1].isalnum():
            name = name[:at] + inner + name[at + len(inner) :]
    return name


def _like_a_ministry(capitals: str, head: str) -> str | None:
    """ "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO" is written as the department of the same field is."""
    field = name_key(capitals)[len(head) + 1 :]
    for above in ("so ", "bo "):
        spelled = names().get(above + field)
        if spelled and head:
            return f"{head} {spelled.split(' ', 1)[1]}"
    return None


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and (not _VOWELS.search(word) or word.startswith(("UB", "TU", "TW")) or "&" in word)


def _small(word: str) -> str:
    return word if _is_acronym(word.strip("(),.")) else word.lower()


def _first(word: str) -> str:
    return word if _is_acronym(word.strip("(),.")) else word.capitalize()

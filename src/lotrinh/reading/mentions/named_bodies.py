"""Bodies of the table of agencies, found in one Aho-Corasick pass, with the place that follows or is understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lotrinh.lexicon.agencies import Agency, agencies
from lotrinh.reading.mentions.body import Body
from lotrinh.reading.mentions.places import bare_name, find_commune, proper_at, province_at
from lotrinh.reading.mentions.squeezed import FOLDED, Squeezed
from lotrinh.values.folding import fold
from lotrinh.values.mention import OrganisationLevel

_LOOSE_DASH = re.compile(r" *- *")
_PLACE = re.compile(r" (?:cua )?(tinh|thanh pho|tp\.?)(?!\w)")
# "Sở Y tế các tỉnh, thành phố trực thuộc Trung ương": that of every province.
_MANY = re.compile(
    r" (?:cua )?(cac tinh(?:, thanh pho)?)(?: truc thuoc(?: trung uong)?)?(?!\w)(?! (?:dong|tay|nam|bac|mien|phia))"
)
_DISTRICT = re.compile(r" (huyen|quan|thi xa|thanh pho|tp\.?|xa|phuong|thi tran|dac khu) (?=\w)")
_CONGRESS = re.compile(r" lan thu [ivxlc]+(?!\w)")
_CITY_WORDS = ("thanh pho", "tp", "tp.")
_COMMUNE_WORDS = ("xa", "phuong", "thi tran", "dac khu")
_COUNCILS = ("UBND", "HĐND", "Thường trực HĐND", "Văn phòng UBND", "Văn phòng HĐND", "Ủy ban Mặt trận Tổ quốc Việt Nam",
             "Trung tâm Phục vụ hành chính công", "Các Ban HĐND", "Đại biểu HĐND", "Tổ đại biểu HĐND")  # fmt: skip
"""What provinces and communes both have."""
# "UBND huyện" alone, as everything of a district said until 6/2025; "UBND huyện, thị xã" is a group.
_OWN_DISTRICT = re.compile(
    r" (huyen|quan|thi xa)(?![\w/-]|, (?:huyen|thi|thanh|quan|xa))(?! (?:va|hoac) (?:huyen|thi|thanh|quan|xa))"
)
_OWN_COMMUNE = re.compile(r" (xa|phuong|dac khu|thi tran)(?![\w,/-])(?! [a-z]*(?: trong| thuoc| tren| co)\b)")
# What follows or stands before makes the words something else than a body.
_NOT_BEFORE = {"Chính phủ": re.compile(r" (?:số|điện tử|kiến tạo|mở)(?!\w)")}
_NOT_AFTER = {
    "Nhà nước": re.compile(
        r"(?:quản lý|ngân sách|cơ quan|vốn|hành chính|doanh nghiệp|kho bạc|ngân hàng|kiểm toán|bí mật|bộ máy|tín dụng|công ty|khen thưởng"
        r"|sở hữu|đất|lĩnh vực|chức năng|quyền lực|cấp|mức độ|tổ chức|hội|tài sản) $"
    ),
}


@cache
def _spellings() -> tuple[tuple[str, Agency], ...]:
    return tuple(
        (spelling, agency)
        for agency in agencies()
        for form in _forms(agency)
        for spelling in {form, form.replace("&", " và "), form.replace("&", "-")}
    )


_named = FOLDED.group(lambda: [fold(_LOOSE_DASH.sub("-", form)) for form, _ in _spellings()])


def _forms(agency: Agency) -> Iterator[str]:
    """The names in use; "Thuế tỉnh" of a province is "Thuế thành phố" of a city."""
    for form in (agency.name, *agency.forms):
        yield form
        if agency.place == "province" and form.endswith(" tỉnh"):
            yield f"{form.removesuffix(' tỉnh')} thành phố"


def named_bodies(text: Squeezed, province: str | None) -> Iterator[Body]:
    """Every name of the table that stands on word borders and is written as a name."""
    folded, forms, size = text.folded, _spellings(), len(text.folded)
    longest: dict[int, tuple[int, str, Agency]] = {}
    first, hits = _named(text.view)
    for index, start, end in hits:
        if end < size and (folded[end].isalnum() or folded[end] == "&"):
            continue
        if start and folded[start - 1] in "/&":
            continue
        form, agency = forms[index - first]
        if end - start <= longest.get(start, (0,))[0] or not _is_name(text, start, end, form, agency):
            continue
        longest[start] = (end - start, form, agency)
    for start, (length, _, agency) in longest.items():
        yield _placed(text, start, start + length, agency, province)


def _is_name(text: Squeezed, start: int, end: int, form: str, agency: Agency) -> bool:
    printed = text.cased[start:end]
    if agency.name.startswith(_IN_LAWS) and _is_in_a_law(text, start):
        return False
    if agency.name in _NOT_BEFORE and _NOT_BEFORE[agency.name].match(text.marked, end):
        return False
    if agency.name in _NOT_AFTER and _NOT_AFTER[agency.name].search(text.marked, max(0, start - 14), start):
        return False
    if " " not in form and form == form.upper():
        joined = text.cased[start - 1 : start] in ("-", "/", ".") and start > 0
        loose = joined and text.place(start) - text.place(start - 1) > 1  # a bullet, and no "155/KH-UBND"
        return printed == form and (loose or not joined)
    if printed[0].isupper() or agency.kind in ("party_district",):
        return True
    if form[0].islower():
        return text.marked.endswith(("của ", "hình thức "), 0, start)
    return any(char.isupper() for char in printed) and " " in printed


# "Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003": every council and none.
_IN_LAWS = ("UBND", "HĐND", "Đại biểu HĐND")
_LAW = re.compile(
    r"(?<!\w)luật (?:tổ chức|bầu cử|hoạt động giám sát|ban hành văn bản)(?:(?! ngày | số | năm )[^;:.])*$"
)
_LONGEST_LAW = 110


def _is_in_a_law(text: Squeezed, at: int) -> bool:
    begin = max(0, at - _LONGEST_LAW)
    return "luật " in text.marked[begin:at] and _LAW.search(text.marked, begin, at) is not None


def _placed(text: Squeezed, start: int, end: int, agency: Agency, province: str | None) -> Body:
    if agency.place == "":
        return Body(start, end, agency.name, agency.kind, agency.level, rank=_rank(agency))
    if agency.place == "province" or (agency.place == "bare" and _PLACE.match(text.folded, end)):
        return _of_province(text, start, end, agency, province)
    congress = _CONGRESS.match(text.folded, end)
    bare = bare_name(province)
    ordinal = ""
    if congress:
        ordinal, end = text.cased[end : congress.end()], congress.end()
    elif text.cased[end : end + 1] == " ":
        named = province_at(text, end + 1) if agency.place != "district" else proper_at(text, end + 1)
        if named and not (agency.place == "district" and text.cased[start:end].isupper()):
            bare, end = named
        elif agency.place == "district":
            bare = ""
    elif agency.place == "district":
        bare = ""
    rank = -1 if agency.place != "bare" else _rank(agency)
    return Body(start, end, f"{agency.name} {bare}".strip() + ordinal, agency.kind, agency.level, rank=rank)


# Names of the table that are often only the beginning of a longer one ("Ban quản lý Khu kinh tế Đông Nam").
_OPENINGS = ("Trung tâm", "Ban quản lý", "Quỹ", "Ban Chỉ đạo", "Cục ", "Chi cục", "Đoàn ")


def _rank(agency: Agency) -> int:
    return 0 if agency.name.startswith(_OPENINGS) else -1


def _of_province(text: Squeezed, start: int, end: int, agency: Agency, province: str | None) -> Body:
    base = agency.name.removesuffix(" tỉnh")
    inside = base != agency.name
    many = _MANY.match(text.folded, end) if not inside else None
    if many is not None:
        name = f"{base} {many[1].replace('tinh', 'tỉnh').replace('thanh pho', 'thành phố').replace('cac', 'các')}"
        return Body(start, many.end(), name, agency.kind, agency.level, True, rank=-1)
    if not inside and agency.name.startswith(_COUNCILS):
        district = _of_district(text, start, end, base, province)
        if district:
            return district
        own = _of_own_commune(text, start, end, base)
        if own:
            return own
    last = " thanh pho" if inside and text.folded.endswith(" thanh pho", start, end) else " tinh"
    word = _PLACE.match(text.folded, end - len(last) if inside else end)
    place = province
    if word and ("cua" not in word[0] or agency.kind == "association"):
        end = word.end()
        named = province_at(text, end + 1) if text.cased[end : end + 1] == " " else None
        kind = "thành phố" if word[1] in _CITY_WORDS else "tỉnh"
        if named:
            place, end = f"{kind} {named[0]}", named[1]
        elif place is None:
            place = kind
    elif text.cased[end : end + 1] == " ":
        named = province_at(text, end + 1)
        if named:
            place, end = _kind_of(named[0], province), named[1]
    name = f"{base} {place}" if place else agency.name
    return Body(start, end, name, agency.kind, agency.level, rank=-1 if word else _rank(agency))


def _kind_of(name: str, province: str | None) -> str:
    """ "Sở Công Thương Quảng Nam": the kind is not printed; the caller's own province lends it, else "tỉnh"."""
    return province if province and province.endswith(f" {name}") else f"tỉnh {name}"


def _of_own_commune(text: Squeezed, start: int, end: int, base: str) -> Body | None:
    """ "UBND phường", "UBND huyện" said by the place itself, with its name; without the name where another says it."""
    district = _OWN_DISTRICT.match(text.folded, end)
    if district:
        kind = text.marked[district.start(1) : district.end(1)]
        return Body(start, district.end(), f"{base} {kind}", "district_body", "district", rank=-1)
    own = find_commune(text.view)
    word = _OWN_COMMUNE.match(text.folded, end)
    if word:
        kind = text.marked[word.start(1) : word.end(1)]
        name = own if own and own.startswith(f"{kind} ") else kind
        return Body(start, word.end(), f"{base} {name}", "commune_body", "commune", rank=-1)
    said = _PLACE.match(text.folded, end) or text.cased[end : end + 2].strip(" ").isupper()
    if (
        own is None
        or said
        or text.folded.startswith((" cac", " cap", " huyen", " xa", " phuong", " dac khu"), end)
    ):
        return None
    return Body(start, end, f"{base} {own}", "commune_body", "commune", rank=-1)


def _of_district(text: Squeezed, start: int, end: int, base: str, province: str | None) -> Body | None:
    word = _DISTRICT.match(text.folded, end)
    if not word:
        return None
    if word[1] in _CITY_WORDS and province_at(text, word.end()):
        return None
    named = proper_at(text, word.end())
    if not named:
        return None
    level: OrganisationLevel = "commune" if word[1] in _COMMUNE_WORDS else "district"
    kind = text.marked[word.start(1) : word.end(1)].replace("tp.", "thành phố").replace("tp", "thành phố")
    return Body(start, named[1], f"{base} {kind} {named[0]}", f"{level}_body", level)

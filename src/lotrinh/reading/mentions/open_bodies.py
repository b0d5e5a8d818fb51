"""Bodies no table can list: a head with a name ("Cục Công nghiệp"), elliptic lists ("các Sở: Tài chính, Xây dựng"), stand-ins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

from lotrinh.lexicon.agencies import agencies
from lotrinh.lexicon.bodies import heads, words
from lotrinh.reading.mentions.body import GUESSED, Body, named_as_printed, written
from lotrinh.reading.mentions.places import bare_name, province_at
from lotrinh.reading.mentions.squeezed import FOLDED, MARKED, Squeezed
from lotrinh.reading.structure.word_places import matches_at, places_of
from lotrinh.values.folding import fold
from lotrinh.values.small_letters import marked

_WORD = re.compile(r"[\w&'/]+")
_LONGEST_NAME = 12


_heads = FOLDED.group(lambda: [fold(head.word) + " " for head in heads()])


def headed_bodies(text: Squeezed) -> Iterator[Body]:
    """A head and the words of its name, which opens with a capital and ends before a verb, a comma or a stop."""
    listed = heads()
    first, hits = _heads(text.view)
    for index, start, at in hits:
        head = listed[index - first]
        if start and text.folded[start - 1] == "/":
            continue
        printed = text.cased[start : at - 1]
        if printed.isupper() or not (printed[0].isupper() or head.level == "enterprise"):
            continue
        if marked(printed) != marked(head.word):
            continue
        if not (text.cased[at : at + 1].isupper() or head.word.startswith("Trường ")):
            continue
        end = _name_end(text, at, head.word)
        if end > at:
            yield Body(start, end, named_as_printed(text, start, end), head.kind, head.level, rank=GUESSED)


@cache
def _ends() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    return frozenset(words("name_end", "words")), words("name_end", "pairs"), words("name_end", "always")


# "Cục trưởng Cục Trồng trọt và Vụ trưởng Vụ Kế hoạch": a person's office opens, and no further word of the name.
_TITLE = re.compile(
    r"(?:(?:vụ|cục|viện|tổng cục|phó) trưởng|giám đốc|chủ tịch|chánh (?:văn phòng|thanh tra))(?!\w)"
)
_WITH_COMMAS = (
    "Trung tâm",
    "Công ty",
    "Tổng Công ty",
    "Viện",
    "Phòng",
    "Cục",
    "Vụ",
    "Chi cục",
    "Ban quản lý",
)
_WITH_DASHES = (
    "Phòng",
    "Vụ",
    "Cục",
    "Chi cục",
    "Trung tâm",
    "Ban",
    "Viện",
    "Trường",
    "Đại học",
    "Tập đoàn",
    "Đảng",
    "Tổng cục",
)


def _name_end(text: Squeezed, at: int, head: str) -> int:
    single, pairs, always = _ends()
    first = end = at
    lowercase = 0
    for _ in range(_LONGEST_NAME):
        word = _WORD.match(text.cased, at)
        if not word:
            break
        small = text.marked[word.start() : word.end()]
        verbs = pairs if word[0][0].islower() else always if word.start() > first else ()
        if (small in single and not _is_compound(text, word)) or (
            text.marked.startswith(verbs, word.start()) and not _is_led(text, word.end())
        ):
            break
        capital = word[0][0].isupper()
        if word[0].isdigit() or (len(small) == 1 and not capital and small != "y"):
            break
        if capital and _TITLE.match(text.marked, word.start()):
            break
        lowercase = 0 if capital or small == "và" else lowercase + 1
        of_party = word.start() == first and head.startswith(("Đảng", "Ban cán sự"))  # "Đảng ủy Bộ Tài chính"
        if lowercase > 6 or (capital and not of_party and end > at - 3 and _opens_body(text, word.start())):
            break
        if small != "và":
            end = word.end()
        at = word.end()
        if text.cased[at : at + 1] == " " or (text.cased[at : at + 1] == "-" and _dash_joins(text, at, head)):
            at += 1
        elif text.cased[at : at + 2] == ", " and head.startswith(_WITH_COMMAS) and _goes_on(text, at + 2):
            at += 2
        else:
            break
    return end


def _is_compound(text: Squeezed, word: re.Match[str]) -> bool:
    """ "Văn phòng Điều phối Chương trình ...", "Vụ Thị trường trong nước": the word is half of another."""
    around = text.marked[max(0, word.start() - 12) : word.end() + 5]
    return any(compound in around for compound in words("name_end", "compounds"))


def _is_led(text: Squeezed, at: int) -> bool:
    """ "Cục Kinh tế - Quản lý đầu tư xây dựng chủ trì ...": what stands right before "chủ trì" is part of the name."""
    return re.match(r" \w+ chủ trì(?!\w)", text.marked[at : at + 24]) is not None


def _dash_joins(text: Squeezed, at: int, head: str) -> bool:
    """ "Viện Vật liệu-Cơ khí"; with spaces around it only between words of one name: "Phòng Văn hóa - Xã hội"."""
    if text.place(at + 1) - text.place(at - 1) == 2:
        return True
    on_one_line = "\n" not in text.view.text[text.place(at) - 1 : text.place(at + 1)]
    return (
        on_one_line
        and head.startswith(_WITH_DASHES)
        and text.cased[at + 1 : at + 2].isupper()
        and not _opens_body(text, at + 1)
    )


def _opens_body(text: Squeezed, at: int) -> bool:
    """A new body begins here: "Vụ Công nghiệp và Cục Hóa chất"."""
    return bool(
        re.match(
            r"(?:Sở|Bộ|Cục|Vụ|UBND|HĐND|Ban|Văn phòng|Tổng cục|Đảng ủy|Hội|Phòng|Chi cục|Trung tâm|Công an|Đoàn) (?=\w)",
            text.cased[at : at + 12],
        )
    )


def _goes_on(text: Squeezed, at: int) -> bool:
    """ "Trung tâm Thông tin, Phân tích và Dự báo": the comma joins words of one name that closes with "và"."""
    found = re.match(r"(\w)\w*(?: \w+){0,3} và (\w)", text.cased[at : at + 60])
    if found is None or _opens_body(text, at):
        return False
    return found[1].isupper() and found[2].isupper()


@cache
def _fields() -> dict[str, dict[str, str]]:
    """Head ("so", "bo") -> folded field -> name: "tai chinh" -> "Sở Tài chính"."""
    table: dict[str, dict[str, str]] = {"so": {}, "bo": {}}
    for agency in agencies():
        for form in (agency.name, *agency.forms):
            head, _, field = form.partition(" ")
            if head in ("Sở", "Bộ") and field and agency.kind in ("department", "ministry"):
                table[fold(head)].setdefault(fold(field).replace(" - ", "-"), agency.name)
    return table


@cache
def _field_pattern(head: str) -> re.Pattern[str]:
    fields = "|".join(sorted(map(re.escape, _fields()[head]), key=len, reverse=True))
    return re.compile(rf"(?:{fields})(?!\w)")


_sectors = MARKED.places(lambda: [word + sign for word in ("sở", "bộ") for sign in " :,"])
_ELLIPTIC = re.compile(r"(so|bo)(?:(?:, [a-z ]{2,20}){0,4}): ?|(so|bo) (?=\w)")
_SEPARATOR = re.compile(r"(?:, | va |; )")


def elliptic_bodies(text: Squeezed, province: str | None) -> Iterator[Body]:
    """ "các Bộ: Tài chính, Công Thương và Xây dựng": each field under the one head; the first may stand in the table."""
    for start in _sectors(text.view):
        found = _ELLIPTIC.match(text.folded, start)
        if not found:
            continue
        head = found[1] or found[2]
        at, first = found.end(), True
        while True:
            field = _field_pattern(head).match(text.folded, at)
            if not field or not text.cased[at].isupper():
                break
            if found[1] or not first:
                name = _fields()[head][field[0]]
                placed = f"{name} {province}" if head == "so" and province else name
                kind, level = ("department", "province") if head == "so" else ("ministry", "central")
                yield Body(field.start(), field.end(), placed, kind, level, rank=2)  # type: ignore[arg-type]
            first = False
            separator = _SEPARATOR.match(text.folded, field.end())
            if not separator:
                break
            at = separator.end()


_of_provinces = FOLDED.places(lambda: ("cac tinh", "cac thanh pho"))
_COUNCIL_OF_PROVINCES = re.compile(
    r"(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) cac (tinh|thanh pho|tinh, thanh pho)(?: trung uong)?:? "
)


def councils_of_provinces(text: Squeezed) -> Iterator[Body]:
    """ "UBND các tỉnh Lào Cai, Phú Thọ": one body for each, the first with the words before it."""
    for at in _of_provinces(text.view):
        begin = max(
            text.folded.rfind(word, max(0, at - 20), at)
            for word in ("ubnd ", "uy ban nhan dan ", "hdnd ", "hoi dong nhan dan ")
        )
        found = _COUNCIL_OF_PROVINCES.match(text.folded, begin) if begin >= 0 else None
        if not found:
            continue
        who = "HĐND" if found[0].startswith(("hdnd", "hoi")) else "UBND"
        kind = "thành phố" if found[1].startswith("thanh") else "tỉnh"
        start, named = begin, province_at(text, found.end())
        while named:
            yield Body(start, named[1], f"{who} {kind} {named[0]}", "province_body", "province", rank=-1)
            separator = _SEPARATOR.match(text.folded, named[1])
            if not separator:
                break
            start = separator.end()
            word = _PLACE_WORD.match(text.folded, start)
            kind = "thành phố" if word and word[0].startswith("thanh") else "tỉnh" if word else kind
            named = province_at(text, word.end() if word else start)


_PLACE_WORD = re.compile(r"(?:cac )?(?:tinh|thanh pho|tp\.?) ")
_delegations = MARKED.places(lambda: ("đoàn công tác", "tổ biên tập"))
_DELEGATION = re.compile(r"(?<!\w)(?:đoàn công tác|tổ biên tập các đề án|tổ biên tập)(?! số)(?!\w)")
_PARTY = re.compile(r"Đảng(?! (?:bộ|viên|ủy|đoàn|Cộng|phí|ta))(?!\w)")
_BEFORE_PARTY = ("của ", "với ", "cờ ", ", ")
_CENTRE = re.compile(r"Trung ương(?! [A-ZĐ])(?!\w)")
_BEFORE_CENTRE = ("của ", "ban ", "kiến nghị ", "đề nghị ", "báo cáo ")


@cache
def _metonym() -> tuple[re.Pattern[str], re.Pattern[str]]:
    after = "|".join(map(re.escape, words("metonym", "after")))
    before = "|".join(map(re.escape, words("metonym", "before")))
    return re.compile(rf" (?:{after})(?!\w)"), re.compile(rf"(?<!\w)(?:{before}|{'|'.join(_ASKING)}) $")


def stand_ins(text: Squeezed, province: str | None, named: Sequence[Body]) -> Iterator[Body]:
    """Delegations, "Đảng", a place that acts or is asked, a head alone that points back."""
    delegations = [
        Body(m.start(), m.end(), written(m[0]), "delegation", "other", rank=4)
        for m in matches_at(_DELEGATION, text.marked, _delegations(text.view), 0, len(text.marked))
    ]
    yield from delegations
    for start, end in _after(text.cased, "Đảng", _PARTY, _BEFORE_PARTY):
        yield Body(start, end, "Đảng Cộng sản Việt Nam", "party_central", "party", rank=4)
    for start, end in _after(text.cased, "Trung ương", _CENTRE, _BEFORE_CENTRE):
        yield Body(start, end, "Trung ương", "central_body", "central", rank=4)
    yield from _acting_places(text, province)
    yield from _pointing_back(text, [*named, *delegations])


def _after(
    cased: str, word: str, pattern: re.Pattern[str], before: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    for found in matches_at(pattern, cased, places_of((word,), cased), 0, len(cased)):
        if cased.endswith(before, 0, found.start()):
            yield found.span()


_PLACE_WORDS = ("tỉnh", "Tỉnh", "toàn tỉnh", "Toàn tỉnh", "thành phố", "Thành phố")
_ASKING = ("đề nghị", "mong muốn", "yêu cầu", "khẳng định")


def _acting_places(text: Squeezed, province: str | None) -> Iterator[Body]:
    bare = bare_name(province)
    own = f"|{re.escape(bare)}" if bare else ""
    after, before = _metonym()
    asking = tuple(f"{word} " for word in (*words("metonym", "before"), *_ASKING))
    pattern = re.compile(rf"[Tt](?:ỉnh|oàn tỉnh|hành phố){own}")
    places = places_of((*_PLACE_WORDS, bare) if bare else _PLACE_WORDS, text.cased)
    for found in matches_at(pattern, text.cased, places, 0, len(text.cased)):
        end = found.end()
        if not _is_word(text.cased, found.start(), end):
            continue
        other = province_at(text, end + 1) if found[0] != bare and text.cased[end : end + 1] == " " else None
        end = other[1] if other else end
        if not other and found[0] != bare and province and _is_of_other_kind(found[0], province):
            continue
        place = f"tỉnh {other[0]}" if other and not (province or "").endswith(other[0]) else province
        window = text.marked[max(0, found.start() - 30) : found.start()]
        asked = (
            window.endswith(asking)
            and before.search(window)
            and not re.match(r" ủy| đoàn", text.marked[end : end + 6])
        )
        alone = found[0][0].isupper() or not window[-2:-1].isalnum() or window[-1:] != " "
        acts = alone and after.match(text.marked, end)
        if asked or acts:
            yield Body(found.start(), end, written(place or found[0]), "province_body", "province", rank=5)


def _is_of_other_kind(word: str, province: str) -> bool:
    """ "thành phố" in a document of a province is one of its cities, "tỉnh" in one of a city another province."""
    return not province.startswith(word.lower().removeprefix("toàn "))


def _is_word(cased: str, start: int, end: int) -> bool:
    return not (start and cased[start - 1].isalnum()) and not cased[end : end + 1].isalnum()


# Since 2025 the vertical branches sit by regions and no longer by provinces: "Kho bạc Nhà nước Khu vực XI".
_REGION = re.compile(r"khu vực (?:số )?(?:\d{1,2}|[ivx]{1,5})(?!\w)")
_LONGEST_BRANCH = 60
_regions = MARKED.places(lambda: ("khu vực ",))


@cache
def _branches() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, words("regional", "branches")), key=len, reverse=True))
    return re.compile(rf"(?:{names})[ -]$", re.IGNORECASE)


def regional_bodies(text: Squeezed) -> Iterator[Body]:
    """A branch of the centre with the number of its region.

    >>> from lotrinh.reading.structure.view import View
    >>> [b.name for b in regional_bodies(Squeezed.of(View.of("Giao Chi cục Thuế khu vực XII rà soát")))]
    ['Chi cục Thuế khu vực XII']
    """
    for found in matches_at(_REGION, text.marked, _regions(text.view), 0, len(text.marked)):
        begin = max(0, found.start() - _LONGEST_BRANCH)
        branch = _branches().search(text.cased[begin : found.start()])
        if branch and text.cased[begin + branch.start()].isupper():
            start, end = begin + branch.start(), found.end()
            yield Body(start, end, named_as_printed(text, start, end), "central_unit", "central", rank=-1)


_END = attrgetter("end")


@cache
def _pointing() -> re.Pattern[str]:
    single = "|".join(words("anaphor", "heads"))
    barred = "|".join(words("anaphor", "not_before"))
    return re.compile(rf"(?:{single})(?: (?!(?:{barred})\b)(?=(\w))|[,.;])")


def _pointing_back(text: Squeezed, named: Sequence[Body]) -> Iterator[Body]:
    heads = words("anaphor", "heads")
    meant_by = {head: [body for body in named if body.name.startswith(f"{head} ")] for head in heads}
    for bodies in meant_by.values():
        bodies.sort(key=_END)
    for found in matches_at(_pointing(), text.cased, places_of(heads, text.cased), 0, len(text.cased)):
        head = found[0].rstrip(" ,.;")
        if (found.start() and text.cased[found.start() - 1].isalnum()) or (
            found[1] and not found[1].islower()
        ):
            continue
        last = bisect_right(meant_by[head], found.start(), key=_END)
        if last:
            meant = meant_by[head][last - 1]
            start = found.start()
            yield Body(start, start + len(head), meant.name, meant.kind, meant.level, rank=5)

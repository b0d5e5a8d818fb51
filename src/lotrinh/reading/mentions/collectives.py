"""Groups of bodies: "các sở, ban, ngành, địa phương", "UBND các huyện, thị xã, thành phố"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lotrinh.lexicon.bodies import words
from lotrinh.reading.mentions.body import Body, named_as_printed, written
from lotrinh.reading.mentions.places import bare_name, find_commune, province_at
from lotrinh.reading.mentions.squeezed import MARKED, Squeezed
from lotrinh.values.mention import OrganisationLevel
from lotrinh.values.small_letters import marked

_OF_PROVINCE = re.compile(
    r" (?:của |trong |thuộc |trên địa bàn )?(?:toàn )?(tỉnh|thành phố)(?![\w-])(?! ủy(?!\w))"
)
_OF_COMMUNE = re.compile(r" (?:của |trong |thuộc )?(xã|phường|đặc khu)(?![\w,-])")
# "các ban đảng Tỉnh ủy", "các ban xây dựng Đảng của Thành ủy": whose bodies they are.
_OF_COMMITTEE = re.compile(r" (?:của )?((?:tỉnh|thành|huyện|thị|quận|đảng) ủy)(?!\w)(?! viên)")
_COUNCIL = re.compile(
    r"(?:(?P<who>(?:thường trực )?(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân)(?:, ubnd)?) )"
    r"(?P<whom>(?P<many>các |cấp )?(?:(?:huyện|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu|tx|tp\.?|thành|thị|địa phương cấp huyện"
    r"|địa phương cấp xã|địa phương|cấp|tỉnh)(?!\w| viên| lập)(?:, các |, | và |-|/)?){1,16})"
)


def _any(table: str, key: str) -> str:
    return "|".join(map(re.escape, words(table, key)))


@cache
def _groups() -> re.Pattern[str]:
    item = f"(?:{_any('collective', 'items')})(?! khối)(?!\\w)"
    # A list with a quantifier, or one that opens with "sở," / "bộ," / "ban,"; then what it belongs to.
    listed = rf"(?:(?:{_any('collective', 'quantifiers')}) {item}|(?:sở|bộ|ban)(?=, (?:ban|bộ|ngành|cơ quan)))(?:(?:, | và |/)(?:các |một số )?{item}| ngành(?!\w)){{0,16}}"
    return re.compile(rf"(?P<list>{listed})(?P<tail>(?: (?:{_any('collective', 'tails')})(?!\w))*)")


@cache
def _singles() -> re.Pattern[str]:
    party = _any("party_group", "words")
    return re.compile(
        rf"(?:(?P<group>{_any('collective', 'single')})|(?P<party>{party}))(?! (?:ubnd|hđnd|chính phủ|quốc hội|\d))(?!\w)"
    )


@cache
def _related() -> re.Pattern[str]:
    return re.compile(
        r"(?:đơn vị|cơ quan)(?:(?:, | và )(?:đơn vị|cơ quan|địa phương|tổ chức))* (?:có )?liên quan(?!\w)"
    )


@cache
def _opening_words() -> tuple[tuple[str, str], ...]:
    """(kind, word) of the words a group may open with: only there are the long patterns tried."""
    councils = ["ubnd ", "hđnd ", "ủy ban nhân dân ", "hội đồng nhân dân ", "thường trực "]
    lists = [f"{word} " for word in words("collective", "quantifiers")] + ["sở, ", "bộ, ", "ban, "]
    singles = [*words("collective", "single"), *words("party_group", "words")]
    related = ["đơn vị", "cơ quan"]
    kinds = [("council", councils), ("list", lists), ("single", singles), ("related", related)]
    return tuple((kind, marked(word)) for kind, found in kinds for word in found)


_anchors = MARKED.group(lambda: [word for _, word in _opening_words()])


@cache
def _core() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('collective', 'core')})(?: |$)")


def collectives(text: Squeezed, province: str | None) -> Iterator[Body]:
    """Groups as one body each; a bare "các địa phương" or a list of places is none."""
    opening = _opening_words()
    patterns = {"council": _COUNCIL, "list": _groups(), "single": _singles(), "related": _related()}
    listed = council = 0
    first, hits = _anchors(text.view)
    for index, start, _ in hits:
        kind = opening[index - first][0]
        if kind == "list" and start < max(listed, council):  # inside what was read from its beginning
            continue
        found = patterns[kind].match(text.marked, start)
        body = _body(kind, text, found, province) if found else None
        if body:
            listed = body.end if kind == "list" else listed
            council = body.end if kind == "council" else council
            yield body


def _body(kind: str, text: Squeezed, found: re.Match[str], province: str | None) -> Body | None:
    if kind == "council":
        return _council(text, found, province)
    if kind == "list":
        return _group(text, found, province)
    if kind == "single":
        return _single(text, found, province)
    start, end = found.span()
    return Body(start, end, named_as_printed(text, start, end), "group", "other", True, 2)


def _council(text: Squeezed, found: re.Match[str], province: str | None) -> Body | None:
    printed_whom = re.sub(r"(?:, các |, | và |-|/)$", "", found["whom"])
    if not found["many"] and not re.search(
        r"(?:, | và |-|/)(?:huyện|thị|thành|quận|xã|phường|đặc khu|tx|tp)", printed_whom
    ):
        return None
    end = found.start("whom") + len(printed_whom)
    who = "HĐND" if "hđnd" in found["who"] or "hội đồng" in found["who"] else "UBND"
    whom = re.sub(r"(?<!\w)tx(?!\w)", "thị xã", text.marked[found.start("whom") : end])
    whom = re.sub(r"(?<!\w)tp(?!\w)\.?", "thành phố", whom)
    commune = not re.search(r"huyện|thị xã|quận|tỉnh", whom)
    level: OrganisationLevel = "commune" if commune and re.search("xã|phường|đặc khu", whom) else "district"
    level = "province" if "tỉnh" in whom else level
    place = f" thuộc {province}" if province and "tỉnh" not in whom else ""
    printed = _OF_PROVINCE.match(text.marked, end)
    if printed and "thuộc" in printed[0]:
        end = printed.end()
    return Body(found.start(), end, f"{who} {whom}{place}", f"{level}_bodies", level, True)


@cache
def _quantifier() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('collective', 'quantifiers')}) ")


@cache
def _central() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in words("collective", "central") if word != "bộ"))


def _bare(item: str) -> str:
    quantifier = _quantifier().match(item)
    return item[quantifier.end() :] if quantifier else item


_AND = re.compile(r", | và |/")


def _group(text: Squeezed, found: re.Match[str], province: str | None) -> Body | None:
    items = _AND.split(found["list"])
    named = [_bare(item) for item in items]
    tail = found["tail"].strip()
    core = _core()
    if not any(core.match(item) for item in named) or (
        len(named) == 1 and not tail and "trung ương" not in named[0] and "ngành" not in named[0][1:]
    ):
        return None
    if (
        len(named) == 1
        and tail in ("khác", "trực thuộc", "cấp tỉnh", "cấp huyện", "cấp xã")
        and named[0] == "cấp"
    ):
        return None
    end, placed = found.end(), None
    of = _OF_PROVINCE.match(text.marked, end)
    if of and _place_goes_on(text, of):
        end = of.end()
        other = province_at(text, end + 1) if text.cased[end : end + 1] == " " else None
        if other:
            placed, end = f"{of[1]} {other[0]}", other[1]
    central = "bộ" in named or _central().search(found[0]) is not None
    name = written(found["list"])
    if central:
        closed = {"bộ", "ngành", "ban", "cơ quan"}.issuperset(named)
        name = (name + " Trung ương" if closed else name).replace("trung ương", "Trung ương")
        name = name.replace("chính phủ", "Chính phủ")
    elif placed or province:
        name = f"{name} {placed or province}"
    level: OrganisationLevel = (
        "central" if central else "other" if set(named) <= {"cơ quan", "tổ chức"} else "province"
    )
    return Body(found.start(), end, name, "group", level, True)


def _place_goes_on(text: Squeezed, of: re.Match[str]) -> bool:
    """ "các sở, ngành tỉnh" takes its place; "các sở, thành phố lớn" does not."""
    following = text.cased[of.end() : of.end() + 2]
    return (
        following[:1] in (",", ".", ";", ":", ")", "")
        or following[1:2].isupper()
        or of[0].count(" ") > 1
        or text.marked.startswith((" và", " tham", " chủ", " đã"), of.end())
    )


def _own_place(text: Squeezed, end: int, province: str | None) -> tuple[str | None, int]:
    """(place, end): in a commune's own document a group is the commune's, "phường" after it said or not."""
    own = find_commune(text.view)
    said = _OF_COMMUNE.match(text.marked, end)
    if said is not None:
        kind = said[1]
        return (own if own and own.startswith(f"{kind} ") else kind), said.end()
    return own or province, end


def _single(text: Squeezed, found: re.Match[str], province: str | None) -> Body:
    party = found["party"] is not None
    committee = _OF_COMMITTEE.match(text.marked, found.end())
    if committee is not None and not party:
        name = named_as_printed(text, *found.span())
        whose = f"{committee[1][0].upper()}{committee[1][1:]}"
        place = bare_name(province) if whose in ("Tỉnh ủy", "Thành ủy") else ""
        return Body(
            found.start(), committee.end(), f"{name} {whose} {place}".rstrip(), "group", "party", True, 1
        )
    province, end = _own_place(text, found.end(), province)
    of = _OF_PROVINCE.match(text.marked, end)
    if of and not party:
        other = province_at(text, of.end() + 1)
        end = other[1] if other else of.end()
    name = named_as_printed(text, *found.span())
    if party and name.endswith((" ủy", " Ủy")) and "trực thuộc" in name:
        name = f"{name} {bare_name(province)}".strip()
    elif province and "báo chí" not in name and "thông tin đại chúng" not in name:
        name = f"{name} {province}"
    return Body(
        found.start(), end, name, "party_group" if party else "group", "party" if party else "other", True, 1
    )

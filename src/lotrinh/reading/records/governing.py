"""Who governs a passage from above: the agency in a heading, or the one in a lead-in sentence that ends with a colon."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lotrinh.lexicon.work import (
    acting_pattern,
    body_pattern,
    order_pattern,
    request_pattern,
    subject_pattern,
    verb_pattern,
)
from lotrinh.reading.records.mentioned import Mentioned
from lotrinh.reading.records.owners import Agencies, Roles, read_agencies, read_roles
from lotrinh.reading.records.unnamed import apart, unnamed_subject
from lotrinh.reading.records.word_marks import found_in
from lotrinh.reading.structure.outline import Outline, Passage, Trail
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.folding import fold
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

_PREFIX = re.compile(r"(?:doi +voi|giao|de +nghi|trach +nhiem +cua|yeu +cau|ve +phia)(?: +cho)? +")
_REST_OF_HEADING = re.compile(
    r"[ ,:.]*(?:\([^()]*+\)?|chu +tri|tinh|co +trach +nhiem|thuc +hien|chi +dao|chiu +trach +nhiem|to +chuc|la +(?:co +quan|don +vi) +(?:dau +moi|thuong +truc|chu +tri)|[ ,])*[ ,:.]*$"
)
# "2. Đảng ủy UBND tỉnh lãnh đạo UBND tỉnh:": whom it leads and no work of its own.
_LEADS = re.compile(r"(?:lanh +dao|chi +dao)(?: *, *(?:lanh +dao|chi +dao))? +[^.;:]{3,60}[ :]*$")
# "Ban Quản lý ... (sau đây gọi tắt là ...) có trách nhiệm:" has a name up to the bracket.
_AFTER_NAME = re.compile(
    r"(?: *\((?:sau đây |dưới đây )?(?:gọi|viết)[^()]*\))?(?:,? *(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chỉ đạo|là (?:cơ quan|đơn vị) (?:đầu mối|thường trực|chủ trì)))*[ :.]*$"
)
_GOVERNED_SECTIONS = frozenset({"assignment", "organising", "reporting", None})
_LONGEST_BODY_NAME = 160
_PLACE_MUST = re.compile(r"(?<!\w)((?:[Tt]ỉnh|[Tt]hành +phố)(?: +[^\W\d_a-z]\w*){1,4}) +(?:cần|phải)(?!\w)")
# "các đơn vị thực hiện một số nội dung sau": only who is told.
_WHAT_FOLLOWS = re.compile(
    r" +(?:(?:tập trung|khẩn trương|tổ chức|nghiêm túc|phối hợp|cần) +)*(?:thực hiện|triển khai)(?!\w).*(?:sau|sau đây)$"
)
_SPEAKS = re.compile(
    r" *,? *(?:(?:da|co|thong +nhat) +)*(?:ket +luan|chi +dao|y +kien|yeu +cau|giao|thong +bao|de +nghi|quyet +dinh|nhan +manh|danh +gia)(?!\w)"
)
_TELLS = re.compile(
    r" *,? *(?:can|phai|co +trach +nhiem|tap +trung|tiep +tuc|khan +truong|to +chuc|trien +khai)(?!\w)"
)
_LONGEST_BESIDE = 40
_HEADS = re.compile(r"(?:giam +doc|thu +truong|chu +tich|nguoi +dung +dau|bi +thu|chanh)(?!\w)")


@frozen
class Governor:
    """`how` is the doubt code of the way the lead was found."""

    leads: tuple[str, ...]
    partners: tuple[str, ...]
    how: str


class Governors:
    """Answers, for the trail of a passage, who governs it; filled while the passages are walked in text order."""

    def __init__(self, view: View, mentioned: Mentioned, outline: Outline) -> None:
        self.view = view
        self.mentioned = mentioned
        self._of_path: dict[str, Governor] = {}
        self._of_text: Governor | None = None
        self._read_headings(outline.titles)

    def of(self, trail: Iterable[Trail]) -> Governor | None:
        """The innermost governor, with the leads of an outer one where it names none itself."""
        inner: Governor | None = None
        for node in reversed(tuple(trail)):
            governor = self._of_path.get(node.path)
            if governor is None:
                continue
            if governor.leads:
                if inner is None:
                    return governor
                return Governor(governor.leads, inner.partners or governor.partners, "lead_in_lead")
            inner = inner or governor
        if self._of_text is not None:
            return Governor(self._of_text.leads, inner.partners if inner else (), self._of_text.how)
        return inner

    def note(self, passage: Passage) -> Span | None:
        """Takes a lead-in into account; returns its last sentence, which is no work of its own."""
        last = passage.sentences[-1]
        roles = read_roles(self.view, self.mentioned, last)
        told = self._ordered(last) if self._gives_orders(roles, last) else None
        governor = told or self._from_roles(roles) or self._ordered(last) or self._introduced(last)
        own = self._of_path.get(passage.path) if passage.path else None
        if governor is not None:
            if passage.path is None:
                self._of_text = (
                    Governor(governor.leads, governor.partners, "ordered_lead") if governor.leads else None
                )
            else:
                leads = governor.leads or (own.leads if own else ())
                self._of_path[passage.path] = Governor(leads, governor.partners, "lead_in_lead")
        return last

    def before_items(self, span: Span, first: int) -> Governor | None:
        """Who the words before "(1) ...; (2) ..." name: "Giao Sở Xây dựng: (1) ...", "Bộ Công an: (1) ..."."""
        bracket = self.view.flat.rfind("(", span.start, first)
        if bracket <= span.start:
            return None
        head = Span(span.start, bracket)
        names = self._agencies_of(head)
        return Governor(names, (), "lead_in_lead") if names else self._ordered(head)

    def _introduced(self, sentence: Span) -> Governor | None:
        """ "- Bộ Tài chính (cơ quan thường trực):", "- Thủ trưởng cơ quan ngang bộ, ... tập trung thực hiện ...:" """
        names = self._agencies_of(sentence)
        if names:
            return Governor(names, (), "lead_in_lead")
        roles = read_roles(self.view, self.mentioned, sentence, True)
        folded = self.view.folded
        acts = bool(roles.leads) and bool(verb_pattern().match(folded, roles.work, sentence.end))
        if not acts or _SPEAKS.match(folded, roles.subject_end, sentence.end):
            return None  # "Chủ tịch UBND tỉnh kết luận, chỉ đạo như sau:": who speaks does not do it
        return Governor(roles.leads, roles.partners, "lead_in_lead")

    def _gives_orders(self, roles: Roles, sentence: Span) -> bool:
        """ "Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở ...": who opens the sentence orders and does not do."""
        patterns = (order_pattern(), request_pattern())
        return bool(roles.leads) and any(
            p.match(self.view.folded, roles.work, sentence.end) for p in patterns
        )

    def _from_roles(self, roles: Roles) -> Governor | None:
        if roles.leads or roles.chairs:
            return Governor(roles.leads, roles.partners, "lead_in_lead")
        return None

    def _ordered(self, sentence: Span) -> Governor | None:
        """ "... yêu cầu Thủ trưởng các sở, ban, ngành ... thực hiện các nội dung sau:" """
        folded = self.view.folded
        chain: Agencies | None = None
        for pattern in (order_pattern(), request_pattern()):
            for found in found_in(self.view, "asking", pattern, sentence):
                at = found.end() + folded.startswith(" ", found.end())
                chain = (
                    read_agencies(self.view, self.mentioned, at, sentence.end)
                    or chain
                    or self._told_unnamed(at, sentence.end)
                )
        if chain is None:
            for organisation in self.mentioned.organisations.within(sentence.start, sentence.end):
                if _TELLS.match(folded, organisation.span.end, sentence.end):
                    chain = read_agencies(self.view, self.mentioned, organisation.span.start, sentence.end)
        if chain is None:
            place = _PLACE_MUST.search(self.view.flat, sentence.start, sentence.end)
            return Governor((rejoined(place[1]),), (), "lead_in_lead") if place else None
        return Governor(chain.names, (), "lead_in_lead")

    def _told_unnamed(self, at: int, end: int) -> Agencies | None:
        """ "... yêu cầu các đơn vị trong ngành Công Thương tập trung ...": a class of bodies no table knows."""
        found = unnamed_subject(self.view, at, end)
        names = apart(_WHAT_FOLLOWS.sub("", found[0])) if found else ()
        return Agencies(names, found[1]) if found and names[0] else None

    def _read_headings(self, titles: Iterable[Trail]) -> None:
        unnamed: list[Trail] = []
        for trail in titles:
            if trail.title is None or trail.kind in ("annex", "part", "chapter"):
                continue
            if trail.kind == "roman":  # "I. CỤC CHĂN NUÔI VÀ THÚ Y" as well as "I. TỔ CHỨC THỰC HIỆN"
                names = self._agencies_of(trail.title) or self._named_elsewhere(trail.title)
                if names:
                    self._of_path[trail.path] = Governor(names, (), "heading_lead")
                continue
            names = self._agencies_of(trail.title) or self._ordered_last(trail.title)
            roles = read_roles(self.view, self.mentioned, trail.title)
            led = _LEADS.match(self.view.folded, roles.work, trail.title.end)
            if roles.leads and (roles.chairs or led):  # "1. Bộ Tài chính chủ trì, phối hợp với các cơ quan:"
                self._of_path[trail.path] = Governor(roles.leads, roles.partners, "heading_lead")
            elif names:
                self._of_path[trail.path] = Governor(names, (), "heading_lead")
            elif trail.section in _GOVERNED_SECTIONS:
                unnamed.append(trail)
        beside = {_parent(path) for path in self._of_path}
        for trail in unnamed:
            if trail.section is None and _parent(trail.path) not in beside and not self._names_heads(trail):
                continue  # a topic ("Doanh nghiệp số") among topics; bodies stand among bodies
            if self._is_body(trail) or self._names_heads(trail):
                title = self._unprefixed(trail.title) if trail.title else None
                words = rejoined(title.of(self.view.text)) if title else ""
                words = words[:1].upper() + words[1:]
                name = _AFTER_NAME.sub("", words.partition(" (")[0])
                self._of_path[trail.path] = Governor(apart(name), (), "unknown_agency")

    def _names_heads(self, trail: Trail) -> bool:
        """ "1. Giám đốc các sở, Chủ tịch UBND các xã:" with its colon: heads of bodies and no topic."""
        title = trail.title
        return (
            title is not None
            and self.view.flat.startswith(":", title.end)
            and _HEADS.match(self.view.folded, title.start, title.end) is not None
        )

    def _agencies_of(self, title: Span) -> tuple[str, ...]:
        folded = self.view.folded
        prefix = _PREFIX.match(folded, title.start, title.end)
        start = prefix.end() if prefix else title.start
        chain = read_agencies(self.view, self.mentioned, start, title.end)
        if chain is None:
            return ()
        if _REST_OF_HEADING.fullmatch(folded, chain.end, title.end) or chain.end >= title.end - 2:
            return chain.names
        beside = self._unnamed_beside(chain.end, title.end)
        return (*chain.names, *beside) if beside or self._names_its_kind(chain.end, title.end) else ()

    def _unnamed_beside(self, start: int, end: int) -> tuple[str, ...]:
        """ "Giám đốc các sở, Chủ tịch UBND các xã, chủ đầu tư:": the last of the list is in no table."""
        words = rejoined(self.view.flat[start:end]).strip(" ,.:").removeprefix("và ")
        named = subject_pattern().match(words) if len(words) <= _LONGEST_BESIDE else None
        if named is None or acting_pattern().search(words, named.end()):
            return ()
        return (words[:1].upper() + words[1:],)

    def _named_elsewhere(self, title: Span) -> tuple[str, ...]:
        """A heading in capitals that is the name of a body which the text names in small letters too."""
        printed = title.of(self.view.flat).strip(" .:")
        if not printed.isupper() or not body_pattern().match(self.view.folded, title.start, title.end):
            return ()
        key = fold(rejoined(printed))
        return next(
            ((each.name,) for each in self.mentioned.organisations.items if fold(each.name) == key), ()
        )

    def _ordered_last(self, title: Span) -> tuple[str, ...]:
        """ "Về phòng, chống thiên tai / Giao Sở Xây dựng:": an order in the line under a topic, taken for its heading."""
        for found in found_in(self.view, "asking", order_pattern(), title):
            if found.start() > title.start:
                names = self._agencies_of(Span(found.start(), title.end))
                if names:
                    return names
        return ()

    def _names_its_kind(self, start: int, end: int) -> bool:
        """The rest of the heading only says which: "... từ Hà Tĩnh đến Khánh Hòa", "... đang hoạt động trong KCN"."""
        rest = self.view.folded[start:end].lstrip(" ,")
        if rest.startswith(("co quyen han", "co trach nhiem", "co nhiem vu", "chiu trach nhiem")):
            return True
        return end - start < 60 and rest.startswith(
            ("tu ", "tren dia ban", "truc thuoc", "thuoc ", "dong tren", "tai ", "cac tinh", "cac dia phuong")
        )

    def _unprefixed(self, title: Span) -> Span:
        """ "Đối với các trường trung học" without its first words."""
        prefix = _PREFIX.match(self.view.folded, title.start, title.end)
        return Span(prefix.end(), title.end) if prefix and prefix.end() < title.end else title

    def _is_body(self, trail: Trail) -> bool:
        """A heading that opens like the name of a body and not with a verb of work."""
        title = self._unprefixed(trail.title) if trail.title is not None else None
        bracket = self.view.flat.find(" (", title.start, title.end) if title is not None else -1
        if title is None or (bracket if bracket > 0 else title.end) - title.start > _LONGEST_BODY_NAME:
            return False
        folded = self.view.folded
        return bool(body_pattern().match(folded, title.start, title.end)) and not verb_pattern().match(
            folded, title.start, title.end
        )


def _parent(path: str) -> str:
    return path.rpartition(".")[0]

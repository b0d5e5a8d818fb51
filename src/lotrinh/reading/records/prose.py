"""Work told in running text: one task per sentence and per ";" clause with a verb of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lotrinh.lexicon.work import opener_pattern, order_pattern, request_pattern, verb_pattern
from lotrinh.reading.records.clause_times import ClauseTime, clause_deadline, works_and_times
from lotrinh.reading.records.directed import directed
from lotrinh.reading.records.drafts import Draft
from lotrinh.reading.records.labels import labelled_deadline
from lotrinh.reading.records.news import opens_with_speaker, tells_of_past, tells_of_state
from lotrinh.reading.records.owners import Roles, read_agencies, read_roles
from lotrinh.reading.records.persons import closes_with_person, is_name
from lotrinh.reading.records.reports import Report, find_reports, hands_up
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.speech import Speech
from lotrinh.reading.records.times import stated_deadline
from lotrinh.reading.records.whole_lists import split_works
from lotrinh.reading.records.word_marks import found_in, may_hold
from lotrinh.reading.structure.sentences import split_sentences, without_stop
from lotrinh.values.deadline import NO_DEADLINE
from lotrinh.values.frozen import frozen
from lotrinh.values.record import TaskType
from lotrinh.values.span import Span

_CONDITION = re.compile(
    r"(?:(?:trong +)?qua +trinh|trong +truong +hop|truoc +ngay|hang +(?:nam|quy|thang|tuan)|neu|truong +hop|khi|de(?! +(?:nghi|an|xuat))|nham|can +cu|tren +co +so|theo|dinh +ky)(?: [^;:]{0,260}?)?"
    r"(?:, *(?:vuong +mac|bat +cap|kho +khan|phat +sinh)(?!\w)[^,;:]{0,60})?, *"
)
_OPENS_A_CONDITION = re.compile(
    r"(?:tren +co +so|can +cu|de(?! +(?:nghi|an|xuat))|nham|trong|sau +khi|doi +voi|ve|truoc +mat)(?!\w)"
)
# "Trước ngày 10 tháng 12 hằng năm ..., báo cáo ...": the time opens the sentence and belongs to its work.
_TIMED = re.compile(r"(?:truoc +ngay|hang +(?:nam|quy|thang|tuan)|dinh +ky|cham +nhat)(?!\w)")
# With its marks: "cung cấp" is no "cũng".
_COMPLETED = re.compile(r" *(?:đã|vừa|đang|cũng|được(?! giao)|luôn|vẫn)(?!\w)")
_ADDRESSES = re.compile(r"(?:rieng +)?doi +voi +")
_ASKS = re.compile(r" *(?:(?:[:,] *)(?:can +|phai +)?|(?:can|phai) +(?:phai +)?)")
_PROMISE = re.compile(r" *,? *se +")
_THIS_DOCUMENT = re.compile(
    r"thi +hanh +(?:quyet +dinh|nghi +quyet|chi +thi|ke +hoach) +nay|thuc +hien +cac +noi +dung +sau"
    r"|(?:quyet +dinh|nghi +quyet|chi +thi|ke +hoach|quy +dinh) +nay +(?:co +hieu +luc|thay +the)"
    r"|van +phong +[^.;,]{0,60}thong +bao +(?:de|den|cho|toi)(?!\w)[^.;]{0,200}(?:biet|thuc +hien)(?!\w)"
)
_ANNOUNCED = re.compile(
    r"(?:(?:tap +trung|khan +truong|nghiem +tuc|quyet +liet|trien +khai|to +chuc|thuc +hien|tot|hieu +qua|co)[ ,]+)+(?:mot +so|cac|nhung)"
    r" +(?:nhiem +vu|noi +dung|viec|giai +phap|cong +viec)(?: +(?:trong +tam|cu +the|sau|sau +day|lien +quan|chu +yeu|cap +bach))*[ .:]*$"
)
_CASE = re.compile(
    r"(?:neu +(?:co|phat +sinh|thay|xay +ra)|truong +hop +(?:vuot|co|phat +sinh|vuong|can +thiet|kho +khan))(?!\w)[^,;.]*(?:, *vuong +mac[^,;.]*)?"
)
_AND_BEFORE = re.compile(r"(?: *,? *(?:va|dong +thoi|nham|de))? *$")
_THEN = re.compile(r"(?<!\w)(?:thi|phoi +hop +voi)(?!\w)")
# "UBND tỉnh vừa có văn bản yêu cầu ...": between who orders and the order.
_JUST = re.compile(r" +(?:(?:vua|da|cung|tiep +tuc) +)?(?:(?:co|ban +hanh) +(?:van +ban|cong +van) *,? *)?")
# "Riêng Ban Quản lý dự án phải giải phóng xong mặt bằng ...": told among orders, whatever the verb.
_MUST = re.compile(r"(?<!\w)(?:can +)?phai(?!\w)")
_SHORTEST = 20
_FARTHEST_ORDER = 220


@frozen
class _Clause:
    span: Span
    roles: Roles
    ordered: bool
    inherited: bool
    promised: bool = False


def read_paragraph(
    setting: Setting, span: Span, path: str | None, kind: TaskType, before: Speech, free: bool
) -> tuple[list[Draft], Speech]:
    """The tasks of one paragraph. `free` takes sentences without an agency or an order as work too."""
    reader = _Reader(setting, path, kind, before, free)
    sentences = list(split_sentences(setting.view, span))
    drafts: list[Draft] = []
    last: list[Draft] = []
    for index, sentence in enumerate(sentences):
        when = labelled_deadline(setting, sentence)
        if when is not None:  # "Thời gian hoàn thành: ..." closes the work of the sentence before it
            last = [replace(d, deadline=when) if d.deadline.kind == "none" else d for d in last]
            continue
        drafts.extend(last)
        following = sentences[index + 1] if index + 1 < len(sentences) else None
        last = list(reader.read(sentence, following))
    return [*drafts, *last], reader.speech


class _Reader:
    def __init__(
        self, setting: Setting, path: str | None, kind: TaskType, before: Speech, free: bool
    ) -> None:
        self.setting = setting
        self.view = setting.view
        self.path = path
        self.kind = kind
        self.free = free
        self.speech = before
        self.times: dict[int, ClauseTime] = {}
        self.sentence = Span(0, 1)
        self.past = False

    def read(self, sentence: Span, following: Span | None) -> Iterator[Draft]:
        folded = self.view.folded
        self.sentence = sentence
        if _THIS_DOCUMENT.search(folded, sentence.start, sentence.end):
            return
        subject = self._subject(sentence)
        self.past = subject is None and (self.past or tells_of_past(self.view, sentence))
        if subject is None:
            holds = self.speech.ordering or self.path is not None
            self.speech = Speech(self.speech.leads if holds else (), (), self.speech.ordering)
            return
        announces = (
            subject.ordered
            and not subject.roles.leads
            and following is not None
            and folded.startswith("trong do", following.start)
        )
        leads = subject.roles.leads or (self.speech.leads if subject.inherited else ())
        partners = subject.roles.partners or (
            self.speech.partners if subject.inherited and not subject.roles.leads else ()
        )
        ordering = subject.ordered or self.speech.ordering
        self.speech = Speech(leads, partners, ordering)
        if announces:
            return
        if subject.ordered and leads and _ANNOUNCED.match(folded, subject.span.start, subject.span.end):
            return  # "yêu cầu Sở X tập trung thực hiện một số nhiệm vụ trọng tâm.": what is told follows
        drafts = list(self._clauses(subject, leads, partners))
        many = ("split_sentence",) if len(drafts) > 1 else ()
        for draft in drafts:
            inherited = ("inherited_lead",) if draft.leads and not subject.roles.leads else ()
            yield draft.with_why(*many, *inherited)

    def _subject(self, sentence: Span) -> _Clause | None:
        """Where the work of a sentence begins and who is told to do it."""
        folded = self.view.folded
        body = self._opened(sentence)
        ordered = self._ordered(body)
        if ordered is not None:
            return ordered
        told_to = directed(self.setting, body) if self.path is None else None
        if told_to is not None:
            return _Clause(Span(told_to.work, body.end), told_to, True, False)
        for start in self._starts(body):
            piece = Span(start, sentence.end)
            told = self.path is not None and not _THEN.search(folded, body.start, start)
            roles = read_roles(self.view, self.setting.mentioned, piece, told)
            acts = (told and roles.chairs) or bool(verb_pattern().match(folded, roles.work, sentence.end))
            if not acts and self.speech.ordering and roles.subject_end < roles.work:
                acts = bool(_MUST.search(folded, roles.subject_end, roles.work))
            if roles.leads and acts and not _COMPLETED.match(self.view.flat, roles.subject_end, sentence.end):
                if order_pattern().match(folded, roles.work, sentence.end):  # who orders does not do it
                    return _Clause(Span(roles.work, sentence.end), replace(roles, leads=()), True, False)
                if self.path is None and request_pattern().match(folded, roles.work, sentence.end):
                    return None  # "Tỉnh kiến nghị Trung ương ...": a recommendation
                promised = bool(_PROMISE.match(folded, roles.subject_end, sentence.end))
                if self._tells(roles) and not promised:
                    return None
                if self.free or self.speech.ordering or roles.chairs or promised:
                    return _Clause(Span(roles.work, sentence.end), roles, False, False, promised)
        told_of = self._addressed(body) or self._promise(sentence)
        if told_of is not None:
            return told_of
        roles = read_roles(self.view, self.setting.mentioned, body)
        if roles.leads:
            return None
        acts = bool(verb_pattern().match(folded, roles.work, sentence.end))
        told = self.speech.ordering or bool(self.speech.leads) or self.free
        asks = request_pattern().match(folded, roles.work, sentence.end)
        if self.path is None and (asks or self._only_tells(body)):
            return None  # a request is a recommendation
        if told and (acts or self.speech.open_list):
            return _Clause(Span(roles.work, sentence.end), roles, False, True)
        if self.speech.leads and self._acts(body) and _TIMED.match(folded, body.start, body.end):
            return _Clause(body, roles, False, True)
        return None

    def _only_tells(self, body: Span) -> bool:
        """A sentence of an article that names nobody: it begins with who speaks, or says how things stand."""
        if opens_with_speaker(self.view, body):
            return True
        told = self.speech.ordering or bool(self.speech.leads)
        return not told and (self.past or tells_of_state(self.view, body))

    def _tells(self, roles: Roles) -> bool:
        """ "Giám đốc Sở báo cáo tình hình ...": in an article this is news and nobody's order."""
        told = self.path is None and not self.speech.ordering and not roles.chairs
        return told and self.view.folded.startswith(("bao cao", "xac dinh"), roles.work)

    def _addressed(self, body: Span) -> _Clause | None:
        """ "Đối với UBND các huyện: khẩn trương rà soát ...": work for the body spoken to, after a colon or "cần"."""
        found = _ADDRESSES.match(self.view.folded, body.start, body.end)
        if found is None or found.end() >= body.end:
            return None
        chain = read_agencies(self.view, self.setting.mentioned, found.end(), body.end)
        if chain is None:
            return None
        asks = _ASKS.match(self.view.folded, chain.end, body.end)
        if asks is None or not verb_pattern().match(self.view.folded, asks.end(), body.end):
            return None
        roles = read_roles(self.view, self.setting.mentioned, Span(asks.end(), body.end))
        return _Clause(Span(roles.work, body.end), replace(roles, leads=chain.names), True, False)

    def _promise(self, sentence: Span) -> _Clause | None:
        """ "... nhấn mạnh, sau buổi làm việc, tỉnh sẽ tiếp thu các ý kiến": a body binds itself."""
        folded = self.view.folded
        for organisation in self.setting.mentioned.organisations.within(sentence.start, sentence.end):
            if _PROMISE.match(folded, organisation.span.end, sentence.end):
                piece = Span(organisation.span.start, sentence.end)
                roles = read_roles(self.view, self.setting.mentioned, piece)
                if roles.leads and verb_pattern().match(folded, roles.work, sentence.end):
                    return _Clause(Span(roles.work, sentence.end), roles, False, False, True)
        return None

    def _opened(self, sentence: Span) -> Span:
        found = opener_pattern().match(self.view.folded, sentence.start, sentence.end)
        return Span(found.end(), sentence.end) if found and found.end() < sentence.end else sentence

    def _starts(self, body: Span) -> Iterator[int]:
        """The head of the sentence, and what follows its opening condition."""
        yield body.start
        at = body.start
        for _ in range(3):
            found = _CONDITION.match(self.view.folded, at, body.end)
            if found is None or found.end() >= body.end:
                return
            at = found.end()
            yield at
            following = self.setting.mentioned.organisations.within(at, min(at + 160, body.end))
            for organisation in following[:2]:
                if self.view.flat[organisation.span.start - 2] == ",":
                    yield organisation.span.start

    def _ordered(self, body: Span) -> _Clause | None:
        """ "<issuer> yêu cầu <agency> <work>" or "Giao <agency> <work>"."""
        folded = self.view.folded
        reach = min(body.end, body.start + _FARTHEST_ORDER)
        near = Span(body.start, reach)
        cues = [*found_in(self.view, "asking", order_pattern(), near)]
        if (
            self.path is not None
        ):  # in a document with sections "Đề nghị X ..." gives work as "Giao X ..." does
            cues += found_in(self.view, "asking", request_pattern(), near)
        for found in cues:
            told = found.start() == body.start or self._follows_issuer(body.start, found.start())
            if not told and not self._opens_clause(body.start, found):
                continue
            if self.view.flat[found.end() : found.end() + 1] in (",", ".", ";", ")"):
                continue  # "bằng 29,1% dự toán HĐND tỉnh giao, tăng 32,8%"
            start = found.end()
            while start < body.end and self.view.flat[start] in " :,":
                start += 1
            for at in self._starts(Span(start, body.end) if start < body.end else body):
                if at >= body.end:
                    continue
                roles = read_roles(self.view, self.setting.mentioned, Span(at, body.end), True)
                acts = roles.chairs or verb_pattern().match(folded, roles.work, body.end)
                if roles.leads and acts:  # after "chủ trì" a partner no table knows may stand before the verb
                    return _Clause(Span(roles.work, body.end), roles, True, False)
            roles = read_roles(self.view, self.setting.mentioned, Span(min(start, body.end - 1), body.end))
            if (
                told
                and not roles.leads
                and verb_pattern().match(folded, roles.work, body.end)
                and found.start() > body.start
            ):
                return _Clause(Span(roles.work, body.end), roles, True, False)
        return None

    def _opens_clause(self, start: int, cue: re.Match[str]) -> bool:
        """ "Đồng ý chủ trương ...; giao Sở Nội vụ ...": the order opens a clause inside the sentence."""
        ends = self.view.flat[start : cue.start()].rstrip()[-1:]
        asks = cue.re is request_pattern() and ends == ":"  # "Hỗ trợ vay vốn: đề nghị Ngân hàng ..."
        orders = cue.re is order_pattern() and ends in (";", ",", ":")
        return orders or (asks and self.path is not None)

    def _follows_issuer(self, start: int, at: int) -> bool:
        """The word "yêu cầu" is an order where a body or an opening condition stands just before it."""
        if self.view.flat[start:at].rstrip().endswith(",") and _OPENS_A_CONDITION.match(
            self.view.folded, start, at
        ):
            return True
        mentioned, reach = self.setting.mentioned, max(start, at - 120)
        ends = [each.span.end for each in mentioned.organisations.within(reach, at)[-1:]]
        ends += [each.span.end for each in mentioned.citations.within(reach, at)[-1:]]
        if any(at - end <= 2 or _JUST.fullmatch(self.view.folded, end, at) for end in ends):
            return True
        if self.path is not None:
            return False
        return any(is_name(self.view.flat[end:at]) for end in ends) or closes_with_person(
            self.view.flat[max(start, at - 60) : at]
        )

    def _clauses(
        self, subject: _Clause, leads: tuple[str, ...], partners: tuple[str, ...]
    ) -> Iterator[Draft]:
        """The clauses of the sentence; a list of topics between semicolons stays whole."""
        view, mentioned = self.view, self.setting.mentioned
        parts, times = works_and_times(self.setting, split_works(view, mentioned, subject.span))
        self.times.update(times)
        listing = any(not self._acts(part) for part in parts[1:]) and not self._itemised(parts)
        merged: list[tuple[Span, Roles]] = []
        for part in parts:
            roles = read_roles(view, mentioned, self._opened(part))
            own = bool(roles.leads) and bool(verb_pattern().match(view.folded, roles.work, part.end))
            ordered = self._ordered(self._opened(part)) if merged and may_hold(view, "asking", part) else None
            if ordered is not None:  # "...; Chủ tịch UBND tỉnh yêu cầu Sở Y tế rà soát ..."
                merged.append((ordered.span, ordered.roles))
                continue
            if not merged:
                merged.append((part, subject.roles))
            elif own or not listing:
                merged.append((Span(roles.work, part.end) if roles.work < part.end else part, roles))
            else:
                merged[-1] = (Span(merged[-1][0].start, part.end), merged[-1][1])
        self.speech = Speech(leads, partners, self.speech.ordering, view.flat[subject.span.end - 1] == ";")
        for span, roles in merged:
            with_it = roles.partners if roles.leads else roles.partners or partners
            yield from self._with_reports(span, subject, roles.leads or leads, with_it)

    def _acts(self, part: Span) -> bool:
        body = self._opened(part)
        *_, start = self._starts(body)
        body = Span(start, part.end)
        roles = read_roles(self.view, self.setting.mentioned, body)
        return bool(verb_pattern().match(self.view.folded, roles.work, part.end))

    def _itemised(self, parts: list[Span]) -> bool:
        """Every item opens with a capital: a list of works and not of topics."""
        return len(parts) > 1 and all(self.view.flat[p.start].isupper() for p in parts)

    def _with_reports(
        self, span: Span, subject: _Clause, leads: tuple[str, ...], partners: tuple[str, ...]
    ) -> Iterator[Draft]:
        view = self.view
        reports = list(find_reports(view, self.setting.mentioned, span))
        case = _CASE.search(view.folded, max(0, span.start - 140), span.end) if reports else None
        reports = [r for r in reports if r.periodic or r.frequency or r.via or case]
        first = reports[0].span if reports else span
        apart = first.start - span.start >= _SHORTEST
        once = bool(reports) and reports[0].frequency == "một lần"
        if not reports or (apart and not reports[0].recurs and not case and not once):
            yield self._draft(span, subject, leads, partners, None, case)
            return
        if once:  # "hoàn chỉnh báo cáo, trình Bộ ... trước ngày 20/5": one act, with all that is said of it
            yield self._draft(span, subject, leads, partners, reports[0], case)
            return
        if apart and reports[0].recurs and not hands_up(view, span.start, first.start):
            stop = _AND_BEFORE.search(view.folded, span.start, first.start)
            yield self._draft(
                Span(span.start, stop.start() if stop else first.start), subject, leads, partners, None, None
            )
        elif first.start > span.start:
            reports[0] = Report(
                Span(span.start, first.end),
                reports[0].to,
                reports[0].via,
                reports[0].frequency,
                (),
                reports[0].periodic,
                recurs=reports[0].recurs,
            )
        for report in reports:
            yield self._draft(
                report.span, subject, report.who or leads, () if report.who else partners, report, case
            )

    def _draft(
        self, span: Span, subject: _Clause, leads: tuple[str, ...], partners: tuple[str, ...],
        report: Report | None, case: re.Match[str] | None,
    ) -> Draft:  # fmt: skip
        work = without_stop(self.view, span)
        kind: TaskType = self.kind
        if report is not None:
            kind = "report"
        elif subject.promised:
            kind = "organising"
        elif kind == "solution" and (leads or subject.ordered or self.speech.ordering):
            kind = "assigned"
        time = self.times.get(span.end)
        if time is not None and report is not None:
            report = replace(report, span=Span(report.span.start, time.end))
        deadline = time.deadline if time else NO_DEADLINE
        if deadline.kind == "none":
            deadline = clause_deadline(self.setting, self.sentence, span, work, report is not None)
        if case is not None and deadline.kind == "none":
            deadline = stated_deadline(self.view, Span(case.start(), case.end()), self.setting.issued, True)
        if report is not None:
            often = report.frequency or ("khi phát sinh" if case is not None else None)
            report = replace(report, frequency=often, due=deadline)
        return Draft(work, subject.span, self.path, kind, leads, partners, deadline, (), ("prose",), report)

"""Bodies that no table names, where they stand as a subject or a partner: "Các chủ đầu tư lập tiến độ ...", "phối hợp với địa phương ..."."""

from __future__ import annotations

import re

from lotrinh.lexicon.work import acting_pattern, compound_pattern, subject_pattern
from lotrinh.reading.structure.view import View, rejoined

_LONGEST = 150
# What ends a name before any verb: a stop, a bracket, a colon.
_BREAK = re.compile(r"[.;:()“”\"|]| +(?:để|nhằm|trong +việc)(?!\w)")
# After these a verb is part of the name or of a clause about it: "các đơn vị được giao", "các hộ đang khai thác".
_BEFORE_NO_VERB = frozenset(
    [
        "được",
        "bị",
        "đang",
        "đã",
        "để",
        "về",
        "trong",
        "cho",
        "của",
        "việc",
        "vụ",
        "các",
        "những",
        "không",
        "chưa",
        "có",
        "tham",
        "sự",
        "theo",
        "đến",
        "tại",
        "từ",
        "nhiệm",
        "lĩnh",
        "vực",
        "và",
        "mức",
        "qua",
        "khi",
        "mà",
        "với",
    ]
)
# Words of verbs that are nouns before these: "tổ chức chính trị", "UBND cấp xã".
_NOUN = re.compile(
    r"to +chuc(?= *,| +(?:va|chinh +tri|tin +dung|ca +nhan|xa +hoi|dang|doan +the|kinh +te|hanh +nghe|co +lien|lien +quan|phi|dai +dien|su +nghiep))"
    r"|cap +(?:xa|tinh|huyen|uy|tren|duoi|co +so|trung +uong|bo|so|phong|quoc +gia|thon|nuoc)(?!\w)"
)
_CAPITALS = re.compile(r"[,;] (?:và )?(?=[A-ZĐỦ])")
_WORD_BEFORE = re.compile(r"(\w+) *$")
_TOO_LITTLE = frozenset(
    [
        "bộ",
        "ban",
        "báo",
        "hội",
        "vụ",
        "cục",
        "phòng",
        "quỹ",
        "quý",
        "thuế",
        "trường",
        "trưởng",
        "phó",
        "đoàn",
        "đài",
        "sở",
        "viện",
        "trạm",
        "hạt",
        "ngành",
    ]
)


def unnamed_subject(view: View, at: int, end: int) -> tuple[str, int] | None:
    """(name as printed, where it ends) of the body at `at`, up to the verb of its work; None where there is none.

    >>> view = View.of("Các chủ đầu tư lập tiến độ chi tiết")
    >>> unnamed_subject(view, 0, len(view.text))
    ('Các chủ đầu tư', 14)
    """
    opens = subject_pattern().match(view.flat, at, end)
    if opens is None:
        return None
    reach = min(end, at + _LONGEST)
    stop = _BREAK.search(view.flat, at, reach)
    reach = stop.start() if stop else reach
    for verb in acting_pattern().finditer(view.flat, opens.end(), reach):
        if not _is_work(view, at, verb):
            continue
        words = view.flat[at : verb.start()].split()
        if len(words) == 1 and (words[0].islower() or opens[0].lower() in _TOO_LITTLE):
            return None
        return _name(view, at, verb.start()), at + len(view.flat[at : verb.start()].rstrip(" ,"))
    return _up_to(view, at, opens.end(), stop) if stop else None


def apart(name: str) -> tuple[str, ...]:
    """ "Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch UBND các tỉnh": each that opens with a capital is one.

    >>> apart("Thủ trưởng các sở, ngành, Chủ tịch UBND các xã")
    ('Thủ trưởng các sở, ngành', 'Chủ tịch UBND các xã')
    """
    names: list[str] = []
    for piece in _CAPITALS.split(name):
        if names and not subject_pattern().match(piece):
            names[-1] = f"{names[-1]}, {piece}"
        else:
            names.append(piece)
    return tuple(names)


def _up_to(view: View, at: int, opened: int, stop: re.Match[str]) -> tuple[str, int] | None:
    """ "Các đảng ủy có dự án: ...", "phối hợp với chủ đầu tư để ...": no verb comes before the colon or the purpose."""
    if stop[0][0] not in ": " or (stop.start() - opened < 2 and stop[0] == ":"):
        return None
    return _name(view, at, stop.start()), stop.end() if stop[0] == ":" else stop.start()


def _name(view: View, start: int, end: int) -> str:
    name = rejoined(view.flat[start:end]).strip(" ,:")
    return name[:1].upper() + name[1:]


def _is_work(view: View, at: int, verb: re.Match[str]) -> bool:
    """The verb is written small, stands in no compound noun and is told of the subject itself."""
    if view.flat[verb.start()].isupper() or _NOUN.match(view.folded, verb.start()):
        return False
    before = _WORD_BEFORE.search(view.flat, max(at, verb.start() - 24), verb.start())
    if before is not None and before[1].lower() in _BEFORE_NO_VERB:
        return False
    near = max(at, verb.start() - 24)
    return all(
        not found.start() < verb.start() < found.end()
        for found in compound_pattern().finditer(view.folded, near, verb.end() + 12)
    )

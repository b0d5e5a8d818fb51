"""Why a record is doubtful: closed codes, each with its weight and the words an officer reads beside the proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from lotrinh.values.frozen import frozen


@frozen
class Doubt:
    """`weight` is the chance (0 to 1) that something about the record is wrong because of this alone."""

    weight: float
    words: str


DOUBTS: Mapping[str, Doubt] = MappingProxyType(
    {
        "no_lead": Doubt(0.25, "Văn bản không nêu cơ quan chủ trì"),
        "inherited_lead": Doubt(0.12, "Cơ quan chủ trì lấy từ câu hoặc đoạn trước"),
        "lead_in_lead": Doubt(0.02, "Cơ quan chủ trì lấy từ câu dẫn phía trên"),
        "heading_lead": Doubt(0.01, "Cơ quan chủ trì lấy từ tiêu đề mục"),
        "ordered_lead": Doubt(0.06, "Cơ quan chủ trì là nơi nhận yêu cầu ở đầu văn bản"),
        "unknown_agency": Doubt(0.15, "Tên đơn vị chủ trì chưa có trong danh mục cơ quan"),
        "collective_lead": Doubt(
            0.05, "Chủ trì là một nhóm cơ quan, cần xem có giao cho từng cơ quan hay không"
        ),
        "several_leads": Doubt(0.10, "Có nhiều cơ quan cùng chủ trì"),
        "assists_only": Doubt(0.30, "Cơ quan nêu tên chỉ phối hợp, không rõ ai chủ trì"),
        "no_deadline": Doubt(0.01, "Văn bản không nêu thời hạn"),
        "vague_deadline": Doubt(0.12, "Thời hạn nêu chung, không tính được ngày"),
        "inherited_deadline": Doubt(0.05, "Thời hạn lấy từ tên nhóm việc trong bảng"),
        "qualitative": Doubt(0.10, "Chỉ tiêu không nêu bằng số"),
        "shared_deadline": Doubt(0.08, "Thời hạn ghi chung cho nhiều việc trong một đoạn"),
        "several_deadlines": Doubt(0.20, "Trong đoạn còn một thời hạn khác, có thể là nhiều việc"),
        "empty_cell": Doubt(0.15, "Ô trong bảng để trống"),
        "split_sentence": Doubt(0.08, "Một câu được tách thành nhiều việc"),
        "prose": Doubt(0.08, "Việc nêu trong đoạn văn, không nằm trong danh mục giao việc"),
        "press": Doubt(0.12, "Nguồn là bài báo, không phải văn bản giao việc"),
        "solution": Doubt(0.06, "Giải pháp chung, chưa giao cho cơ quan nào"),
        "no_section": Doubt(0.15, "Không rõ thuộc mục nào của văn bản"),
        "no_horizon": Doubt(0.30, "Không nêu thời điểm phải đạt"),
        "inherited_horizon": Doubt(0.02, "Thời điểm phải đạt lấy từ tiêu đề mục"),
        "no_indicator": Doubt(0.30, "Không rõ chỉ tiêu nào"),
        "other_document": Doubt(0.25, "Chỉ tiêu do văn bản khác đặt ra, ở đây chỉ nhắc lại"),
        "several_figures": Doubt(0.06, "Một câu có nhiều số"),
        "ambiguous_number": Doubt(0.30, "Số có thể đọc theo hai cách"),
        "range": Doubt(0.08, "Chỉ tiêu là một khoảng"),
        "no_receiver": Doubt(0.20, "Không nêu nơi nhận báo cáo"),
        "no_frequency": Doubt(0.10, "Không nêu chu kỳ báo cáo"),
        "once": Doubt(0.15, "Báo cáo một lần, có thể không phải chế độ báo cáo"),
        "no_owner": Doubt(0.05, "Không nêu cơ quan theo dõi chỉ tiêu"),
        "no_period": Doubt(0.20, "Không nêu kỳ của số liệu"),
        "distant_period": Doubt(0.30, "Kỳ của số liệu lấy từ câu khác"),
        "cue_only": Doubt(0.10, "Nhận theo từ ngữ trong câu"),
        "merged_table_cell": Doubt(0.15, "Ô trong bảng gộp hoặc lệch cột"),
        "ocr": Doubt(0.03, "Chữ do máy nhận dạng từ ảnh quét"),
        "ocr_unsure": Doubt(0.30, "Chữ nhận dạng không rõ, cần đối chiếu với ảnh quét"),
    }
)


def combined(codes: Iterable[str]) -> tuple[float, tuple[str, ...]]:
    """(doubt, codes): the doubts taken as independent, rounded to hundredths; the codes in their order, each once.

    >>> combined(["heading_lead"])
    (0.01, ('heading_lead',))
    >>> combined(["no_lead", "vague_deadline"])
    (0.34, ('no_lead', 'vague_deadline'))
    """
    return _combined(tuple(codes))


@lru_cache(maxsize=4096)
def _combined(codes: tuple[str, ...]) -> tuple[float, tuple[str, ...]]:
    """Kept: the same few codes come together again and again."""
    unique = tuple(dict.fromkeys(codes))
    sure = 1.0
    for code in unique:
        sure *= 1.0 - DOUBTS[code].weight
    return round(1.0 - sure, 2), unique


def explain(codes: Iterable[str]) -> tuple[str, ...]:
    """The Vietnamese words of the codes.

    >>> explain(["no_lead"])
    ('Văn bản không nêu cơ quan chủ trì',)
    """
    return tuple(DOUBTS[code].words for code in codes)

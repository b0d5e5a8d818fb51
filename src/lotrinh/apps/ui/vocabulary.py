"""Fixed words of the pure packages that pages show: named here so that the catalogues know them.

The pure packages speak Vietnamese and know no gettext; a page that shows one of these says it in its own language
(`{% translate line.status.cls.label %}`, the status component, the cards of the reading desk).
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

JUDGEMENTS = (
    gettext_noop("hoàn thành đúng hạn"),
    gettext_noop("hoàn thành quá hạn"),
    gettext_noop("chưa hoàn thành trong hạn"),
    gettext_noop("chưa hoàn thành quá hạn"),
    gettext_noop("chưa đánh giá được"),
    gettext_noop("sắp đến hạn"),
    gettext_noop("chưa đến kỳ"),
    gettext_noop("xin gia hạn"),
    gettext_noop("tạm dừng"),
    gettext_noop("đã dừng"),
    gettext_noop("đã đạt"),
    gettext_noop("đúng lộ trình"),
    gettext_noop("có nguy cơ"),
    gettext_noop("lệch lộ trình"),
    gettext_noop("chưa đến lúc đánh giá"),
)
"""Classes and marks of tasks, verdicts on targets."""

DOUBT_WORDS = (
    gettext_noop("Văn bản không nêu cơ quan chủ trì"),
    gettext_noop("Cơ quan chủ trì lấy từ câu hoặc đoạn trước"),
    gettext_noop("Cơ quan chủ trì lấy từ câu dẫn phía trên"),
    gettext_noop("Cơ quan chủ trì lấy từ tiêu đề mục"),
    gettext_noop("Cơ quan chủ trì là nơi nhận yêu cầu ở đầu văn bản"),
    gettext_noop("Tên đơn vị chủ trì chưa có trong danh mục cơ quan"),
    gettext_noop("Chủ trì là một nhóm cơ quan, cần xem có giao cho từng cơ quan hay không"),
    gettext_noop("Có nhiều cơ quan cùng chủ trì"),
    gettext_noop("Cơ quan nêu tên chỉ phối hợp, không rõ ai chủ trì"),
    gettext_noop("Văn bản không nêu thời hạn"),
    gettext_noop("Thời hạn nêu chung, không tính được ngày"),
    gettext_noop("Thời hạn ghi chung cho nhiều việc trong một đoạn"),
    gettext_noop("Ô trong bảng để trống"),
    gettext_noop("Một câu được tách thành nhiều việc"),
    gettext_noop("Việc nêu trong đoạn văn, không nằm trong danh mục giao việc"),
    gettext_noop("Nguồn là bài báo, không phải văn bản giao việc"),
    gettext_noop("Giải pháp chung, chưa giao cho cơ quan nào"),
    gettext_noop("Không rõ thuộc mục nào của văn bản"),
    gettext_noop("Không nêu thời điểm phải đạt"),
    gettext_noop("Thời điểm phải đạt lấy từ tiêu đề mục"),
    gettext_noop("Không rõ chỉ tiêu nào"),
    gettext_noop("Chỉ tiêu do văn bản khác đặt ra, ở đây chỉ nhắc lại"),
    gettext_noop("Một câu có nhiều số"),
    gettext_noop("Số có thể đọc theo hai cách"),
    gettext_noop("Chỉ tiêu là một khoảng"),
    gettext_noop("Không nêu nơi nhận báo cáo"),
    gettext_noop("Không nêu chu kỳ báo cáo"),
    gettext_noop("Báo cáo một lần, có thể không phải chế độ báo cáo"),
    gettext_noop("Không nêu cơ quan theo dõi chỉ tiêu"),
    gettext_noop("Không nêu kỳ của số liệu"),
    gettext_noop("Kỳ của số liệu lấy từ câu khác"),
    gettext_noop("Nhận theo từ ngữ trong câu"),
    gettext_noop("Ô trong bảng gộp hoặc lệch cột"),
    gettext_noop("Chữ do máy nhận dạng từ ảnh quét"),
    gettext_noop("Chữ nhận dạng không rõ, cần đối chiếu với ảnh quét"),
)
"""Why the reader asks an officer to look."""

READING_STEPS = (
    gettext_noop("Đọc tệp"),
    gettext_noop("Tách cấu trúc"),
    gettext_noop("Nhiệm vụ"),
    gettext_noop("Chỉ tiêu"),
    gettext_noop("Đối chiếu"),
)
"""The steps of a reading, as the reading process names them."""

"""What the directives app refuses (all are ActionRefused):

CascadeCycle           a link would make a document stand above itself
NotADraft              the directive is in force; proposals are closed (AlreadyDone)
ProposalsUndecided     confirmation asked for while proposals wait
MarkedInternal         a document that says LƯU HÀNH NỘI BỘ is not made public
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.errors import ActionRefused, AlreadyDone


class CascadeCycle(ActionRefused):
    def __init__(self, child: object, parent: object) -> None:
        super().__init__(
            _(
                "Không thể ghi %(child)s dưới %(parent)s: %(parent)s đã đứng dưới %(child)s trong hệ văn bản. "
                "Đề nghị kiểm tra lại văn bản nào ban hành trước."
            )
            % {"child": child, "parent": parent}
        )


class NotADraft(AlreadyDone):
    def __init__(self, directive: Directive) -> None:
        sentence = _(
            "Văn bản đã được %(who)s xác nhận lúc %(when)s và đang thực hiện; các đề xuất không sửa được nữa."
        )
        super().__init__(sentence, directive.confirmed_by or _("người khác"), directive.confirmed_at)


class ProposalsUndecided(ActionRefused):
    def __init__(self, count: int) -> None:
        super().__init__(
            _("Còn %(count)s đề xuất chưa được nhận hoặc bỏ. Đề nghị xem hết trước khi xác nhận văn bản.")
            % {"count": count}
        )


class MarkedInternal(ActionRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Văn bản ghi “LƯU HÀNH NỘI BỘ” nên không đặt công khai được. "
                "Đề nghị chọn nội bộ hoặc hạn chế; nếu dấu ấy không còn đúng, nạp bản đã bỏ dấu."
            )
        )

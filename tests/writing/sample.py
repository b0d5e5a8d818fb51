"""A periodic report of a province that does not exist, with everything a report may hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lotrinh.writing.periodic_input import (
    DirectiveTitle,
    NextPeriod,
    Observed,
    PeriodicInput,
    Quote,
    Recommendation,
    TargetLine,
    TaskClass,
    TaskFigure,
    TaskLine,
    count_classes,
)
from lotrinh.writing.report import Letterhead, Signer, SourceRef

PLAN = "Kế hoạch số 88/KH-UBND"
INDUSTRY = "Sở Công Thương"
FINANCE = "Sở Tài chính"
BUILDING = "Sở Xây dựng"
PARKS = "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh"
SCIENCE = "Sở Khoa học và Công nghệ"


def plan_source(place: str, text: str) -> SourceRef:
    return SourceRef(f"plan:{place}", text, f"{PLAN}, mục {place}")


def entry_source(key: str, agency: str, day: str, text: str) -> SourceRef:
    return SourceRef(f"entry:{key}", text, f"Cập nhật của {agency} ngày {day}")


def quote(key: str, agency: str, day: str, text: str) -> Quote:
    return Quote(text, agency, entry_source(key, agency, day, text))


def sample_targets() -> tuple[TargetLine, ...]:
    share = "Tỷ trọng công nghiệp trong GRDP đạt 37,4%; tỷ trọng công nghiệp chế biến, chế tạo đạt 23%."
    report = "Năm 2025, tỷ trọng công nghiệp trong GRDP đạt 34,8%, trong đó chế biến, chế tạo đạt 23,4%."
    return (
        TargetLine(
            "Tỷ trọng công nghiệp trong GRDP", "=", Decimal("37.4"), "%", "đến năm 2030",
            plan_source("II.1", share), "có nguy cơ",
            latest=Observed(Decimal("34.8"), "năm 2025", SourceRef("r:1", report, "Báo cáo số 412/BC-STC, mục I.2"), "ước"),
            gap=Decimal("2.6"), gap_unit="điểm %", pace=Decimal("0.52"), pace_unit="điểm %",
            why="tốc độ tăng bình quân hai năm gần nhất là 0,3 điểm %",
        ),
        TargetLine(
            "Tỷ trọng công nghiệp chế biến, chế tạo trong GRDP", "=", Decimal("23"), "%", "đến năm 2030",
            plan_source("II.1", share), "đã đạt",
            latest=Observed(Decimal("23.4"), "năm 2025", SourceRef("r:1", report, "Báo cáo số 412/BC-STC, mục I.2")),
        ),
        TargetLine(
            "Tốc độ tăng giá trị gia tăng công nghiệp", ">", Decimal("8.5"), "%/năm", "bình quân 2021-2030",
            plan_source("II.2", "Tốc độ tăng trưởng giá trị gia tăng công nghiệp bình quân trên 8,5%/năm."),
            "đúng lộ trình",
            latest=Observed(Decimal("9.12"), "bình quân 2021-2025", SourceRef("r:2", "Bình quân 2021-2025 tăng 9,12%/năm.", "Báo cáo số 412/BC-STC, mục I.3"), "sơ bộ"),
        ),
        TargetLine(
            "Tỷ trọng sản phẩm công nghệ cao trong chế biến, chế tạo", ">=", Decimal("45"), "%", "đến năm 2030",
            plan_source("II.3", "Giá trị sản phẩm công nghiệp công nghệ cao trong các ngành chế biến, chế tạo tối thiểu 45%."),
            "chưa đánh giá được", why="chưa có cơ quan nào công bố số liệu",
        ),
    )  # fmt: skip


def sample_tasks() -> tuple[TaskLine, ...]:
    made = [
        task("III.1.-1", "Rà soát, tích hợp phương án phát triển công nghiệp vào quy hoạch tỉnh", FINANCE, "done_on_time", "quý II năm 2026", result="Đã trình và được phê duyệt tại Quyết định số 715/QĐ-TTg."),
        task("III.1.-2", "Xây dựng đề án phát triển cụm công nghiệp đến năm 2030", INDUSTRY, "done_late", "30/6/2026", result="Đề án được ban hành ngày 22/7/2026; đã thành lập 03 cụm công nghiệp.", figures=(("cụm công nghiệp được thành lập", "3", "cụm"), ("vốn hạ tầng đã bố trí", "1112.5", "tỷ đồng"))),
        task("III.2.-1", "Hoàn thiện hạ tầng kỹ thuật khu công nghiệp Hòa Mẫu giai đoạn 2", PARKS, "open_late", "31/10/2026", result="Đã giải phóng mặt bằng 82,5 ha trên 96 ha.", reasons=("Vướng đơn giá bồi thường đất trồng cây lâu năm trên địa bàn 02 xã.",), marks=("xin gia hạn",), figures=(("diện tích đã giải phóng mặt bằng", "82.5", "ha"),)),
        task("III.2.-2", "Ban hành cơ chế hỗ trợ doanh nghiệp công nghiệp hỗ trợ", FINANCE, "open_late", "30/9/2026"),
        task("III.2.-3", "Lập danh mục sản phẩm công nghiệp chủ lực", INDUSTRY, "open_in_time", "31/3/2027", due=date(2027, 3, 31), result="Đã lấy ý kiến lần 1."),
        task("III.3.-1", "Đào tạo lao động kỹ thuật cho doanh nghiệp trong khu công nghiệp", "Sở Nội vụ", "open_in_time", "thường xuyên", result="Mở 12 lớp, 386 học viên.", figures=(("học viên được đào tạo", "386", "người"),)),
        task("III.3.-2", "Xây dựng cơ sở dữ liệu ngành công nghiệp của tỉnh", SCIENCE, "unassessed", "theo tiến độ của Quy hoạch tỉnh"),
        task("III.4.-1", "Kiểm tra việc chấp hành quy định về môi trường trong cụm công nghiệp", BUILDING, "done_on_time", "15/11/2026", result="Đã kiểm tra 07 cụm; kết luận tại Thông báo số 56/TB-SXD."),
    ]  # fmt: skip
    return tuple(made)


def task(
    place: str,
    title: str,
    lead: str,
    task_class: TaskClass,
    deadline: str,
    *,
    result: str = "",
    reasons: tuple[str, ...] = (),
    marks: tuple[str, ...] = (),
    due: date | None = None,
    figures: tuple[tuple[str, str, str], ...] = (),
) -> TaskLine:
    day = "05/12/2026"
    said = quote(place, lead, day, result) if result else None
    return TaskLine(
        title,
        (lead,),
        task_class,
        deadline,
        plan_source(place, f"{title}."),
        coordinating=("UBND các xã, phường",),
        product="Quyết định của UBND tỉnh",
        due=due,
        marks=marks,
        result=said,
        figures=tuple(TaskFigure(n, Decimal(v), u, said.source) for n, v, u in figures if said),
        reasons=tuple(quote(f"{place}:r{n}", lead, day, text) for n, text in enumerate(reasons)),
        difficulty=quote(f"{place}:d", lead, day, "Kinh phí chưa được bố trí trong dự toán năm.")
        if reasons
        else None,
        proposal=quote(f"{place}:p", lead, day, "Đề nghị cho phép chuyển tiếp sang quý I năm 2027.")
        if marks
        else None,
    )


def sample_input() -> PeriodicInput:
    tasks = sample_tasks()
    counts, total = count_classes(tasks)
    association = "Hiệp hội doanh nghiệp tỉnh"
    wish = "Đề nghị rút ngắn thời gian cấp phép xây dựng nhà xưởng xuống còn 15 ngày."
    return PeriodicInput(
        letterhead=Letterhead("Ủy ban nhân dân tỉnh Mẫu Mới", INDUSTRY, None, "BC-SCT", "Mẫu Mới", None),
        directive=DirectiveTitle(
            "Kế hoạch", "88/KH-UBND", date(2021, 3, 9), "Ủy ban nhân dân tỉnh Mẫu",
            "về phát triển công nghiệp tỉnh đến năm 2030, tầm nhìn đến năm 2045",
        ),
        period="năm 2026",
        cut_off=date(2026, 12, 14),
        snapshot="BC-2026-0007",
        targets=sample_targets(),
        tasks=tasks,
        counts=counts,
        total=total,
        next_period=NextPeriod("6 tháng đầu năm 2027", date(2026, 12, 15), date(2027, 6, 14)),
        signer=Signer("PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC"),
        recipients=("Như trên", "Các cơ quan chủ trì nhiệm vụ", "Giám đốc, các Phó Giám đốc Sở"),
        archive="VT, QLCN",
        addressees=("Ủy ban nhân dân tỉnh Mẫu Mới",),
        documents=(quote("doc1", INDUSTRY, "11/01/2026", "Công văn số 64/SCT-QLCN về đăng ký nội dung thực hiện năm 2026"),),
        recommendations=(
            Recommendation(wish, association, "Sở Xây dựng", entry_source("rec1", association, "02/11/2026", wish)),
        ),
    )  # fmt: skip

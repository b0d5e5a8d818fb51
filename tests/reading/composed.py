"""Documents made of phrases as officials write them: each draw is another plan, in which spelling must change nothing."""

from __future__ import annotations

import random

AGENCIES = ["Sở Công Thương", "Sở Tài chính", "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường", "Sở Xây dựng",
            "Công an tỉnh", "Ban Quản lý Khu kinh tế", "Văn phòng UBND tỉnh"]  # fmt: skip
WORKS = ["xây dựng Đề án phát triển công nghiệp hỗ trợ", "rà soát quy hoạch các cụm công nghiệp", "ban hành chính sách khuyến khích đầu tư",
         "tổ chức đào tạo nhân lực cho doanh nghiệp", "tham mưu Ủy ban nhân dân tỉnh phân bổ kinh phí hòa giải ở cơ sở",
         "hoàn thiện cơ sở dữ liệu đất đai", "triển khai khóa tập huấn chuyển đổi số"]  # fmt: skip
DEADLINES = ["Thời gian thực hiện: Năm 2027.", "Thời gian thực hiện: Quý II/2026.", "Thời gian thực hiện: Thường xuyên.",
             "Hoàn thành trước ngày 30/6/2026.", "Thời gian hoàn thành: tháng 12/2026."]  # fmt: skip
TARGETS = ["Tỷ trọng công nghiệp trong GRDP đạt trên {n}% vào năm 2030.", "Tốc độ tăng trưởng bình quân đạt {n},5%/năm giai đoạn 2026-2030.",
           "Đến năm 2030, thu hút tối thiểu 1.{n}2 triệu USD vốn đầu tư."]  # fmt: skip
HEAD = """ỦY BAN NHÂN DÂN
TỈNH MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {n}/KH-UBND
Mẫu, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Đổi mới và phát triển công nghiệp đến năm 2030
Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị và Nghị quyết số 124/NQ-CP ngày 03/9/2020 của Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
"""


def composed(seed: int) -> str:
    """A plan with targets and tasks drawn by the seed."""
    chance = random.Random(seed)
    lines = [HEAD.format(n=chance.randint(10, 99)), "I. MỤC TIÊU"]
    lines += [f"- {text.format(n=chance.randint(10, 40))}" for text in chance.sample(TARGETS, 2)]
    lines.append("II. NHIỆM VỤ")
    for number, agency in enumerate(chance.sample(AGENCIES, 4), start=1):
        lines.append(f"{number}. {agency}: Chủ trì, phối hợp với các sở, ngành liên quan:")
        lines += [
            f"- {work[0].upper()}{work[1:]}. {chance.choice(DEADLINES)}" for work in chance.sample(WORKS, 2)
        ]
    other = chance.choice(AGENCIES)
    lines.append(f"5. Giao {other} chủ trì, {chance.choice(WORKS)}; hoàn thành trong năm 2026.")
    lines.append("III. TỔ CHỨC THỰC HIỆN")
    lines.append(
        "Định kỳ trước ngày 10 tháng 12 hàng năm, các sở, ngành báo cáo kết quả về Sở Công Thương để tổng hợp."
    )
    return "\n".join(lines) + "\n"

"""A short plan in the layout of real ones, written for the tests: hard wraps, labels alone on their lines, a table."""

from __future__ import annotations

PLAN = """ỦY BAN NHÂN DÂN
TỈNH MẪU
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 45/KH-UBND
Mẫu, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Phát triển công nghiệp hỗ trợ đến năm 2030

I. MỤC ĐÍCH, YÊU CẦU
1.
Mục đích
Nâng
cao năng lực của doanh nghiệp trên địa bàn tỉnh, góp phần hoàn thành các mục tiêu
phát triển kinh tế - xã hội.
II. MỤC TIÊU
1. Mục tiêu cụ thể đến năm 2030
-
Tỷ trọng công nghiệp trong GRDP đạt tối thiểu 45%.
- Tốc độ tăng giá trị
gia tăng công nghiệp đạt bình quân trên 8,5%/năm.
III. NHIỆM VỤ, GIẢI PHÁP
1. Phát triển hạ tầng
- Rà soát quy hoạch các cụm công nghiệp theo hướng đồng bộ, hiện đại; kêu gọi nhà đầu tư hạ tầng.
IV. PHÂN CÔNG NHIỆM VỤ
1.
Sở Công Thương: Là cơ quan đầu mối theo dõi Kế hoạch. Chủ trì, phối hợp với
các sở, ngành, địa phương tham mưu UBND tỉnh:
-
Xây dựng Danh mục sản phẩm công nghiệp chủ lực của tỉnh. Thời gian thực hiện: Năm 2027.
- Hỗ trợ doanh nghiệp xây dựng thương hiệu. Thời gian
thực hiện: Thường xuyên.
2.
Sở Tài chính
Tham mưu UBND tỉnh bố trí kinh phí thường xuyên để thực hiện Kế hoạch này.
3. Sở Khoa học và Công nghệ
- Phối hợp thẩm định công nghệ của các dự án đầu tư mới. Thời gian thực hiện: Thường xuyên.
- Chủ trì, phối hợp với các ngành, địa phương:
+ Xây dựng cơ chế khuyến khích đổi mới sáng tạo. Thời gian thực hiện: Quý II/2027.
V. TỔ CHỨC THỰC HIỆN
1. Thủ trưởng các sở, ngành; UBND các xã, phường xây dựng kế hoạch của đơn vị mình; định kỳ
trước ngày 10 tháng 12 hàng năm báo cáo kết quả thực hiện (qua Sở Công Thương) để tổng hợp, báo
cáo UBND tỉnh.
Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 03/02/2021 của UBND tỉnh./.
Nơi nhận:
- Bộ Công Thương;
- Các sở, ban, ngành tỉnh;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Nguyễn Văn Mẫu

PHỤ LỤC
DANH MỤC NHIỆM VỤ
| Thời hạn | TT | Tên nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Sản phẩm |
|---|---|---|---|---|---|
| | I | Hạ tầng | | | |
| Quý III/2026 | 1 | Lập quy hoạch chi tiết cụm công nghiệp số 1 | Sở Xây dựng | Sở Tài chính; Sở Công Thương | Đồ án quy hoạch |
| | 2 | Rà soát quỹ đất công nghiệp | | UBND các xã, phường | Báo cáo rà soát |
"""

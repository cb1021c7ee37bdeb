"""Two meetings of one body as their minutes have them: sections, numbered conclusions, tasks by unit and day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Period, Source

TODAY: Final = dt.date(2026, 11, 23)


def _meeting(name: str, title: str, day: dt.date, body: str) -> Entry:
    return Entry(
        name, Kind.MEETING, title, Source("Báo Núi Xanh"), body, Position(Path(f"{name}.yaml")), date=Period(day, day)
    )


APRIL: Final = _meeting(
    "thang-4",
    "Phiên họp UBND tỉnh Núi Xanh tháng 4/2025",
    dt.date(2025, 4, 28),
    """Ngày 28/4/2025, UBND tỉnh Núi Xanh họp phiên thường kỳ. Chủ tịch Hồ Văn Bách chủ trì.

I. TÌNH HÌNH
Tỉnh trồng được 1.250 ha rừng. Phòng Thủy lợi thuộc Sở Nông nghiệp đông người nhất.

II. VƯỚNG MẮC
- Đường vào xã Bản Lạ sạt lở 3 chỗ.
- Kho bạc huyện thiếu cán bộ.

III. KẾT LUẬN
Kết luận số 1. Mỗi xã lập một đội thanh niên giữ rừng.
Kết luận số 2. Dừng mua xe ô tô công đến hết năm.
Kết luận số 3. Thưởng 20 triệu đồng cho đội cứu hộ Bản Lạ.

IV. PHÂN CÔNG
- Sở Xây dựng: khắc phục sạt lở, xong trước ngày 20/5/2025.
- Sở Y tế và các huyện: phun thuốc diệt muỗi, báo cáo trước ngày 15/6/2025.
- Viettel Núi Xanh lắp 5 trạm phát sóng trong quý III.""",
)
MAY: Final = _meeting(
    "thang-5",
    "Phiên họp UBND tỉnh Núi Xanh tháng 5/2025",
    dt.date(2025, 5, 29),
    """Ngày 29/5/2025, UBND tỉnh Núi Xanh họp phiên thường kỳ. Phó Chủ tịch Lò Thị Mây chủ trì.

1. TÌNH HÌNH
Tỉnh trồng thêm 640 ha rừng. Mưa đá làm hỏng 90 ngôi nhà ở Mường Tả.

2. KẾT LUẬN
2.1. Giao Sở Tài chính chi 4 tỷ đồng hỗ trợ nhà hỏng, xong trước ngày 10/6/2025.
2.2. Yêu cầu Sở Xây dựng kiểm điểm việc chậm khắc phục sạt lở.
2.3. Họp phiên tháng 6 vào ngày 27/6.""",
)

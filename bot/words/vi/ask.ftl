ask-ambiguous = Có vài mục gần khớp như nhau. Ý bạn là:
ask-not-found = Chưa có trong kho tri thức.
ask-near = Gần nhất là:
ask-list = Có { $count } mục:
ask-period = Thời gian hiểu được: { $period }
ask-conflict = Không có { $asked }; mục gần nhất có: { $held }

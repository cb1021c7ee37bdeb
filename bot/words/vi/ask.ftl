ask-ambiguous = Có vài mục gần khớp như nhau. Ý bạn là:
ask-not-found = Chưa có trong kho tri thức.
ask-near = Gần nhất là:

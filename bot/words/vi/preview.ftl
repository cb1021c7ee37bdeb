preview-lost = Mất câu trả lời
preview-ambiguous = Thành mơ hồ
preview-changed = Đổi câu trả lời
preview-answered = Nay trả lời được
preview-served = đang dùng
preview-edited = sau khi sửa
preview-sum = Đã hỏi lại { $asked } câu; thay đổi: { $changed }.

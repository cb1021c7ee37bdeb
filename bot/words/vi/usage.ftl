usage-status-answer = đã trả lời
usage-status-ambiguous = hỏi lại
usage-status-not-found = chưa tìm thấy
usage-nothing = Không có câu hỏi nào trong thời gian này.

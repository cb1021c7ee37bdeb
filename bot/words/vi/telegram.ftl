# Những câu bot nói trong Telegram.
telegram-kind-news = Bài báo
telegram-kind-meeting = Cuộc họp
telegram-open-source = 🔗 Nguồn: { $source }
telegram-passage = Trong đoạn:
telegram-read-all = 📖 Xem thêm
telegram-cite-button = ❝ Trích dẫn
telegram-share = ↗ Chia sẻ
telegram-read-on = Đọc tiếp ▼
telegram-page = Trang { $page }/{ $pages }
telegram-cite = Theo { $source }, ngày { $date }
telegram-cite-undated = Theo { $source }
telegram-did-you-mean = Ý bạn là…?
telegram-not-found = Tôi không biết: chưa có mục nào trong kho tri thức trả lời được câu này.
telegram-nearest = Gần nhất là các mục dưới đây, nhưng có thể không đúng ý bạn.
telegram-ask-for-example = Bạn có thể hỏi, chẳng hạn:
telegram-start-greeting = Xin chào { $person }!
telegram-start-purpose =
    Tôi là Hỏi Bộ. Hãy hỏi về hoạt động của Bộ bằng lời của bạn, có dấu hay không dấu đều được. Tôi trả lời bằng trích dẫn nguyên văn từ bài báo hoặc tóm tắt cuộc họp, kèm ngày và nguồn; khi không biết, tôi nói là không biết.
telegram-help =
    Cứ gõ câu hỏi như khi hỏi đồng nghiệp: có dấu hay không dấu, viết tắt, sai chính tả đôi chút đều được.

    Mỗi câu trả lời là một đoạn trích nguyên văn, từ khớp được in đậm, kèm ngày và nút mở nguồn. Nút ◀ ▶ xem các kết quả khác.
telegram-only-text = Tôi chỉ đọc được chữ. Bạn hãy gõ câu hỏi thành tin nhắn nhé.
telegram-unknown-command = Tôi không biết lệnh này. Bạn cứ gõ câu hỏi, hoặc xem /help.
telegram-question-gone = Tin nhắn này đã cũ. Bạn hãy hỏi lại nhé.
telegram-entry-gone = Mục này không còn nữa.
telegram-not-invited = Hỏi Bộ chỉ trả lời người được mời. Bạn hãy xin quản trị viên một liên kết mời nhé.
telegram-slow-down = Bạn hỏi nhanh quá, tôi theo không kịp. Hãy thử lại sau { $seconds } giây nhé.
telegram-inline-not-invited = Chỉ dành cho người được mời. Bấm để xem cách vào.
telegram-trouble = Xin lỗi, đã có trục trặc nên tôi chưa trả lời được. Bạn thử lại sau ít phút; nếu vẫn không được, hãy gửi quản trị viên mã { $reference }.
telegram-command-start = Bắt đầu
telegram-command-help = Cách hỏi
telegram-short-description = Hỏi về hoạt động của Bộ, nhận trích dẫn nguyên văn có ngày và nguồn.
telegram-description = Hỏi bằng lời của bạn, có dấu hay không dấu. Hỏi Bộ trả lời bằng trích dẫn nguyên văn từ bài báo và tóm tắt cuộc họp, kèm ngày và nguồn.

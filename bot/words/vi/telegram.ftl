# Những câu bot nói trong Telegram.
telegram-kind-news = Bài báo
telegram-kind-meeting = Cuộc họp
telegram-open-source = 🔗 Nguồn: { $source }
telegram-did-you-mean = Ý bạn là…?
telegram-not-found = Chưa có trong kho tri thức. Tôi không tìm thấy mục nào trả lời được câu này.
telegram-nearest = Gần nhất là các mục dưới đây, nhưng có thể không đúng ý bạn.
telegram-ask-for-example = Bạn có thể hỏi, chẳng hạn:

# Cách gọi một khoảng thời gian, và lời đáp cho những câu không phải câu hỏi.
period-until = đến hết { $day }
period-since = từ { $day }
period-year = năm { $year }
period-month = tháng { $month }/{ $year }
period-quarter = quý { $quarter }/{ $year }
period-span = { $first } – { $last }
intent-greeting = Xin chào! Bạn muốn hỏi gì về hoạt động của Bộ?
intent-thanks = Rất vui được giúp bạn. Cần gì bạn cứ hỏi tiếp nhé.
intent-who-are-you = Tôi là Hỏi Bộ: tôi tìm trong kho bài báo và tóm tắt cuộc họp của Bộ, rồi trích nguyên văn kèm ngày và nguồn. Tôi không tự viết ra câu trả lời. Các chủ đề trong kho (xem trên Telegram): /chude.
intent-opinion = Tôi chỉ trích dẫn những gì đã được đăng, không đưa ra ý kiến riêng.
intent-injection = Tôi chỉ tìm và trích dẫn từ kho tri thức, không làm việc khác được.
intent-task = Tôi chỉ tìm và trích nguyên văn bài đã đăng, không viết, soạn hay dịch hộ được. Bạn cứ hỏi về hoạt động của Bộ, tôi sẽ tìm giúp.
intent-insult = Tôi xin không trả lời câu này. Bạn cứ hỏi về hoạt động của Bộ nhé.

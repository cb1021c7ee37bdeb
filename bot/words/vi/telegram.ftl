# Những câu bot nói trong Telegram.
telegram-kind-news = Bài báo
telegram-kind-meeting = Cuộc họp
telegram-open-source = Nguồn: { $source }
telegram-passage = Trong đoạn:
telegram-read-all = Xem thêm
telegram-cite-button = Trích dẫn
telegram-share = Chia sẻ
telegram-read-on = Đọc tiếp ▼
telegram-page = Trang { $page }/{ $pages }
telegram-cite = Theo { $source }, ngày { $date }
telegram-cite-undated = Theo { $source }
telegram-did-you-mean = Ý bạn là…?
telegram-not-found = Tôi không biết: chưa có mục nào trong kho tri thức trả lời được câu này.
telegram-nothing-listed = Không có mục nào như vậy trong kho tri thức.
telegram-nearest = Gần nhất là các mục dưới đây, nhưng có thể không đúng ý bạn.
telegram-ask-for-example = Bạn có thể hỏi, chẳng hạn:
telegram-start-greeting = Xin chào { $person }!
telegram-start-purpose =
    Tôi là Hỏi Bộ. Hãy hỏi về hoạt động của Bộ bằng lời của bạn, có dấu hay không dấu đều được. Tôi trả lời bằng trích dẫn nguyên văn từ bài báo hoặc tóm tắt cuộc họp, kèm ngày và nguồn; khi không biết, tôi nói là không biết.
telegram-help =
    Cứ gõ câu hỏi như khi hỏi đồng nghiệp: có dấu hay không dấu, viết tắt, sai chính tả đôi chút đều được.

    Mỗi câu trả lời là một đoạn trích nguyên văn, từ khớp được in đậm, kèm ngày và nút mở nguồn. Nút ◀ ▶ xem các kết quả khác.
telegram-only-text = Tôi chỉ đọc được chữ. Bạn hãy gõ câu hỏi thành tin nhắn nhé.
telegram-more-in-private = Trong nhóm, tôi chỉ tìm một phần của những gì bạn được xem. Hỏi riêng tôi để tìm hết nhé.
telegram-in-private = Lệnh này dùng khi trò chuyện riêng với tôi. Trong nhóm, bạn cứ gọi tên tôi kèm câu hỏi.
telegram-in-private-button = Trò chuyện riêng
telegram-unknown-command = Tôi không biết lệnh này. Bạn cứ gõ câu hỏi, hoặc xem /help.
telegram-question-gone = Tin nhắn này đã cũ. Bạn hãy hỏi lại nhé.
telegram-entry-gone = Mục này không còn nữa.
telegram-not-invited = Hỏi Bộ chỉ trả lời người được mời. Bạn hãy xin quản trị viên một liên kết mời nhé.
telegram-may-ask-to-enter = Hỏi Bộ chỉ trả lời người được mời. Bạn bấm Xin vào để nhắn quản trị viên, hoặc mở liên kết mời nếu đã có.
telegram-slow-down = Bạn hỏi nhanh quá, tôi theo không kịp. Hãy thử lại sau { $seconds } giây nhé.
telegram-inline-not-invited = Chỉ dành cho người được mời. Bấm để xem cách vào.
telegram-trouble = Xin lỗi, đã có trục trặc nên tôi chưa trả lời được. Bạn thử lại sau ít phút; nếu vẫn không được, hãy gửi quản trị viên mã { $reference }.
telegram-alarm = ⚠️ Bot gặp một lỗi không lường trước: { $what }. Bot vẫn chạy tiếp và chỉ báo lỗi này một lần; chi tiết nằm trong nhật ký của máy chủ.
telegram-knowledge-broken = ⚠️ Không đọc được thư mục tri thức. Mọi người vẫn được trả lời theo bản tốt gần nhất ({ $entries } mục), và mọi bài đăng sau đó phải chờ đến khi đọc lại được.
telegram-knowledge-held-back = ⚠️ Có tệp tri thức vừa sửa bị lỗi, nên tệp đó tạm giữ bản tốt trước đó. Các bài khác vẫn được cập nhật như thường ({ $entries } mục đang dùng). Sửa xong là bản mới tự có hiệu lực:
telegram-knowledge-held-back-more = … và { $count } lỗi nữa: chạy hoibo check để xem hết.
telegram-knowledge-mended = ✓ Kho tri thức đã hết lỗi: đang trả lời theo bản mới ({ $entries } mục).
telegram-command-start = Bắt đầu
telegram-command-help = Cách hỏi
telegram-short-description = Hỏi về hoạt động của Bộ, nhận trích dẫn nguyên văn có ngày và nguồn.
telegram-description = Hỏi bằng lời của bạn, có dấu hay không dấu. Hỏi Bộ trả lời bằng trích dẫn nguyên văn từ bài báo và tóm tắt cuộc họp, kèm ngày và nguồn.
telegram-ask-to-enter = Xin vào
telegram-asked-to-enter = Đã gửi yêu cầu. Khi quản trị viên cho vào, tôi sẽ báo bạn.
telegram-inside-already = Bạn đã được vào rồi, cứ hỏi nhé.
telegram-role-staff = Cán bộ
telegram-role-editor = Biên tập
telegram-role-admin = Quản trị
telegram-invitation = Liên kết mời ({ $role }), dùng được { $uses } lượt, đến hết ngày { $until }:
telegram-invitation-how = Chuyển tiếp liên kết này cho người được mời. Ai có liên kết đều vào được, nên hãy gửi riêng.
telegram-invite-usage = Cách dùng: /moi_nguoi [cán bộ | biên tập | quản trị] [số lượt] [số ngày]. Ví dụ, mời 5 cán bộ trong 7 ngày: /moi_nguoi cán bộ 5 7
telegram-withdraw = Thu hồi
telegram-withdrawn = Liên kết mời đã được thu hồi.
telegram-invitation-unknown = Liên kết mời này không còn hiệu lực. Bạn hãy xin quản trị viên liên kết khác nhé.
telegram-invitation-expired = Liên kết mời này đã hết hạn. Bạn hãy xin quản trị viên liên kết khác nhé.
telegram-invitation-used-up = Liên kết mời này đã dùng hết lượt. Bạn hãy xin quản trị viên liên kết khác nhé.
telegram-invitation-removed = Liên kết mời này không dùng được cho bạn. Bạn hãy xin quản trị viên liên kết khác nhé.
telegram-request = { $person } xin được hỏi bot.
telegram-admit = ✓ Cho vào
telegram-decline = ✖ Từ chối
telegram-request-settled = Yêu cầu này đã được xử lý.
telegram-admitted = ✓ { $admin } đã cho { $person } vào.
telegram-declined = ✖ { $admin } đã từ chối { $person }.
telegram-welcome = Bạn đã được vào.
telegram-people =
    { $count ->
        [0] Chưa ai được cho vào. Mời người đầu tiên: /moi_nguoi
       *[other] Có { $count } người đã được cho vào. Chọn một người để đổi vai trò hoặc thu quyền.
    }
telegram-person-gone = Người này không còn trong danh sách.
telegram-person-fixed = Người này do cấu hình máy chủ đặt, chỉ sửa được ở đó.
telegram-let-in = Vào ngày { $day }.
telegram-remove = Thu quyền
telegram-removed = Đã thu quyền, có hiệu lực ngay.
telegram-removed-but-in-group = Đã thu quyền. Người này vẫn hỏi được vì còn ở trong nhóm cán bộ: hãy đưa ra khỏi nhóm ấy.
telegram-list-empty = Chưa có mục nào.
telegram-new = Mới nhất trong kho tri thức
telegram-topics = Có { $count } chủ đề. Chọn một chủ đề để xem các mục.
telegram-topic-unknown = Không có chủ đề này. Xem các chủ đề: /chude
telegram-search-usage = Cách dùng: /timkiem từ cần tìm. Ví dụ: /timkiem băng tần
telegram-timeline-usage = Cách dùng: /dongthoigian chủ đề hoặc từ cần tìm. Ví dụ: /dongthoigian chuyển đổi số
telegram-language = Chọn ngôn ngữ của bot.
telegram-language-name = Tiếng Việt
telegram-language-chosen = Từ nay tôi nói tiếng Việt.
telegram-privacy =
    Bot lưu gì về bạn, và để làm gì

    • Câu hỏi, thời điểm, kết quả và đánh giá của bạn, để quản trị viên biết mọi người cần gì và bổ sung tri thức. Tên bạn được thay bằng bí danh; số giấy tờ, số điện thoại, thư điện tử được che trước khi lưu.
    • Lời bạn hỏi được xóa sau { $days } ngày, chỉ còn con số đếm theo ngày.
    • Tên, vai trò, ngôn ngữ và những gì bạn theo dõi, để bot biết ai được hỏi và gửi đúng người.
    • Mọi thứ nằm trên máy chủ của cơ quan. Tin nhắn đi qua máy chủ của Telegram, nên đừng gửi tài liệu mật hay dữ liệu cá nhân của người khác.

    Xem: /dulieucuatoi. Xóa: /xoadulieu. Đó là quyền của bạn theo pháp luật về bảo vệ dữ liệu cá nhân.
telegram-command-baomat = Bot lưu gì về tôi
telegram-data-counts = Đang lưu về bạn: { $questions } câu hỏi, { $ratings } đánh giá.
telegram-data-member = Thành viên: { $person } ({ $role }).
telegram-data-follows = Đang theo dõi:
telegram-data-delete-how = Câu hỏi được lưu dưới bí danh. Xóa tất cả: /xoadulieu
telegram-data-delete = Xóa mọi câu hỏi, đánh giá và theo dõi của bạn? Không thể lấy lại. Quyền hỏi bot vẫn giữ.
telegram-data-delete-yes = Xóa tất cả
telegram-data-deleted = Đã xóa { $count } câu hỏi cùng mọi đánh giá và theo dõi của bạn.
telegram-command-moi = Mới nhất
telegram-command-chude = Các chủ đề
telegram-command-timkiem = Tìm theo từ
telegram-command-dongthoigian = Dòng thời gian
telegram-command-ngonngu = Ngôn ngữ
telegram-command-dulieucuatoi = Dữ liệu của tôi
telegram-command-xoadulieu = Xóa dữ liệu của tôi
telegram-command-moi-nguoi = Tạo liên kết mời
telegram-command-nguoi = Người được vào
telegram-command-hoi = Hỏi một câu
telegram-thanks = Cảm ơn bạn!
telegram-thanks-reason = Cảm ơn bạn, người biên tập sẽ xem.
telegram-why-bad = Câu trả lời chưa ổn ở điểm nào?
telegram-reason-wrong = Không đúng câu hỏi
telegram-reason-old = Thông tin đã cũ
telegram-reason-partial = Còn thiếu
telegram-reason-other = Lý do khác
telegram-tell-me = Báo tôi khi có
telegram-waiting = Khi có câu trả lời, tôi sẽ báo bạn.
telegram-come-true = Câu bạn hỏi trước đây, “{ $question }”, nay đã có trả lời:
telegram-following = Bạn đang theo dõi (bấm để tạm dừng hoặc tiếp tục). Mỗi sáng tôi báo những mục mới.
telegram-following-none = Bạn chưa theo dõi gì. Cách dùng: /theodoi chủ đề, tên người hoặc từ cần tìm. Ví dụ: /theodoi chuyển đổi số
telegram-following-full = Bạn đã theo dõi đủ 20 mục. Hãy bỏ bớt một mục trước nhé.
telegram-followed-topic = Đã theo dõi chủ đề “{ $words }”.
telegram-followed-person = Đã theo dõi các mục có { $words }.
telegram-followed-search = Đã theo dõi các mục về “{ $words }”.
telegram-unfollow = Bỏ
telegram-digest = Sáng nay có { $count } mục mới trong những gì bạn theo dõi:
telegram-digest-more = … và { $count } mục nữa: /moi
telegram-digest-manage = Đang theo dõi
telegram-command-theodoi = Theo dõi tin mới
telegram-command-thongke = Thống kê sử dụng
telegram-report-usage = Cách dùng: /thongke, rồi hôm nay, hôm qua, tuần, tháng, một ngày (1/7) hoặc số ngày (14). Ví dụ: /thongke hôm qua
telegram-read-as = Hiểu là: { $question }
telegram-period = Thời gian: { $period }
telegram-conflict = Không có { $asked }; mục gần nhất có: { $held }.
telegram-conflict-absent = Không thấy { $asked } ở mục nào gần với câu hỏi.
telegram-person = Người được hỏi: { $names }
telegram-caveat-replaced = Mục này đã được thay bằng: { $what }
telegram-caveat-review = Mục này cần được xem lại từ ngày { $what }; nội dung có thể không còn đúng.
telegram-caveat-old = Nguồn này của ngày { $what }; đến nay có thể đã khác.
telegram-unsaid-chair = Mục này không nói rõ ai chủ trì.
telegram-unsaid-place = Mục này không nói rõ địa điểm.
telegram-unsaid-unit = Mục này không nói rõ giao cho đơn vị nào.
telegram-unsaid-due = Mục này không nói rõ thời hạn.
telegram-list = Có { $count } mục
telegram-list-file = ⬇ Tải DOCX
telegram-list-file-missing = Máy chủ chưa cài phần tạo tệp DOCX. Quản trị viên cài thêm gói import nhé.
telegram-list-file-told = Có { $count } mục, lập ngày { $day }.
telegram-list-file-author = Hỏi Bộ
telegram-matched-button = Vì sao?
telegram-matched = Từ khớp: { $found }. Không thấy: { $missing }.

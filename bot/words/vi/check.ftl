check-too-large = Tệp có { $size } byte, quá mức { $most }
check-too-large-mend = chia nhỏ: mỗi mục một tệp, hoặc mỗi tệp một trăm mục
check-unreadable = Không đọc được tệp: { $reason }
check-unreadable-mend = kiểm tra tệp có tồn tại và quyền đọc
check-not-utf8 = Byte { $byte } không phải UTF-8
check-not-utf8-mend = lưu lại tệp với bảng mã UTF-8
check-no-text = Tệp không phải văn bản: { $problem }
check-no-text-mend = lưu lại thành văn bản thường, bảng mã UTF-8
check-yaml = YAML viết sai: { $problem }
check-yaml-mend = xem dòng này và dòng ngay trên: thụt lề, dấu nháy, dấu ngoặc
check-colon = Nội dung có dấu hai chấm mà không đặt trong nháy ({ $problem })
check-colon-mend = đặt trong nháy kép: title: "Hội nghị: quý I"
check-tab = Dòng bắt đầu bằng phím Tab hoặc ký hiệu riêng của YAML ({ $problem })
check-tab-mend = thụt lề bằng dấu cách, không dùng Tab; nội dung bắt đầu bằng @ ` % thì đặt trong nháy
check-anchor = Ở đây không dùng neo và bí danh (& và *)
check-anchor-mend = viết đầy đủ giá trị, hoặc đặt trong nháy
check-tag = Ở đây không dùng thẻ { $tag }
check-tag-mend = bỏ thẻ, hoặc đặt giá trị trong nháy
check-second-document = Một tệp có hai tài liệu (---)
check-second-document-mend = gộp các mục thành một danh sách, hoặc mỗi mục một tệp
check-too-many-values = Tệp có quá nhiều giá trị, hơn { $most }
check-too-many-values-mend = chia nhỏ: mỗi mục một tệp, hoặc mỗi tệp một trăm mục
check-too-deep = Lồng nhau sâu quá { $most } tầng
check-too-deep-mend = một mục chỉ cần nhiều nhất bốn tầng
check-key-no-word = Tên khóa phải là một từ
check-key-no-word-mend = đặt khóa trong nháy, hoặc xem lại thụt lề
check-merge-key = Ở đây không dùng khóa gộp (<<)
check-merge-key-mend = viết đầy đủ các giá trị
check-duplicate-key = Khóa '{ $key }' viết hai lần
check-duplicate-key-mend = bỏ một trong hai
check-duplicate-id = Mã '{ $id }' đã dùng ở { $other }
check-duplicate-id-mend = đổi mã của một trong hai mục
check-no-entry = Tệp không có mục nào
check-no-entry-mend = viết một mục, hoặc xóa tệp
check-no-mapping = Một mục phải gồm các dòng "khóa: giá trị"
check-no-mapping-mend = bắt đầu bằng id: hoặc title:
check-no-meaning = '{ $short }' chưa có nghĩa
check-no-meaning-mend = viết đầy đủ nghĩa
check-misspelled-key = Không có khóa '{ $key }'; có phải ý bạn là '{ $meant }'?
check-misspelled-key-mend = viết { $meant }:
check-unknown-key = Không có khóa '{ $key }'
check-unknown-key-mend = dùng một trong các khóa: { $known }
check-missing = Thiếu { $key }
check-missing-mend = viết { $key }: …
check-no-single-text = { $key } phải là một đoạn chữ
check-no-single-text-mend = đặt trong nháy, hoặc dùng "|" cho đoạn dài
check-no-list = { $key } phải là danh sách
check-no-list-mend = viết { $key }: [một, hai]
check-no-choice = { $key } không thể là '{ $value }'
check-no-choice-mend = chọn một trong: { $choices }
check-source-missing = Thiếu nguồn (source)
check-source-missing-mend = viết source: {"{"}name: …, url: …{"}"}
check-source-empty = Nguồn cần có tên (name) hoặc liên kết (url)
check-source-empty-mend = viết source: {"{"}name: …, url: …{"}"}
check-source-unknown = Chưa ghi nguồn của bài
check-source-unknown-mend = viết tên nơi đăng vào source: name, người đọc sẽ thấy
check-no-link = '{ $url }' không phải liên kết
check-no-link-mend = bắt đầu bằng https:// và không có dấu cách
check-no-such-day = Không có ngày { $date }
check-no-such-day-mend = xem lại ngày và tháng
check-no-date = '{ $date }' không phải ngày
check-no-date-mend = viết năm-tháng-ngày: 2009-05-08
check-no-period = Khoảng thời gian cần from rồi đến to, theo đúng thứ tự
check-no-period-mend = viết date: {"{"}from: 2009-01-01, to: 2009-03-31{"}"}
check-no-meeting = meeting phải gồm { $known }
check-no-meeting-mend = thụt các khóa đó vào dưới meeting:
check-error = lỗi
check-warning = lưu ý
check-sum = Đã đọc { $entries } mục; lỗi: { $errors }, lưu ý: { $warnings }.
check-date-missing = Chưa có ngày
check-date-missing-mend = viết date: năm-tháng-ngày, như trên trang
check-date-future = Ngày { $date } ở tương lai
check-date-future-mend = xem lại năm, hoặc chờ đến ngày đó
check-date-early = Ngày { $date } sớm hơn mọi nguồn
check-date-early-mend = xem lại năm
check-review-past = Đã quá hạn xem lại { $date }
check-review-past-mend = xem nội dung còn đúng không rồi đặt review_by mới, hoặc thay bằng mục khác
check-yaml-trap = Chương trình khác sẽ đọc { $value } không có nháy thành giá trị khác
check-yaml-trap-mend = viết '{ $value }' trong nháy
check-decomposed = Chữ và dấu lưu rời nhau (NFD)
check-decomposed-mend = lưu lại dạng NFC (dựng sẵn); hoibo vẫn đọc đúng
check-hidden-sign = Có ký tự ẩn ({ $sign }) gần "{ $around }"
check-hidden-sign-mend = xóa đi; thường do chép từ trang web
check-lone-mark = Có dấu không thuộc chữ nào ({ $sign }) gần "{ $around }"
check-lone-mark-mend = gõ lại từ đó
check-mixed-alphabets = Có chữ của bảng chữ cái khác ({ $sign }) gần "{ $around }"
check-mixed-alphabets-mend = gõ lại từ đó bằng bộ gõ tiếng Việt
check-short-body = Nội dung chỉ có { $length } ký tự
check-short-body-mend = lấy cả bài, ít nhất { $least } ký tự
check-leftover = Còn sót phần của trang web: "{ $text }"
check-leftover-mend = xóa dòng này
check-markup = Còn sót mã HTML: "{ $text }"
check-markup-mend = xóa đi; hoibo chỉ hiện văn bản thuần
check-secret = Có dấu chỉ độ mật: "{ $text }"
check-secret-mend = đưa mục này ra khỏi kho: bí mật nhà nước không được đưa lên tin nhắn
check-identity-number = Hình như có số căn cước hoặc chứng minh thư
check-identity-number-mend = xóa số đó, hoặc đặt visibility: admin
check-phone-number = Hình như có số điện thoại riêng
check-phone-number-mend = xóa số đó, hoặc đặt visibility: admin
check-replaces-nothing = Thay cho '{ $id }', nhưng không có mục đó
check-replaces-nothing-mend = xem lại mã của mục cũ
check-replaces-circle = Các mục thay nhau thành vòng: { $circle }
check-replaces-circle-mend = chỉ giữ replaces: ở mục mới nhất
check-waits = Mục { $id } không còn ở đây, nhưng tệp { $other } nhắc đến nó và đang có lỗi, nên mục này vẫn giữ như trước
check-waits-mend = sửa tệp kia trước; thay đổi ở đây sẽ tự có hiệu lực
check-same-question = '{ $other }' cũng nhận câu hỏi này: { $question } ({ $where })
check-same-question-mend = hỏi rõ hơn ở một trong hai mục
check-question-twice = Câu hỏi viết hai lần: { $question }
check-question-twice-mend = xóa bớt một
check-same-link = '{ $other }' cũng có liên kết { $url }
check-same-link-mend = giữ một trong hai mục, hoặc sửa liên kết
check-question-finds-other = Câu hỏi này tìm ra '{ $other }' trước: { $question }
check-question-finds-other-mend = dùng từ có trong mục này, hoặc hỏi rõ hơn
check-question-finds-nothing = Câu hỏi này không tìm ra mục: { $question }
check-question-finds-nothing-mend = dùng từ có trong tiêu đề và nội dung
check-near-double = Giống { $share } nội dung của '{ $other }' ({ $where })
check-near-double-mend = giữ một trong hai mục, hoặc viết replaces:
check-dead-link =
    Liên kết đã hỏng: { $url } ({ $reason ->
        [no-server] không có máy chủ này
       *[other] { $reason }
    })
check-dead-link-mend = sửa liên kết, hoặc bỏ url và chỉ giữ tên nguồn
check-unsure-link =
    Chưa kiểm được liên kết: { $url } ({ $reason ->
        [redirects] dẫn vòng vòng
        [private] dẫn vào mạng nội bộ
        [too-slow] trả lời quá lâu
        [tls] chứng chỉ của trang không hợp lệ
        [unreachable] máy chủ không trả lời
        [no-link] không phải liên kết http(s)
       *[other] { $reason }
    })
check-unsure-link-mend = mở bằng trình duyệt: còn xem được thì để nguyên, không thì sửa liên kết

add-guessed = Máy đoán, cần xem lại: { $keys }
add-known = Đã có: { $title } (mục { $id })
add-kept = { $file }: { $title }
add-failed = Không lấy được: { $error }
add-published = Đã đăng { $file }
add-not-published =
    { $file }: { $title }
    Chưa đăng được, còn là bản nháp. Sửa xong thì chạy: hoibo add --publish { $file }
add-no-date = date: (trang không ghi ngày, xin điền năm-tháng-ngày)
add-next = Bản nháp chưa ai thấy. Mở ra xem lại, sửa cho đúng, rồi đăng: hoibo add --publish { $folder }/tên-tệp.yaml

add-guessed = Máy đoán, cần xem lại: { $keys }
add-known = Đã có: { $title } (mục { $id })
add-kept = { $file }: { $title }
add-failed = Không lấy được: { $error }
add-published = Đã đăng { $file }

restore-sure = Dữ liệu hiện tại sẽ được thay bằng bản sao lưu này. Bot đã dừng chưa, và có tiếp tục không?
restore-done = Đã khôi phục từ { $backup }.
restore-before = Dữ liệu trước đó được giữ ở { $before }.

product-name = Hỏi Bộ

import shop.circle_b
value = 1

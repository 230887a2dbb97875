import shop.goods
raise RuntimeError("broken module")

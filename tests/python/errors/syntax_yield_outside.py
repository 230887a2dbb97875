print("never runs")
yield 1

tyme = 3
time.sleep(1)

print("leaving")
raise SystemExit("a message")

def main():
    for i in range(10):
        if i == 3: return "early"
    return "late"
final_return_value = main()
raise SystemExit("bye") if final_return_value == "late" else ValueError(final_return_value)

# tool fetch {"error!": "timeout"}
# tool fetch {"error!": "timeout again"}
# tool fetch {"data": [1, 2, 3]}
attempts = 0
result = None
errors = []
while result is None and attempts < 5:
    attempts += 1
    try:
        result = fetch(n=attempts)["data"]
    except RuntimeError as e:
        errors.append(f"{type(e)}: {e}")
    else:
        print("got it after", attempts)
    finally:
        print("attempt", attempts)
final_return_value = (result, errors)

data = {"items": [1, 2, 3]}
total = sum(data["items"])
print(total)
final_return_value = total
print(data["nope"][0])

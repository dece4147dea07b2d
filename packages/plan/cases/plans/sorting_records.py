people = [{"n": "Zoë", "a": 30}, {"n": "Al", "a": 25}, {"n": "bo", "a": 30}]
print([p["n"] for p in sorted(people, key=lambda p: (-p["a"], p["n"]))], sorted(people, key=lambda p: p["n"].lower())[0]["n"], max(people, key=lambda p: p["a"])["n"], min(people, key=lambda p: (p["a"], p["n"])))
people.sort(key=lambda p: p["n"], reverse=True); print([p["n"] for p in people])
print(sorted("bAaB"), sorted("bAaB", key=str.lower), sorted([3, 1, 2], reverse=True), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]))

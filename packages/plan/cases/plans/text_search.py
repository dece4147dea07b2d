# tool notes ["Buy milk", "Call Ann re: budget", "milk is low; buy 2 l", "BUDGET review 3pm"]
import re
words = ["milk", "budget"]
hits = {w: [i for i, n in enumerate(notes()) if w in n.lower()] for w in words}
numbers = [int(x) for n in notes() for x in re.findall(r"\d+", n)]
print(hits, numbers)
final_return_value = " / ".join(f"{w}: {', '.join(map(str, h))}" for w, h in hits.items())

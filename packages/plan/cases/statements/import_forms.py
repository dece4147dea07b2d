import math
import json as j
from math import sqrt, pi as PI
from collections import Counter, defaultdict as dd
print(math.floor(2.5), j.dumps([1]), sqrt(9), round(PI, 2), Counter("aab")["a"], dd(int)["x"])
def late():
    import re
    return re.sub(r"\d", "#", "a1")
print(late())
try:
    math.nope
except AttributeError as e:
    print(e)

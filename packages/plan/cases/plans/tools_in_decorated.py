# tool fetch {"error!": "timeout"}
# tool fetch {"error!": "timeout"}
# tool fetch {"v": 7}
# tool fetch {"v": 8}
from functools import wraps, lru_cache
def retry(times):
    def deco(fn):
        @wraps(fn)
        def inner(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return fn(*args, **kwargs)
                except RuntimeError as e:
                    print("attempt", attempt, e)
            raise RuntimeError("gave up")
        return inner
    return deco
@retry(3)
def load(key):
    return fetch(key=key)["v"]
@lru_cache
def cached(key):
    print("loading", key)
    return fetch(key=key)["v"]
print(load("a"), cached("b"), cached("b"))
class Session:
    def __enter__(self):
        print("open")
        return self
    def __exit__(self, *exc):
        print("close")
    @property
    def latest(self):
        return fetch(key="latest")["v"]
with Session() as s:
    print(s.latest)
final_return_value = sorted([3, 1], key=lambda k: -fetch(key=k)["v"] * k)

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum

class Level(IntEnum):
    LOW = 1


class Name(StrEnum):
    R = "r"


def show(f):
    try:
        v = f()
    except Exception as e:
        print("!", type(e), e)
    else:
        print(type(v), repr(v))


show(lambda: {Decimal(1): "d", 1: "i", 1.0: "f", True: "t"})
show(lambda: {Decimal("0.5"): 1, 0.5: 2})
show(lambda: Decimal("1") in {1: 2})
show(lambda: {Decimal("0.1"): 1, 0.1: 2})
show(lambda: {Decimal("1E+3"): 1, 1000: 2})
show(lambda: {Decimal("-Infinity"): 1, float("-inf"): 2})
show(lambda: {Decimal("sNaN"): 1})
show(lambda: {datetime(2020, 1, 1, tzinfo=timezone.utc): 1, datetime(2020, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))): 2})
show(lambda: {date(2020, 1, 1): 1, datetime(2020, 1, 1): 2})
show(lambda: {"a": 1, b"a": 2})
show(lambda: {1: "i", Level.LOW: "e"})
show(lambda: {"r": 1, Name.R: 2})


class Bad:
    def __hash__(self):
        return "text"


show(lambda: {Bad(): 1})

import json
from decimal import Decimal

def show(f):
    try:
        v = f()
    except Exception as e:
        print("!", type(e), e)
    else:
        print(type(v), repr(v))


show(lambda: json.loads('[1.10, 2, -0, NaN]', parse_float=Decimal))
show(lambda: json.loads('[-0, 12]', parse_int=float))
show(lambda: json.loads('[NaN, -Infinity]', parse_constant=str))
show(lambda: json.loads('{"a": 1, "a": 2}', object_pairs_hook=list))
show(lambda: json.loads('"a\nb"', strict=False))
show(lambda: json.loads('"a\nb"'))
show(lambda: json.loads())
show(lambda: json.loads('1', '2'))

def check(f):
    try:
        f()
        print("passed")
    except AssertionError as e:
        print("assert", repr(e), str(e), e.args)
def a1():
    assert 1 == 2
def a2():
    assert [], "empty list"
def a3():
    assert "", ("tuple", 1)
def a4():
    assert 0, {"d": 1}
def a5():
    assert (1, "always true") is not None
def a6():
    assert None, None
def a7():
    assert False, f"{1 + 1} items"
def a8():
    assert 1 < 2 < 3, print("never evaluated")
def a9():
    assert not True, ValueError("nested")
def a10():
    raise AssertionError
def a11():
    raise AssertionError("by hand", 2)
for f in (a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11):
    check(f)
def boom():
    assert 1 / 0, "not reached"
try:
    boom()
except ZeroDivisionError as e:
    print(e)
def msg_boom():
    assert False, 1 / 0
try:
    msg_boom()
except ZeroDivisionError as e:
    print("message raised", e)
def validate(row):
    assert isinstance(row, dict), f"need dict, got {type(row)}"
    assert {"id", "name"} <= row.keys(), f"missing {sorted({'id', 'name'} - row.keys())}"
    assert row["id"] > 0, "id"
    return row["name"]
for row in [5, {}, {"id": 1}, {"id": 0, "name": "z"}, {"id": 2, "name": "ok"}]:
    try:
        print(validate(row))
    except AssertionError as e:
        print(e)

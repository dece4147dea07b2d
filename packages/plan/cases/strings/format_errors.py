for f in [lambda: f"{'a':d}", lambda: f"{1:s}", lambda: f"{1.5:d}", lambda: f"{1.5:x}", lambda: f"{'a':.2f}", lambda: f"{[]:5}", lambda: f"{None:5}", lambda: f"{ {}:x}", lambda: f"{1:.2}", lambda: f"{'a':+}", lambda: f"{'a':=5}", lambda: f"{'a':,}", lambda: f"{1:zz}", lambda: f"{1:,_}", lambda: f"{1:c,}", lambda: f"{-1:c}", lambda: f"{1:,x}", lambda: f"{True:s}", lambda: format(1, 2), lambda: format("a", "5d"), lambda: f"{1.0:5.}", lambda: f"{(1, 2):>5}", lambda: f"{1:99999999999999999999}"]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)

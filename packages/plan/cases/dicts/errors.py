for f in [lambda: {}["a"], lambda: {}[1], lambda: {"a": {}}["a"]["b"], lambda: {[]: 1}, lambda: {{}: 1}, lambda: {}[[]], lambda: {}.pop("a"), lambda: {}.popitem(), lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict("ab"), lambda: {}.get(), lambda: {}.foo, lambda: {} < {}, lambda: {} + {}, lambda: {} | [], lambda: {**5}, lambda: {}.update(5), lambda: {}.update(1, 2), lambda: {1: 2}(), lambda: {}.items()[0], lambda: [] in {}, lambda: {}["a", "b"], lambda: {set(): 1}]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e, e.args)

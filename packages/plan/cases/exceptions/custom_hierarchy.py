class AppError(Exception):
    """Base."""
    code = 500
    def __init__(self, message, *, detail=None):
        super().__init__(message)
        self.detail = detail
class NotFound(AppError):
    code = 404
    def __str__(self):
        return f"[{self.code}] {super().__str__()} ({self.detail})"
class Plain(Exception):
    pass
class NoSuper(Exception):
    def __init__(self, a, b):
        self.a, self.b = a, b
class Both(KeyError, ValueError):
    pass
for e in [AppError("m"), AppError("m", detail=1), NotFound("gone", detail="id 5"), Plain(), Plain("a"), Plain("a", 2), Plain(None), NoSuper(1, 2), Both("k"), KeyError("k"), KeyError(), OSError("disk"), StopIteration(3), ValueError([1]), Exception(Exception("in")), AssertionError(), NameError("nm")]:
    try:
        raise e
    except AppError as caught:
        print("app", caught, repr(caught), caught.code, caught.detail, caught.args)
    except KeyError as caught:
        print("key", str(caught), repr(caught), isinstance(caught, ValueError))
    except Exception as caught:
        print("other", str(caught), repr(caught), caught.args)
for make in (lambda: AppError(), lambda: AppError("a", "b"), lambda: NoSuper(1), lambda: AppError("a", code=1)):
    try:
        make()
    except TypeError as err:
        print(err)
print(issubclass(NotFound, AppError), issubclass(NotFound, Exception), issubclass(Exception, BaseException), [issubclass(ZeroDivisionError, c) for c in (ArithmeticError, ValueError)], Plain("a") == Plain("a"), AppError.code)
def classify(f):
    try:
        f()
    except (ZeroDivisionError, OverflowError):
        return "math"
    except LookupError as e:
        return "lookup " + repr(e)
    except (TypeError, ValueError) as e:
        return e.args[0]
    else:
        return "fine"
print([classify(f) for f in (lambda: 1 / 0, lambda: [][0], lambda: {}["q"], lambda: int("x"), lambda: "a" + 1, lambda: 2, lambda: 2.0 ** 10000)])
try:
    raise NotFound
except TypeError as e:
    print(e)
try:
    try:
        raise Plain("x")
    except 5:
        pass
except TypeError as e:
    print(e)
err = Plain("shown", {"k": 1})
err.extra = [1]
print(err.extra, f"{err}", f"{err!r}", "%s" % err, [err], {"e": err}, len(err.args))

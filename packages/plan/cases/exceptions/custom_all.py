class AppError(Exception):
    code = 1
    def __init__(self, message, details=None):
        super().__init__(message); self.details = details or {}
class NotFound(AppError):
    code = 404
    def __str__(self): return f"[{self.code}] {self.args[0]}"
class Multi(ValueError, KeyError): pass
for e in [AppError("a"), NotFound("b", {"id": 1}), Exception(), Exception(1, 2), ValueError("x"), KeyError("k"), KeyError(), Multi("m"), OSError("o")]:
    try:
        raise e
    except AppError as x:
        print("app", x, repr(x), x.code, x.details, x.args)
    except Exception as x:
        print(x, repr(x), x.args, isinstance(x, LookupError))
try:
    raise NotFound
except TypeError as e:
    print(e)
try:
    raise ValueError
except ValueError as e:
    print(repr(e), str(e) == "")
def risky(n):
    if n == 1: raise AppError("one")
    if n == 2: return 1 / 0
    return n
for n in range(3):
    try:
        print(risky(n))
    except (AppError, ZeroDivisionError) as err:
        print("caught", err)
try:
    try:
        risky(1)
    except AppError:
        raise
except Exception as e:
    print("again", e)
class WithRepr(Exception):
    def __repr__(self): return "WR!"
print([WithRepr()], str(WithRepr("s")))
print(issubclass(NotFound, AppError), AppError("x") == AppError("x"), StopIteration(5).value, ValueError("a", "b").args)

class AppError(Exception):
    pass
class CodeError(AppError):
    def __init__(self, code, message="none"):
        super().__init__(message)
        self.code = code
    def __str__(self): return f"[{self.code}] {self.args[0]}"
class Plain(ValueError): pass
for e in [AppError(), AppError("m"), AppError("a", 1), CodeError(5), CodeError(6, "msg"), Plain("p"), KeyError("k"), KeyError(1), KeyError(), IndexError("i"), StopIteration(1), OSError("os"), Exception([1]), Exception(None), ValueError("é\n"), UnicodeError("u")]:
    try:
        raise e
    except AppError as x:
        print("app", type(x), str(x), repr(x), x.args)
    except LookupError as x:
        print("lookup", type(x), str(x), repr(x), x.args)
    except Exception as x:
        print("other", type(x), str(x), repr(x), x.args)
print(issubclass(CodeError, Exception), isinstance(Plain(), ValueError), issubclass(KeyError, LookupError), issubclass(ZeroDivisionError, ArithmeticError), issubclass(NotImplementedError, RuntimeError))
for bad in [5, "str", None, int]:
    try:
        raise bad
    except TypeError as e:
        print(e)
    except Exception as e:
        print("?", type(e), e)
try:
    try:
        pass
    except 5:
        pass
    raise ValueError("x")
except ValueError as e:
    print(e)
try:
    try:
        raise ValueError("x")
    except "notaclass":
        pass
except TypeError as e:
    print(e)
try:
    raise ValueError("a") from 5
except TypeError as e:
    print(e)

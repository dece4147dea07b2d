# Attributes that errors have from their arguments; bin, oct, hex, ascii, callable; mro, parts of a property.
print(bin(5), oct(-8), hex(255), ascii("é\U0001f600"), callable(len), callable(3), bin(True))

class A:
    def __call__(self): return 1
    def __index__(self): return 7
print(callable(A()), callable(A), callable(lambda: 1), hex(A()), callable(staticmethod(len)), callable(classmethod(len)))
try:
    hex(1.5)
except TypeError as e:
    print(e)

for args in [(), ("x",), (2, "no such"), (2, "no", "f.txt"), (13, "p", "a", None, "b"), (99, "odd"), (1,2,3,4,5,6), ("a", "b")]:
    e = OSError(*args)
    print(type(e), e, repr(e), e.args, e.errno, e.strerror, e.filename, e.filename2)
try:
    raise OSError(2, "gone")
except FileNotFoundError as e:
    print("caught", e)

class E(OSError): pass
print(repr(E(2, "x")), E(2, "x"), E(2,"x","f"))
class F(OSError):
    def __init__(self, msg, code):
        super().__init__(msg)
        self.code = code
e = F("a", 3)
print(e, repr(e), e.args, e.code, e.errno)

for args in [(), (1,), ("a", "b")]:
    print(SystemExit(*args).code)
print(ImportError("a", name="n").msg, ImportError("a", name="n").name, SyntaxError("a").msg, str(SyntaxError("a")), str(SyntaxError()))
print(issubclass(ConnectionResetError, OSError), EnvironmentError is OSError)
class X(SystemExit): pass
print(X(3).code)

import json, re
e = json.JSONDecodeError("bad", "line\nline2", 7)
print(e, e.msg, e.doc, e.pos, e.lineno, e.colno, e.args)
e = re.error("bad", "a(b", 1)
print(e, e.msg, e.pattern, e.pos, e.lineno, e.colno)
e = re.error("bad", "a\n(b", 2)
print(e, e.msg, e.pattern, e.pos, e.lineno, e.colno)
e = re.error("bad")
print(e, e.msg, e.pattern, e.pos, e.lineno, e.colno)

class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print(D.mro(), int.mro(), type(D).mro(D) if False else 0)
p = property(lambda s: 1)
print(callable(p.fget), p.fset, p.fdel, type(staticmethod(len)), type(classmethod(len)), type(p))

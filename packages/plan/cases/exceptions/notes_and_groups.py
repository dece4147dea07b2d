def load(name):
    try:
        return {"a": 1}[name]
    except KeyError as error:
        error.add_note(f"while loading {name!r}")
        raise

try:
    load("b")
except KeyError as error:
    print(repr(error), str(error))

errors = []
for value in ["1", "x", None, "3.5"]:
    try:
        errors.append(int(value))
    except (ValueError, TypeError) as error:
        errors.append(error)
print([e if isinstance(e, int) else f"{type(e)}: {e}" for e in errors])

class Retry(Exception):
    """Raised to try again."""
    def __init__(self, message="again", *, after=1):
        super().__init__(message, after)
        self.after = after
    def __str__(self):
        return f"{self.args[0]} in {self.after}s"

try:
    raise Retry(after=3)
except Retry as error:
    print(error, repr(error), error.args, error.after, isinstance(error, Exception))
try:
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise Retry("divided") from first
except Retry as error:
    print(error)
def cleanup():
    try:
        return "try"
    finally:
        print("finally first")
def override():
    for i in range(3):
        try:
            if i == 1:
                raise ValueError(i)
        except ValueError:
            continue
        else:
            print("else", i)
        finally:
            print("finally", i)
    return "done"
print(cleanup(), override())
try:
    raise Retry
except Exception as error:
    print(type(error) is Retry, error)
try:
    raise "text"
except TypeError as error:
    print(error)
try:
    raise ValueError("bad") from "cause"
except TypeError as error:
    print(error)
raise Retry("uncaught", after=9)

"""CPython's side of the comparison: reads a JSON list of programs per line, answers a JSON list of outcomes."""
import contextlib
import io
import json
import os
import resource
import signal
import sys
import warnings

warnings.simplefilter("ignore")
resource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31))


class TooLong(BaseException):
    pass


def stop(_signal, _frame):
    raise TooLong


# Time that the program itself takes: a busy machine makes no program too long.
signal.signal(signal.SIGPROF, stop)


class Log(io.StringIO):
    def write(self, text):
        if self.tell() > 1 << 20:
            raise TooLong
        return super().write(text)


class Record(dict):
    """A JSON object of a tool's result: keys can be read as attributes."""

    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(f"'dict' object has no attribute '{name}'")


Record.__name__ = "dict"
Record.__qualname__ = "dict"
Record.__module__ = "builtins"


def plain_form(value):
    """What tools get of values that JSON has no form for."""
    if isinstance(value, (set, frozenset)):
        return list(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def tool(calls):
    def lookup(*given, **named):
        arguments = {**dict(zip(["key"], given)), **named}
        written = json.dumps(arguments, ensure_ascii=False, default=plain_form)
        calls.append(written)
        key = json.loads(written).get("key")
        if key is None:
            raise RuntimeError("no key")
        return Record({"key": key, "items": [1, "two", None], "n": len(calls)})

    return lookup


def run(source):
    calls = []
    variables = {"__name__": "__main__", "lookup": tool(calls)}
    out = Log()
    error = None
    signal.setitimer(signal.ITIMER_PROF, 0.3)
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(source, "plan", "exec"), variables)
    except (TooLong, MemoryError, RecursionError):
        return None
    except BaseException as thrown:
        error = [type(thrown).__name__, str(thrown)]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {"out": out.getvalue(), "error": error, "calls": calls}


answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
for line in sys.stdin:
    answers.write(json.dumps([run(source) for source in json.loads(line)]) + "\n")
    answers.flush()

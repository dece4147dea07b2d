"""Runs each case under CPython: what it prints, the repr of final_return_value, the exception that ends it."""
import contextlib
import io
import json
import sys


class Record(dict):
    """A JSON object of a tool's result: keys can be read as attributes."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"'dict' object has no attribute '{name}'") from None


def records(value):
    if isinstance(value, dict):
        return Record({key: records(item) for key, item in value.items()})
    if isinstance(value, list):
        return [records(item) for item in value]
    return value


def tool_named(name, results, calls):
    def tool(**arguments):
        calls.append([name, arguments])
        answer = results[name].pop(0) if len(results[name]) > 1 else results[name][0]
        if isinstance(answer, dict) and set(answer) == {"error!"}:
            raise RuntimeError(answer["error!"])
        return records(json.loads(json.dumps(answer)))

    return tool


def run(source):
    results = {}
    for line in source.split("\n"):
        if line.startswith("# tool "):
            name, answer = line[len("# tool "):].split(" ", 1)
            results.setdefault(name, []).append(json.loads(answer))
    calls = []
    variables = {"__name__": "__main__"}
    for name in results:
        variables[name] = tool_named(name, results, calls)
    out = io.StringIO()
    error = None
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(source, "case", "exec"), variables)
        except BaseException as thrown:
            error = [type(thrown).__name__, str(thrown)]
    final = None
    try:
        final = repr(variables.get("final_return_value"))
    except BaseException as thrown:
        error = [type(thrown).__name__, str(thrown)]
    return {"out": out.getvalue(), "final": final if error is None else None, "error": error, "calls": json.dumps(calls)}


print(json.dumps([run(source) for source in json.load(sys.stdin)]))

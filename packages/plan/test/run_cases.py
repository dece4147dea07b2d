"""Runs each case under CPython: what it prints, the repr of final_return_value, the exception that ends it."""
import ast
import contextlib
import decimal
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


def sent(value):
    """The arguments of a call are JSON, where 2.0 and 2 are one number."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return int(value)
    if isinstance(value, dict):
        return {key: sent(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [sent(item) for item in value]
    return value


def tool_named(name, results, calls):
    def tool(**arguments):
        calls.append([name, sent(arguments)])
        answer = results[name].pop(0) if len(results[name]) > 1 else results[name][0]
        if isinstance(answer, dict) and set(answer) == {"error!"}:
            raise RuntimeError(answer["error!"])
        return records(json.loads(json.dumps(answer)))

    return tool


class Plain(ast.NodeTransformer):
    """`async` and `await` are in the plan language what their plain forms are in Python."""

    def visit_AsyncFunctionDef(self, node):
        self.generic_visit(node)
        return ast.copy_location(ast.FunctionDef(**dict(ast.iter_fields(node))), node)

    def visit_AsyncFor(self, node):
        self.generic_visit(node)
        return ast.copy_location(ast.For(**dict(ast.iter_fields(node))), node)

    def visit_AsyncWith(self, node):
        self.generic_visit(node)
        return ast.copy_location(ast.With(**dict(ast.iter_fields(node))), node)

    def visit_Await(self, node):
        return self.visit(node.value)

    def visit_comprehension(self, node):
        self.generic_visit(node)
        node.is_async = 0
        return node


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
    # Each case starts with the default context, as a program of its own does.
    decimal.setcontext(decimal.Context())
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(Plain().visit(ast.parse(source)), "case", "exec"), variables)
        except BaseException as thrown:
            error = [type(thrown).__name__, str(thrown)]
    final = None
    try:
        final = repr(variables.get("final_return_value"))
    except BaseException as thrown:
        error = [type(thrown).__name__, str(thrown)]
    return {"out": out.getvalue(), "final": final if error is None else None, "error": error, "calls": json.dumps(calls)}


print(json.dumps([run(source) for source in json.load(sys.stdin)]))

"""Reads a JSON list of sources; writes what CPython says about each: its tree in our terms, or its SyntaxError."""

import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)

PLAIN = {"AsyncFunctionDef": "FunctionDef", "AsyncFor": "For", "AsyncWith": "With"}
SKIPPED = {"type_comment", "type_ignores", "kind", "is_async", "type_params"}


def constant(value):
    if value is None:
        return "None"
    if value is Ellipsis:
        return "Ellipsis"
    if isinstance(value, bool):
        return f"bool {value}"
    if isinstance(value, int):
        return f"int {hex(value)}"
    if isinstance(value, float):
        return f"float {value.hex()}"
    if isinstance(value, str):
        return ["str", value.encode("utf-8", "surrogatepass").hex()]
    if isinstance(value, bytes):
        return ["bytes", value.hex()]
    return f"other {value!r}"


NAMES = {
    "Name": ("id",), "Attribute": ("attr",), "arg": ("arg",), "FunctionDef": ("name",), "AsyncFunctionDef": ("name",),
    "ClassDef": ("name",), "Global": ("names",), "Nonlocal": ("names",), "alias": ("asname",),
    "ExceptHandler": ("name",), "MatchAs": ("name",), "MatchStar": ("name",), "MatchMapping": ("rest",),
}  # fmt: skip


def mangle(tree, owner=""):
    """Gives private names in classes the names that the compiler gives them."""

    def mangled(name):
        private = owner and name and name.startswith("__") and not name.endswith("__")
        return f"_{owner}{name}" if private else name

    own = tree.name.lstrip("_") if isinstance(tree, ast.ClassDef) else owner
    for field in NAMES.get(type(tree).__name__, ()):
        value = getattr(tree, field)
        setattr(tree, field, [mangled(n) for n in value] if isinstance(value, list) else mangled(value))
    for field, value in ast.iter_fields(tree):
        inside = isinstance(tree, ast.ClassDef) and field == "body"
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                mangle(child, own if inside else owner)


def dump(node, lines, formatted=False):
    if isinstance(node, list):
        return [dump(item, lines, formatted) for item in node]
    if isinstance(node, (ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.expr_context)):
        return type(node).__name__
    if isinstance(node, ast.Await):
        return dump(node.value, lines, formatted)
    if not isinstance(node, ast.AST):
        return node
    name = type(node).__name__
    result = {"kind": PLAIN.get(name, name)}
    if name == "AnnAssign":
        node.simple = bool(node.simple)
    for field, value in ast.iter_fields(node):
        if field in SKIPPED:
            continue
        if name == "Constant":
            result[field] = constant(value)
        else:
            # Places inside f-strings are wrong in CPython 3.11.
            result[field] = dump(value, lines, formatted or name == "JoinedStr")
    if isinstance(node, (ast.stmt, ast.expr, ast.pattern, ast.arg, ast.keyword, ast.alias)) and not formatted:
        result["span"] = [
            node.lineno,
            len(lines[node.lineno - 1][: node.col_offset].decode()) + 1,
            node.end_lineno,
            len(lines[node.end_lineno - 1][: node.end_col_offset].decode()) + 1,
        ]
    return result


def judge(source):
    stage = "parse"
    try:
        tree = compile(source, "<plan>", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        stage = "compile"
        compile(source, "<plan>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        return {"ok": False, "stage": stage, "message": error.msg, "line": error.lineno, "column": error.offset}
    except (ValueError, OverflowError, MemoryError, RecursionError) as error:
        return {"ok": False, "stage": stage, "message": f"{type(error).__name__}: {error}", "line": None, "column": None}
    text = source.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.encode() for line in text.split("\n")]
    mangle(tree)
    return {"ok": True, "body": dump(tree.body, lines)}


print(json.dumps([judge(source) for source in json.load(sys.stdin)]))

"""Reads a JSON list of sources; writes CPython's symbol table of each, or null for what it refuses."""

import json
import sys
import symtable
import warnings

warnings.simplefilter("ignore")
RESIDENCES = {1: "local", 2: "global", 3: "global", 4: "free", 5: "cell"}
NAMES = {"top": "<module>", "lambda": "<lambda>", "listcomp": "<listcomp>", "setcomp": "<setcomp>"}
NAMES |= {"dictcomp": "<dictcomp>", "genexpr": "<genexpr>"}


def table(scope):
    symbols = {s.get_name(): RESIDENCES[s._Symbol__scope] for s in scope.get_symbols()}
    children = sorted((table(child) for child in scope.get_children()), key=json.dumps)
    if scope.get_type() == "module":
        # A name of the module is a global, however it came about.
        symbols = {}
    return [NAMES.get(scope.get_name(), scope.get_name()), sorted(symbols.items()), children]


def judge(source):
    try:
        compile(source, "<plan>", "exec", dont_inherit=True)
    except SyntaxError:
        return None
    return table(symtable.symtable(source, "<plan>", "exec"))


print(json.dumps([json.dumps(judge(source)) for source in json.load(sys.stdin)]))

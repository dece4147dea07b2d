import { expect, test } from "vitest";
import { checkPlan } from "../src/check/check-plan.ts";

const tools = ["send_email", "list_emails", "get_weather"].map((name) => ({ name }));

/** Findings as `line:column code message | help`. */
function findings(source: string, variables: readonly string[] = ["question"]): readonly string[] {
  const checked = checkPlan(source, { tools, variables });
  if (checked.ok) return [];
  return checked.diagnostics.map(
    ({ code, message, span, help }) =>
      `${span.line}:${span.column} ${code} ${message}${help === undefined ? "" : ` | ${help}`}`,
  );
}

const accepted: readonly (readonly [string, string])[] = [
  ["a tool called by name", 'final_return_value = get_weather(city="Rome")'],
  ["a variable that is set before", "x = question.strip()"],
  ["a function used above its definition", "def f(): return g()\ndef g(): return 1\nf()"],
  ["a name assigned by a function", "def f():\n    global total\n    total = 1\nf()\nprint(total)"],
  ["a name that an except clause binds", "try:\n    pass\nexcept ValueError as e:\n    print(e)"],
  [
    "captures of a pattern",
    'match question:\n    case [a, *b]: print(a, b)\n    case {"k": c, **d}: print(c, d)',
  ],
  ["an assignment expression", 'if (n := len(question)) > 1: print(n)\nprint([m := x for x in "ab"], m)'],
  [
    "imports of every form",
    "import json, urllib.parse as p\nfrom datetime import date as d\nfrom urllib import parse\nprint(json, p, d, parse)",
  ],
  [
    "common special methods",
    "class A:\n    __hash__ = None\n    def __init__(self, x): self.x = x\n    def __eq__(self, other): return self.x == other.x\n    def __add__(self, other): return A(self.x)",
  ],
  [
    "a special method of the base class",
    "class A:\n    def __init__(self): pass\nclass B(A):\n    def __init__(self):\n        super().__init__()",
  ],
  [
    "a method that shadows a builtin",
    "class A:\n    def id(self): return 1\n    def open(self): return self.id()",
  ],
  ["a name that hides a refused builtin", "def open(x): return x\nopen(1)"],
  ["await at the top level", "async def f():\n    return await get_weather()\nx = await f()"],
  ["a private name", "class A:\n    def f(self): return self._x + self.__y"],
  ["a class that uses itself", "class A:\n    def f(self): return A()"],
  ["class variables used in the class", "class A:\n    x = 1\n    y = x + 1"],
  ["a lambda with defaults", "f = lambda a, b=question: a + b"],
  ["an empty plan", ""],
];

test.each(accepted)("%s is accepted", (_, source) => {
  expect(findings(source)).toEqual([]);
});

const refused: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "eval",
    'x = eval("1")',
    [
      "1:5 unsupported the plan language has no 'eval' | write the expression into the plan; for data use json.loads",
    ],
  ],
  [
    "open, as a value too",
    "f = open",
    ["1:5 unsupported the plan language has no 'open' | a plan has no files: use a tool"],
  ],
  [
    "__import__",
    '__import__("os")',
    ["1:1 unsupported the plan language has no '__import__' | use an import statement"],
  ],
  [
    "globals",
    'globals()["x"]',
    ["1:1 unsupported the plan language has no 'globals' | use the variables by their names, or a dict"],
  ],
  [
    "__name__",
    'if __name__ == "__main__": pass',
    [
      "1:4 unsupported the plan language has no '__name__' | a plan is always the main program: leave the test away and call the function directly",
    ],
  ],
  [
    "__builtins__",
    "x = __builtins__",
    ["1:5 unsupported the plan language has no '__builtins__' | use builtins by their names"],
  ],
  [
    "a dunder attribute",
    "x = question.__class__",
    ["1:5 unsupported the plan language has no access to '__class__' | use type(...)"],
  ],
  [
    "a dunder attribute that is assigned",
    "question.__dict__ = {}",
    ["1:1 unsupported the plan language has no access to '__dict__' | use the attributes by their names"],
  ],
  [
    "a special method called by name",
    "question.__len__()",
    [
      "1:1 unsupported the plan language has no access to '__len__' | use the operator or builtin that calls it, or super().name(...) in a method",
    ],
  ],
  [
    "super() with another attribute",
    "class A:\n    def f(self): return super().__class__",
    ["2:25 unsupported the plan language has no access to '__class__' | use type(...)"],
  ],
  [
    "a special method of super() that is not called",
    "class A:\n    def f(self): return super().__init__",
    [
      "2:25 unsupported the plan language has no access to '__init__' | use the operator or builtin that calls it, or super().name(...) in a method",
    ],
  ],
  [
    "an uncommon special method",
    "class A:\n    def __getattribute__(self, name): return 1",
    [
      "2:5 unsupported a class of the plan cannot define '__getattribute__' | define __getattr__, which is asked when there is no such attribute, or properties",
    ],
  ],
  [
    "a dunder variable",
    "__x__ = 1",
    ["1:1 unsupported a plan cannot assign to '__x__' | use a name without leading underscores"],
  ],
  [
    "a dunder parameter",
    "def f(__class__): pass",
    ["1:7 unsupported a plan cannot assign to '__class__' | use a name without leading underscores"],
  ],
  [
    "a dunder alias",
    "import json as __json__",
    ["1:8 unsupported a plan cannot assign to '__json__' | use a name without leading underscores"],
  ],
  [
    "a dunder name in except",
    "try: pass\nexcept ValueError as __e__: pass",
    ["2:1 unsupported a plan cannot assign to '__e__' | use a name without leading underscores"],
  ],
  [
    "a dunder name in a pattern",
    "match question:\n    case [*__a__]: pass\n    case {**__b__}: pass\n    case __c__: pass",
    [
      "2:11 unsupported a plan cannot assign to '__a__' | use a name without leading underscores",
      "3:10 unsupported a plan cannot assign to '__b__' | use a name without leading underscores",
      "4:10 unsupported a plan cannot assign to '__c__' | use a name without leading underscores",
    ],
  ],
  [
    "a dunder attribute in a class pattern",
    "match question:\n    case str(__class__=x): print(x)",
    ["2:10 unsupported the plan language has no access to '__class__' | use type(...)"],
  ],
  [
    "a dunder attribute in a value pattern",
    "match question:\n    case question.__doc__: pass",
    ["2:10 unsupported the plan language has no access to '__doc__' | use plain attributes and builtins"],
  ],
  [
    "a dunder name declared global",
    "def f():\n    global __x__\nf()",
    ["2:5 unsupported a plan cannot assign to '__x__' | use a name without leading underscores"],
  ],
  [
    "another module",
    "import os",
    [
      "1:8 unsupported the plan language has no module 'os' | a plan reaches the outside through its tools only",
    ],
  ],
  [
    "a submodule of it",
    "from os.path import join",
    [
      "1:1 unsupported the plan language has no module 'os.path' | a plan reaches the outside through its tools only",
    ],
  ],
  [
    "a misspelt module",
    "import jsn",
    ["1:8 unsupported the plan language has no module 'jsn' | did you mean json?"],
  ],
  [
    "a name that a module lacks",
    "from json import load",
    ["1:18 unsupported cannot import name 'load' from 'json' | use json.loads(text)"],
  ],
  [
    "import *",
    "from math import *",
    ["1:18 unsupported the plan language has no `import *` | name what the plan uses of math"],
  ],
  [
    "relative imports",
    "from . import x",
    ["1:1 unsupported the plan language has no relative imports | name the module"],
  ],
  [
    "asyncio",
    "import asyncio",
    [
      "1:8 unsupported the plan language has no module 'asyncio' | remove it: for asyncio.run(main()) write main(), for await asyncio.gather(f(a), f(b)) write [f(a), f(b)] or [f(x) for x in xs]; `await` may stay or go",
    ],
  ],
  [
    "metaclasses",
    "class A(metaclass=type): pass",
    ["1:9 unsupported the plan language has no metaclasses | use a base class or a decorator"],
  ],
  [
    "a misspelt tool",
    'send_emial(to="x")',
    [
      "1:1 unknown_name 'send_emial' is no tool, no builtin and no function of the plan | did you mean send_email?",
    ],
  ],
  [
    "a tool with its words swapped",
    "email_send()",
    [
      "1:1 unknown_name 'email_send' is no tool, no builtin and no function of the plan | did you mean send_email?",
    ],
  ],
  [
    "an unknown tool",
    "launch_rocket()",
    [
      "1:1 unknown_name 'launch_rocket' is no tool, no builtin and no function of the plan | call a tool, a builtin or a function of the plan; the tools are: send_email, list_emails, get_weather",
    ],
  ],
  [
    "an unknown name",
    "x = resutl",
    ["1:5 unknown_name name 'resutl' is not defined | assign it before it is used"],
  ],
  [
    "a misspelt variable",
    "print(qestion)",
    ["1:7 unknown_name name 'qestion' is not defined | did you mean question?"],
  ],
  [
    "a local of another function",
    "def f():\n    inner = 1\ndef g():\n    return inner",
    ["4:12 unknown_name name 'inner' is not defined | assign it before it is used"],
  ],
  [
    "return at the top",
    "return 1",
    [
      "1:1 syntax_error 'return' outside function | assign the answer to final_return_value; to stop early, put the rest into an else branch",
    ],
  ],
  ["break outside a loop", "if question: break", ["1:14 syntax_error 'break' outside loop"]],
  [
    "break in a function in a loop",
    'for x in "ab":\n    def f(): continue',
    ["2:14 syntax_error 'continue' not properly in loop"],
  ],
  [
    "break in the else of a loop",
    "while question: pass\nelse: break",
    ["2:7 syntax_error 'break' outside loop"],
  ],
  ["yield at the top", "yield 1", ["1:1 syntax_error 'yield' outside function"]],
  [
    "yield in a comprehension",
    'def f(): return [(yield x) for x in "ab"]',
    ["1:19 syntax_error 'yield' inside list comprehension"],
  ],
  [
    "arguments twice",
    "def f(a, b, a): pass",
    ["1:13 syntax_error duplicate argument 'a' in function definition"],
  ],
  [
    "global after use",
    "def f():\n    print(x)\n    global x\nx = 1",
    ["3:5 syntax_error name 'x' is used prior to global declaration"],
  ],
  ["nonlocal of nothing", "def f():\n    nonlocal x", ["2:5 syntax_error no binding for nonlocal 'x' found"]],
  [
    "nonlocal of a global",
    "x = 1\ndef f():\n    nonlocal x",
    ["3:5 syntax_error no binding for nonlocal 'x' found"],
  ],
  [
    "nonlocal at the top",
    "nonlocal x",
    ["1:1 syntax_error nonlocal declaration not allowed at module level"],
  ],
  ["two stars", "*a, *b = question", ["1:1 syntax_error multiple starred expressions in assignment"]],
  [
    "an unreachable case",
    "match question:\n    case x: pass\n    case 1: pass",
    ["2:10 syntax_error name capture 'x' makes remaining patterns unreachable"],
  ],
  [
    "alternatives that bind differently",
    "match question:\n    case [a] | [a, b]: pass",
    ["2:10 syntax_error alternative patterns bind different names"],
  ],
  [
    "a name bound twice in a pattern",
    "match question:\n    case [a, a]: pass",
    ["2:10 syntax_error multiple assignments to name 'a' in pattern"],
  ],
  ["__debug__", "__debug__ = 1", ["1:1 syntax_error cannot assign to __debug__"]],
  [
    "an assignment expression on a loop variable",
    '[x := 1 for x in "ab"]',
    ["1:2 syntax_error assignment expression cannot rebind comprehension iteration variable 'x'"],
  ],
  [
    "one in an iterable",
    '[x for x in (y := "ab")]',
    ["1:14 syntax_error assignment expression cannot be used in a comprehension iterable expression"],
  ],
];

test.each(refused)("%s is refused with its place and what to write instead", (_, source, expected) => {
  expect(findings(source)).toEqual(expected);
});

test("with tools of any name, what is called is a tool and what is not called must be known", () => {
  const checked = checkPlan("a = any_tool(1)\nb = other", { tools: "any", variables: [] });
  expect(checked.ok ? [] : checked.diagnostics.map(({ message }) => message)).toEqual([
    "name 'other' is not defined",
  ]);
});

test("with tools of any name, a refused builtin is no tool", () => {
  for (const name of ["eval", "exec", "open", "globals", "__import__", "setattr", "id", "hash"]) {
    expect(checkPlan(`${name}(1)`, { tools: "any", variables: [] }).ok, name).toBe(false);
  }
});

test("all findings come together, in the order of their places, at most 20", () => {
  expect(findings("import os\nx = eval(y)\nreturn x").map((finding) => finding.split(" ")[0])).toEqual([
    "1:8",
    "2:5",
    "2:10",
    "3:1",
  ]);
  expect(findings("a0 + a1\n".repeat(100))).toHaveLength(20);
});

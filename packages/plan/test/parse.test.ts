import { expect, test } from "vitest";
import type { ConstantValue, Expression } from "../src/ast.ts";
import { formatDiagnostic } from "../src/diagnostics.ts";
import { parseProgram } from "../src/parse/parse-program.ts";

/** The expression that a source consists of. */
function expressionOf(source: string): Expression {
  const parsed = parseProgram(source);
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
  const [statement] = parsed.module.body;
  if (statement?.kind !== "Expr") throw new Error("no expression");
  return statement.value;
}

const constants: readonly (readonly [string, ConstantValue])[] = [
  ["2", { type: "int", value: 2 }],
  ["2.0", { type: "float", value: 2 }],
  ["2.", { type: "float", value: 2 }],
  ["2e0", { type: "float", value: 2 }],
  ["9007199254740991", { type: "int", value: 9007199254740991 }],
  ["9007199254740993", { type: "int", value: 9007199254740993n }],
  ["0xFFFF_FFFF_FFFF_FFFF", { type: "int", value: 0xffffffffffffffffn }],
  ["1e400", { type: "float", value: Number.POSITIVE_INFINITY }],
  ["True", { type: "bool", value: true }],
  ["None", { type: "None" }],
  ["...", { type: "Ellipsis" }],
  ['"..."', { type: "str", value: "..." }],
  ["'a' \"b\" '''c'''", { type: "str", value: "abc" }],
  ['"\\x41\\u00e9\\U0001F600\\n\\q"', { type: "str", value: "Aé😀\n\\q" }],
  ['r"\\n"', { type: "str", value: "\\n" }],
  ['"a\\\nb"', { type: "str", value: "ab" }],
  ['"""a\r\nb"""', { type: "str", value: "a\nb" }],
  ['b"\\xff\\0a"', { type: "bytes", value: Uint8Array.of(255, 0, 97) }],
  ['b"" b"a"', { type: "bytes", value: Uint8Array.of(97) }],
];

test.each(constants)("%s is read as it is meant", (source, value) => {
  expect(expressionOf(source)).toMatchObject({ kind: "Constant", value });
});

test("columns count code points", () => {
  const sum = expressionOf('"😀é" + x');
  expect(sum.kind === "BinOp" && sum.right.span).toEqual({ line: 1, column: 8, endLine: 1, endColumn: 9 });
});

test("a byte order mark, form feeds and joined lines move nothing", () => {
  expect(expressionOf("\u{feff}x").span).toEqual({ line: 1, column: 1, endLine: 1, endColumn: 2 });
  expect(expressionOf("\f\nx").span.line).toBe(2);
  expect(expressionOf("a + \\\r\n  b").span).toEqual({ line: 1, column: 1, endLine: 2, endColumn: 4 });
});

test("identifiers are normalised as CPython does", () => {
  expect(expressionOf("ﬁ.ﬁ")).toMatchObject({ kind: "Attribute", attr: "fi", value: { id: "fi" } });
});

test("await is the plain form", () => {
  expect(expressionOf("await f()")).toMatchObject({ kind: "Call", func: { id: "f" } });
});

test("f-strings of Python 3.12 are read: the same quotes, backslashes and comments in fields", () => {
  const parsed = expressionOf('f"{d["k"]}{"\\n".join(x)}"');
  expect(parsed).toMatchObject({
    kind: "JoinedStr",
    values: [
      { kind: "FormattedValue", value: { kind: "Subscript" } },
      { kind: "FormattedValue", value: { kind: "Call" } },
    ],
  });
});

test("a node in an f-string has its place in the source", () => {
  const parsed = expressionOf('f"é{a + 😀}"'.replace("😀", "b"));
  const field = parsed.kind === "JoinedStr" ? parsed.values[1] : undefined;
  expect(field?.kind === "FormattedValue" && field.value.span).toEqual({
    line: 1,
    column: 5,
    endLine: 1,
    endColumn: 10,
  });
});

const refused: readonly (readonly [string, string])[] = [
  ['x = "abc\ny', "1:5 syntax_error unterminated string literal (detected at line 1)"],
  ['x = """abc\ny\n', "1:5 syntax_error unterminated triple-quoted string literal (detected at line 2)"],
  ["x = (1,\n  [2]\ny = 3", "1:5 syntax_error '(' was never closed"],
  ["x = [1)", "1:7 syntax_error closing parenthesis ')' does not match opening parenthesis '['"],
  ["x = [\n1)", "2:2 syntax_error closing parenthesis ')' does not match opening parenthesis '[' on line 1"],
  ["x = 1)", "1:6 syntax_error unmatched ')'"],
  ["x = “a”", "1:5 syntax_error invalid character '“' (U+201C)"],
  ["x =\u{a0}1", "1:4 syntax_error invalid non-printable character U+00A0"],
  ["x = 1 \\ y", "1:8 syntax_error unexpected character after line continuation character"],
  [
    "x = 012",
    "1:5 syntax_error leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
  ],
  ["x = 1_", "1:5 syntax_error invalid decimal literal"],
  ["x = 0o8", "1:7 syntax_error invalid digit '8' in octal literal"],
  ["x = 1abc", "1:5 syntax_error invalid decimal literal"],
  ["if x:\ny", "2:1 syntax_error expected an indented block after 'if' statement on line 1"],
  ["def f():\n", "1:1 syntax_error expected an indented block after function definition on line 1"],
  ["x = 1\n  y = 2", "2:3 syntax_error unexpected indent"],
  ["if x:\n    y\n  z", "3:1 syntax_error unindent does not match any outer indentation level"],
  ["if x:\n\ty\n        z", "3:1 syntax_error inconsistent use of tabs and spaces in indentation"],
  ["for x in y\n    z", "1:11 syntax_error expected ':'"],
  ['print "x"', "1:7 syntax_error Missing parentheses in call to 'print'. Did you mean print(...)?"],
  ["if x = 3: pass", "1:6 syntax_error invalid syntax. Maybe you meant '==' or ':=' instead of '='?"],
  ["f(a b)", "1:5 syntax_error invalid syntax. Perhaps you forgot a comma?"],
  ["x = 5 +", "1:8 syntax_error invalid syntax"],
  ["f(a=1, a=2)", "1:8 syntax_error keyword argument repeated: a"],
  ["try: pass\nx", "1:1 syntax_error expected 'except' or 'finally' block"],
  ["try: pass\nexcept: pass\nexcept A: pass", "2:1 syntax_error default 'except:' must be last"],
  ["def f(a=1, b): pass", "1:12 syntax_error non-default argument follows default argument"],
  ["def f():\n    await g()", "2:5 syntax_error 'await' outside async function"],
  ['f"{}"', "1:3 syntax_error f-string: empty expression not allowed"],
  ['f"{a"', "1:5 syntax_error f-string: expecting '}'"],
  ['f"}"', "1:3 syntax_error f-string: single '}' is not allowed"],
  ['f"{a!x}"', "1:5 syntax_error f-string: invalid conversion character: expected 's', 'r', or 'a'"],
  ['b"é"', "1:3 syntax_error bytes can only contain ASCII literal characters"],
  ['"a" b"b"', "1:1 syntax_error cannot mix bytes and nonbytes literals"],
  ["x = 1\0", "1:6 syntax_error source code cannot contain null bytes"],
  ["if (n) := f(): pass", "1:5 syntax_error cannot use assignment expressions with name"],
  ["(a.b := 1)", "1:2 syntax_error cannot use assignment expressions with attribute"],
  ["x = [yield]", "1:6 syntax_error invalid syntax"],
  ["f(x for x in y, 1)", "1:3 syntax_error Generator expression must be parenthesized"],
  ["from a import b,", "1:16 syntax_error trailing comma not allowed without surrounding parentheses"],
  ["x = 1; if y: pass", "1:8 syntax_error invalid syntax"],
  ["\\\n", "1:1 syntax_error unexpected EOF while parsing"],
  ["x = 3j", "1:5 unsupported the plan language has no complex numbers"],
  ['x = "\\N{DASH}"', "1:6 unsupported the plan language does not look up characters by name"],
  ['x = f"\\N{DASH}"', "1:7 unsupported the plan language does not look up characters by name"],
  ['x = "\\ud83d\\ude00"', "1:6 unsupported the plan language has no surrogates in strings"],
  ["try: pass\nexcept* A: pass", "1:1 unsupported the plan language has no except*"],
  ["def f[T](x: T): pass", "1:1 unsupported the plan language has no type parameters"],
  ["type X = int", "1:1 unsupported the plan language has no type statement"],
  ['x = "é" + t"{a}"', "1:12 syntax_error invalid syntax"],
];

test.each(refused)("%j is refused", (source, expected) => {
  const parsed = parseProgram(source);
  const shown = parsed.ok
    ? []
    : parsed.diagnostics.map(({ code, message, span }) => `${span.line}:${span.column} ${code} ${message}`);
  expect(shown).toEqual([expected]);
});

test("a diagnostic shows the line, a caret and what to write instead", () => {
  const parsed = parseProgram('if x:\n    y = "é" + 3j\n');
  expect(parsed.ok ? "" : parsed.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)).join()).toBe(
    [
      "plan:2:15: the plan language has no complex numbers",
      '    y = "é" + 3j',
      "              ^^",
      "  help: use float, or a tuple (real, imaginary)",
    ].join("\n"),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { policyText } from "../fuzz/arbitraries.ts";
import { formatPolicy } from "../src/index.ts";
import { lex } from "../src/lex.ts";
import { parsePolicy } from "../src/parse.ts";
import { readCases } from "./case-files.ts";

function formatted(text: string): string {
  const result = formatPolicy(text);
  if (!result.ok) throw new Error(result.diagnostics.map((finding) => finding.excerpt).join("\n"));
  return result.text;
}

/** The tree without places. */
function shape(text: string): unknown {
  const { declarations } = parsePolicy(text).program;
  return JSON.parse(
    JSON.stringify(declarations, (key, value) =>
      key === "start" || key === "end" ? undefined : typeof value === "bigint" ? `${value}n` : value,
    ),
  );
}

function comments(text: string): string[] {
  return lex(text).comments.map((comment) => comment.text);
}

function expectFaithful(text: string): void {
  const once = formatted(text);
  expect(formatted(once)).toBe(once);
  expect(shape(once)).toEqual(shape(text));
  expect(comments(once)).toEqual(comments(text));
}

test("one style", () => {
  const text = [
    "/// why",
    'let   s={"a",r"b",int 1 .. 5,int ..5} ; let t = x . tags|s-{ } with   "c";// behind',
    "",
    "",
    'tool "t"[ 10 ]->session   before @ tags|=s when(not p)and q;',
    'tool "u"{priority 3;',
    "",
    '  hard deny when @result . tags overlaps s and not x .value in {"a"} or (a.tags is empty and b.tags is universal) or c.value == 1; /* note */',
    'result{} session after{when p{@tags-={"x"};}}',
    "  // last",
    "}",
  ].join("\n");
  expect(formatted(text)).toBe(
    [
      "/// why",
      'let s = {"a", r"b", int 1..5, int ..5};',
      'let t = x.tags | s - {} with "c"; // behind',
      "",
      'tool "t" [10] -> session before @tags |= s when (not p) and q;',
      'tool "u" {',
      "  priority 3;",
      "",
      '  hard deny when @result.tags overlaps s and not x.value in {"a"}',
      "      or (a.tags is empty and b.tags is universal)",
      "      or c.value == 1; /* note */",
      "  result {}",
      "  session after {",
      "    when p {",
      '      @tags -= {"x"};',
      "    }",
      "  }",
      "  // last",
      "}",
      "",
    ].join("\n"),
  );
});

test("a long set is filled", () => {
  const elements = Array.from({ length: 30 }, (_, at) => `"element ${at}"`).join(",");
  const text = formatted(`let s = {${elements}};`);
  expect(text.split("\n").every((line) => line.length <= 100)).toBe(true);
  expectFaithful(text);
});

test("comments stay where they are, even inside expressions", () => {
  const text = [
    "let /* a */ x /* b */ = // c",
    "  // d",
    '  {"a", /* e */ "b" // f',
    "  }",
    "  /* g",
    "     h */ | y;",
    'tool "t" { // i',
    "  hard deny // j",
    "    when a.tags is empty // k",
    "    and b.tags is empty; // l",
    "  /// m",
    "  soft allow always; }  // n",
    "",
    "// o",
  ].join("\n");
  expectFaithful(text);
});

test("every case that parses", () => {
  for (const { cases } of readCases()) {
    for (const { policy } of cases) {
      if (parsePolicy(policy).diagnostics.every((finding) => finding.severity === "warning"))
        expectFaithful(policy);
    }
  }
});

test("random policies, with comments thrown in", () => {
  const comment = fc.constantFrom(
    "",
    "",
    "",
    " // c\n",
    "\n// own line\n",
    " /* b */ ",
    "\n\n",
    " /* b1\n b2 */ ",
  );
  fc.assert(
    fc.property(policyText, fc.array(comment, { minLength: 1, maxLength: 20 }), (text, thrown) => {
      const { tokens } = lex(text);
      const mixed = tokens.map((token, at) => `${token.text}${thrown[at % thrown.length] || " "}`).join("");
      expectFaithful(text);
      expectFaithful(mixed);
    }),
    { numRuns: 200 },
  );
});

test("a text with errors is not formatted", () => {
  const result = formatPolicy("let a = ;");
  expect(result).toMatchObject({ ok: false, diagnostics: [{ code: "expected-token" }] });
});

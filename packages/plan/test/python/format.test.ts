import fc from "fast-check";
import { codePointAt } from "../../src/python/code-points.ts";
import { PythonError, typeError } from "../../src/python/error.ts";
import { floatToInt, reprFloat } from "../../src/python/float.ts";
import { formatFloat, formatInt, formatString } from "../../src/python/format-spec.ts";
import { formatTemplate, missingPositional } from "../../src/python/format-string.ts";
import type { Int } from "../../src/python/integer.ts";
import { percentFormat } from "../../src/python/percent-format.ts";
import { asciiOfRepr, reprString } from "../../src/python/repr.ts";
import { type Case, differential, Float, float, type Operation, type Value } from "./oracle.ts";

const repr = (v: Value): string =>
  v instanceof Float ? reprFloat(v.value) : typeof v === "string" ? reprString(v) : String(v);
const str = (v: Value): string => (typeof v === "string" ? v : repr(v));
const typeName = (v: Value): string => (v instanceof Float ? "float" : typeof v === "string" ? "str" : "int");
// The oracle strips Float; these operations get [kind, value] pairs instead.
type Tagged = readonly [kind: string, value: string | number | bigint];
const untag = ([kind, value]: Tagged): Value =>
  kind === "f" && typeof value === "number" ? new Float(value) : value;

function percent(template: string, ...tagged: Tagged[]): string {
  let next = 0;
  const args = tagged.map(untag);
  return percentFormat<Value>(template, {
    next: () => args[next++],
    isMapping: false,
    byKey: () => {
      throw typeError("format requires a mapping");
    },
    unused: () => next < args.length,
    str,
    repr,
    ascii: (v) => asciiOfRepr(repr(v)),
    typeName,
    integer: (v, exact) =>
      typeof v === "number" || typeof v === "bigint"
        ? v
        : v instanceof Float && !exact
          ? floatToInt(v.value)
          : undefined,
    real: (v) => (v instanceof Float ? v.value : typeof v === "number" ? v : undefined),
    text: (v) => (typeof v === "string" ? v : undefined),
  });
}

function format(template: string, ...tagged: Tagged[]): string {
  const args = tagged.map(untag);
  return formatTemplate<Value>(template, {
    positional: (index) => {
      const v = args[index];
      if (v === undefined) throw missingPositional(index);
      return v;
    },
    named: (name) => {
      throw new PythonError("KeyError", name);
    },
    attribute: (v, name) => {
      throw new PythonError("AttributeError", `'${typeName(v)}' object has no attribute '${name}'`);
    },
    item: (v, key) => {
      if (typeof v !== "string")
        throw new PythonError("TypeError", `'${typeName(v)}' object is not subscriptable`);
      if (typeof key === "string")
        throw new PythonError("TypeError", `string indices must be integers, not 'str'`);
      const found = codePointAt(v, key);
      if (found === undefined) throw new PythonError("IndexError", "string index out of range");
      return found;
    },
    convert: (v, c) => (c === "s" ? str(v) : c === "r" ? repr(v) : asciiOfRepr(repr(v))),
    format: (v, spec) =>
      v instanceof Float
        ? formatFloat(v.value, spec)
        : typeof v === "string"
          ? formatString(v, spec)
          : typeof v === "number" || typeof v === "bigint"
            ? formatInt(v, spec)
            : "",
  });
}

const operations: Record<string, Operation> = {
  int: ["format(a[0], a[1])", (v: Int, s: string) => formatInt(v, s)],
  float: ["format(a[0], a[1])", (v: number, s: string) => formatFloat(v, s)],
  str: ["format(a[0], a[1])", (v: string, s: string) => formatString(v, s)],
  percent: ["a[0] % tuple(x[1] for x in a[1:])", percent],
  format: ["a[0].format(*(x[1] for x in a[1:]))", format],
};
const specs = [
  "",
  "d",
  ",",
  "_",
  "08",
  "+",
  " ",
  ">10",
  "<10",
  "^11",
  "*^11",
  "=+10",
  "010,",
  "013,",
  "#x",
  "#X",
  "#o",
  "#b",
  "_x",
  "_b",
  ",x",
  "c",
  "n",
  "e",
  ".2e",
  "f",
  ".0f",
  ".3f",
  ",.2f",
  "012,.2f",
  "%",
  ".1%",
  "g",
  ".3g",
  "#.3g",
  "G",
  "E",
  ".10",
  "s",
  ".3",
  "<<5",
  "x<5",
  "5.2",
  "zd",
  "z.1f",
  "+z.1f",
  "#",
  "#c",
  "+c",
  "q",
  "10q",
  ",,",
  "_,",
  ",_",
  ".",
  ".f",
  "99999999999999999999",
  "\u00e9>6",
  "\ud83d\ude00^7",
  "0<5",
  "<05",
  "0=5",
  "=5",
  "\x01",
  "05s",
  "=5s",
  "^05",
  "1_000",
  "ff",
];
const chosen: Case[] = [
  ...specs.flatMap((s): Case[] => [
    ["int", 1234567, s],
    ["int", -42, s],
    ["float", float(1234.5678), s],
    ["float", float(-0.00001234), s],
    ["float", float(2.5), s],
    ["str", "h\u00e9\ud83d\ude00llo", s],
  ]),
  ...[0, -0, 1e100, Number.NaN, Number.POSITIVE_INFINITY, 0.5, 1.5, 123456789, 1e16, 1e15].flatMap((x) =>
    ["", "f", ".0f", "e", "g", "%", "06", "+.3", ".17g", ".20f", "#g", "#", "F"].map(
      (s): Case => ["float", float(x), s],
    ),
  ),
  ["percent", "%s %d %5.2f", ["s", "x"], ["i", 3], ["f", float(2.5)]],
  [
    "percent",
    "%-5d|%+d|% d|%05d|%x|%#x|%#o|%X",
    ...[1, 2, 3, 4, 255, 255, 8, 255].map((i): Value => ["i", i]),
  ],
  ["percent", "%d", ["s", "x"]],
  ["percent", "%x", ["f", float(1.5)]],
  ["percent", "%d", ["f", float(1.9)]],
  ["percent", "%f", ["s", "x"]],
  ["percent", "%", ["i", 1]],
  ["percent", "%q", ["i", 1]],
  ["percent", "abc%(x", ["i", 1]],
  ["percent", "%(x)s", ["i", 1]],
  ["percent", "%s %s", ["i", 1]],
  ["percent", "%s", ["i", 1], ["i", 2]],
  ["percent", "%%%s%%", ["i", 1]],
  ["percent", "%c%c", ["i", 65], ["s", "\u00e9"]],
  ["percent", "%c", ["s", "ab"]],
  ["percent", "%*d|%-*d|%.*f", ["i", 5], ["i", 42], ["i", 5], ["i", 42], ["i", 2], ["f", float(3.25159)]],
  ["percent", "%*d", ["s", "x"], ["i", 1]],
  ["percent", "%r %a %.3s", ["s", "h\u00e9"], ["s", "h\u00e9"], ["s", "\ud83d\ude00bcd"]],
  ["percent", "%ld %i %u", ["i", 1], ["i", 2], ["i", 3]],
  ["percent", "\ud83d\ude00%!", ["i", 1]],
  ["percent", "%c", ["i", -1]],
  ["percent", "%.5d %+.5d", ["i", 42], ["i", -42]],
  ["percent", "%5%|", ["i", 1]],
  ...[
    "{}",
    "{0}",
    "{0!r:>10}",
    "{:{}}",
    "{0:{1}}",
    "{",
    "}",
    "{{}}",
    "{{{}}}",
    "{0",
    "{!r}",
    "{!x}",
    "{!}",
    "{!rx}",
    "{0.a}",
    "{0[1]}",
    "{0[a}",
    "{0[]}",
    "{0.}",
    "{0[1]x}",
    "{a}",
    "{}{0}",
    "{0}{}",
    "{5}",
    "{:{:{}}}",
    "{:{{}}}",
    "{0:}}",
    "{{0}",
    "a}b",
    "{:>{}}{}",
    "{99999999999999999999}",
    "{0!a}",
    "{ 0}",
    "{:!r}",
    "{!s:5}|",
    "{:\ud83d\ude00>9}",
    "{a{}}",
    "{0[{]}",
  ].map((t): Case => ["format", t, ["s", "h\u00e9"], ["i", 10], ["i", 7]]),
];
function generated(): Case[] {
  const opt = (...items: string[]) => fc.constantFrom("", "", "", ...items);
  const spec = fc
    .tuple(
      opt("<", ">", "^", "=", "*<", "0^", "x="),
      opt("+", "-", " "),
      opt("z"),
      opt("#"),
      opt("0"),
      opt("3", "8", "12", "20"),
      opt(",", "_"),
      opt(".0", ".1", ".2", ".5", ".17", ".30"),
      opt("d", "f", "e", "g", "%", "x", "b", "G", "E", "s", "o"),
    )
    .map((p) => p.join(""));
  const x = fc.oneof(
    fc.double(),
    fc.double({ min: -1e6, max: 1e6 }),
    fc.integer({ min: -5000, max: 5000 }).map((k) => k / 8),
    fc.integer({ min: -99999, max: 99999 }).map((k) => k / 1000),
  );
  const template = fc.string({
    unit: fc.constantFrom("{", "}", "{}", "0", ":", "!", "r", "a", "[", "]", ".", ">"),
    maxLength: 9,
  });
  const conversion = fc
    .tuple(
      opt("-", "+", " ", "#", "0", "-0", "+#"),
      opt("2", "9", "15"),
      opt(".0", ".2", ".8", "."),
      fc.constantFrom("d", "x", "f", "e", "g", "s", "r", "G", "X", "o"),
    )
    .map((p) => `<%${p.join("")}>`);
  return fc.sample(
    fc.oneof(
      fc.tuple(
        fc.constant("int"),
        fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.integer({ min: -9, max: 9 })),
        spec,
      ),
      fc.tuple(fc.constant("float"), x.map(float), spec),
      fc.tuple(fc.constant("str"), fc.string({ unit: "grapheme", maxLength: 6 }), spec),
      fc.tuple(
        fc.constant("format"),
        template,
        fc.constant(["s", "q"] as Value),
        fc.constant(["i", 5] as Value),
      ),
      fc.tuple(
        fc.constant("percent"),
        conversion,
        fc.integer().map((i) => ["i", i] as Value),
      ),
      fc.tuple(
        fc.constant("percent"),
        conversion,
        x.map((i) => ["f", float(i)] as Value),
      ),
    ),
    { numRuns: 15000, seed: 2 },
  ) as Case[];
}
differential("format", operations, chosen, generated);

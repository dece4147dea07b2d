import fc from "fast-check";
import { codePointAt, codePointLength, compareText, sliceText } from "../../src/python/code-points.ts";
import type { Int } from "../../src/python/integer.ts";
import { asciiString, reprBytes, reprString } from "../../src/python/repr.ts";
import { sliceIndices } from "../../src/python/slice.ts";
import * as t from "../../src/python/text.ts";
import * as c from "../../src/python/text-case.ts";
import { type Case, differential, type Operation, type Value } from "./oracle.ts";

const orU = <T>(x: T | null): T | undefined => x ?? undefined;
const one: Record<string, Operation> = {};
const predicates: [string, (s: string) => boolean][] = [
  ["isalpha", t.isAlpha],
  ["isdigit", t.isDigit],
  ["isdecimal", t.isDecimal],
  ["isnumeric", t.isNumeric],
  ["isalnum", t.isAlnum],
  ["isspace", t.isSpace],
  ["isidentifier", t.isIdentifier],
  ["istitle", c.isTitle],
  ["isupper", c.isUpper],
  ["islower", c.isLower],
  ["isprintable", t.isPrintable],
  ["isascii", t.isAscii],
];
for (const [name, f] of predicates) one[name] = [`a[0].${name}()`, (s: string) => f(s)];
const maps: [string, (s: string) => Value][] = [
  ["upper", c.upper],
  ["lower", c.lower],
  ["title", c.title],
  ["capitalize", c.capitalize],
  ["swapcase", c.swapcase],
  ["casefold", c.casefold],
  ["expandtabs", (s) => t.expandTabs(s)],
  ["splitlines", (s) => t.splitLines(s)],
  ["split", (s) => t.split(s)],
  ["rsplit", (s) => t.rsplit(s)],
  ["strip", (s) => t.strip(s)],
  ["lstrip", (s) => t.lstrip(s)],
  ["rstrip", (s) => t.rstrip(s)],
];
for (const [name, f] of maps) one[name] = [`a[0].${name}()`, (s: string) => f(s)];
one.repr = ["repr(a[0])", (s: string) => reprString(s)];
one.ascii = ["ascii(a[0])", (s: string) => asciiString(s)];
one.len = ["len(a[0])", (s: string) => codePointLength(s)];
one.splitkeep = ["a[0].splitlines(True)", (s: string) => t.splitLines(s, true)];
// Every code point at once: the properties packed into strings of 0 and 1, 4096 code points a case.
const block = (start: number): string[] =>
  Array.from({ length: 4096 }, (_, i) => start + i)
    .filter((x) => x < 0xd800 || x > 0xdfff)
    .map((x) => String.fromCodePoint(x));
const points = "[chr(x) for x in range(a[0], a[0] + 4096) if not 0xd800 <= x <= 0xdfff]";
for (const [name, f] of predicates)
  one[`all_${name}`] = [
    `''.join(str(int(c.${name}())) for c in ${points})`,
    (n: number) =>
      block(n)
        .map((x) => (f(x) ? "1" : "0"))
        .join(""),
  ];
for (const [name, f] of maps.slice(0, 6))
  one[`all_${name}`] = [
    `'|'.join('x' + c.${name}() for c in ${points})`,
    (n: number) =>
      block(n)
        .map((x) => `x${f(x)}`)
        .join("|"),
  ];
one.all_int = [
  `''.join(str(int(c)) if c.isdecimal() else '-' for c in ${points})`,
  (n: number) =>
    block(n)
      .map((x) => (t.isDecimal(x) ? String(parseDigit(x)) : "-"))
      .join(""),
];
one.all_continue = [
  `''.join(str(int(('a'+c).isidentifier())) for c in ${points})`,
  (n: number) =>
    block(n)
      .map((x) => (t.isIdentifier(`a${x}`) ? "1" : "0"))
      .join(""),
];
one.all_titled = [
  `''.join((c+'a').title()[-1] for c in ${points})`,
  (n: number) =>
    block(n)
      .map((x) => c.title(`${x}a`).slice(-1))
      .join(""),
];

import { parseInteger } from "../../src/python/integer-text.ts";

const parseDigit = (x: string): Int => parseInteger(x);

const two: Record<string, Operation> = {
  splitBy: ["a[0].split(a[1])", (s: string, x: string) => t.split(s, x)],
  rsplitBy: ["a[0].rsplit(a[1])", (s: string, x: string) => t.rsplit(s, x)],
  partition: ["a[0].partition(a[1])", (s: string, x: string) => t.partition(s, x)],
  rpartition: ["a[0].rpartition(a[1])", (s: string, x: string) => t.rpartition(s, x)],
  stripOf: ["a[0].strip(a[1])", (s: string, x: string) => t.strip(s, x)],
  lstripOf: ["a[0].lstrip(a[1])", (s: string, x: string) => t.lstrip(s, x)],
  rstripOf: ["a[0].rstrip(a[1])", (s: string, x: string) => t.rstrip(s, x)],
  countOf: ["a[0].count(a[1])", (s: string, x: string) => t.count(s, x)],
  removeprefix: ["a[0].removeprefix(a[1])", (s: string, x: string) => t.removePrefix(s, x)],
  removesuffix: ["a[0].removesuffix(a[1])", (s: string, x: string) => t.removeSuffix(s, x)],
  compare: ["(a[0] > a[1]) - (a[0] < a[1])", (s: string, x: string) => compareText(s, x)],
  replaceAll: ['a[0].replace(a[1], "<>")', (s: string, x: string) => t.replace(s, x, "<>")],
  join: ["a[0].join(list(a[1]))", (s: string, x: string) => t.join(s, [...x])],
  translate: [
    'a[0].translate(str.maketrans("ab", "xy", a[1]))',
    (s: string, x: string) => {
      const m = t.makeTranslation("ab", "xy", x);
      return t.translate(s, (k) => m.get(k));
    },
  ],
  maketrans: [
    '"abc".translate(str.maketrans(a[0], a[1]))',
    (s: string, x: string) => {
      const m = t.makeTranslation(s, x);
      return t.translate("abc", (k) => m.get(k));
    },
  ],
};
const ranged: Record<string, Operation> = {};
const withRange: [string, (s: string, x: string, i?: Int, j?: Int) => Value][] = [
  ["find", t.find],
  ["rfind", t.rfind],
  ["index", t.index],
  ["rindex", t.rindex],
  ["count", t.count],
  ["startswith", (s, x, i, j) => t.startsWith(s, [x], i, j)],
  ["endswith", (s, x, i, j) => t.endsWith(s, [x], i, j)],
];
for (const [name, f] of withRange)
  ranged[name] = [
    `a[0].${name}(*a[1:])`,
    (s: string, x: string, i: Int | null, j: Int | null) => f(s, x, orU(i), orU(j)),
  ];
const limited: Record<string, Operation> = {
  splitLimit: ["a[0].split(None, a[1])", (s: string, n: Int) => t.split(s, undefined, n)],
  rsplitLimit: ["a[0].rsplit(None, a[1])", (s: string, n: Int) => t.rsplit(s, undefined, n)],
  splitA: ['a[0].split("a", a[1])', (s: string, n: Int) => t.split(s, "a", n)],
  rsplitA: ['a[0].rsplit("a", a[1])', (s: string, n: Int) => t.rsplit(s, "a", n)],
  replaceLimit: ['a[0].replace("a", "bb", a[1])', (s: string, n: Int) => t.replace(s, "a", "bb", n)],
  replaceEmpty: ['a[0].replace("", "-", a[1])', (s: string, n: Int) => t.replace(s, "", "-", n)],
  center: ['a[0].center(a[1], "*")', (s: string, n: Int) => t.center(s, n, "*")],
  ljust: ["a[0].ljust(a[1])", (s: string, n: Int) => t.ljust(s, n)],
  rjust: ["a[0].rjust(a[1])", (s: string, n: Int) => t.rjust(s, n)],
  zfill: ["a[0].zfill(a[1])", (s: string, n: Int) => t.zfill(s, n)],
  expand: ["a[0].expandtabs(a[1])", (s: string, n: Int) => t.expandTabs(s, n)],
  repeat: ["a[0] * a[1]", (s: string, n: Int) => t.repeat(s, n)],
  at: [
    "a[0][a[1]] if -len(a[0]) <= a[1] < len(a[0]) else None",
    (s: string, n: number) => codePointAt(s, n) ?? null,
  ],
};
const slicing: Record<string, Operation> = {
  slice: [
    "a[0][a[1]:a[2]:a[3]]",
    (s: string, i: Int | null, j: Int | null, k: Int | null) => {
      const r = sliceIndices(orU(i), orU(j), orU(k), codePointLength(s));
      return sliceText(s, r.start, r.stop, r.step);
    },
  ],
  indices: [
    "(lambda s, n: list(s.indices(n)) + [len(range(*s.indices(n)))])(slice(*a[:3]), a[3])",
    (i: Int | null, j: Int | null, k: Int | null, n: number) => {
      const r = sliceIndices(orU(i), orU(j), orU(k), n);
      return [r.start, r.stop, k ?? 1, r.length];
    },
  ],
};
const bytesOps: Record<string, Operation> = { reprBytes: ["repr(a[0])", (b: Uint8Array) => reprBytes(b)] };
const operations = { ...one, ...two, ...ranged, ...limited, ...slicing, ...bytesOps };
const texts = [
  "",
  "a",
  "Hello World",
  "  pad\t\n",
  "caf\u00e9 \ud83d\ude00 x",
  "it's",
  'say "x"',
  `both ' "`,
  "a\\b\n\r\t\x00\x7f\x85\xa0",
  "\u01c6\u01c5\u01c4",
  "stra\u00dfe \ufb01",
  "\u039f\u0394\u03a3 \u03a3\u03a3",
  "they're bill's",
  "l1\r\nl2\rl3\x0bl4\u2028l5\n",
  "+42",
  "-7",
  "\u0661\u00b2\u00bd\u4e00",
  "_x1",
  "1x",
  "\u0130I\u0131i",
  "\ue000\ud83d\ude00",
  "ABC def 123",
  "banana",
  "a\tb\tc",
  "\ud800x",
  "\u00ad\u200b\u3000",
];
const chosen: Case[] = [
  ...Object.keys(one)
    .filter((n) => !n.startsWith("all_"))
    .flatMap((n) => texts.map((s): Case => [n, s])),
  ...Object.keys(two).flatMap((n) =>
    (
      [
        ["banana", "an"],
        ["banana", "a"],
        ["banana", ""],
        ["", "a"],
        ["x\ud83d\ude00y\ud83d\ude00", "\ud83d\ude00"],
        ["\ue000", "\ud83d\ude00"],
        ["abc", "abcd"],
      ] as const
    ).map(([s, x]): Case => [n, s, x]),
  ),
  ...Object.keys(ranged).flatMap((n) =>
    (
      [
        ["banana", "an", 2, 5],
        ["banana", "", 6, 6],
        ["banana", "", 7, 9],
        ["banana", "a", -3, -1],
        ["\ud83d\ude00a\ud83d\ude00a", "a", 2, null],
        ["", "", 0, 0],
        ["abc", "", 2, 1],
      ] as const
    ).map((args): Case => [n, ...args]),
  ),
  ...Object.keys(limited).flatMap((n) =>
    [-1, 0, 1, 2, 7, 8].flatMap((k) => ["a b a\tc ", "\ud83d\ude00ab", "-5"].map((s): Case => [n, s, k])),
  ),
  ["slice", "h\ud83d\ude00llo", 1, 3, null],
  ["slice", "h\ud83d\ude00llo", null, null, -1],
  ["slice", "abc", null, null, 0],
  ["slice", "hello", 10n ** 20n, null, -2],
  ["indices", null, null, null, 5],
  ["indices", -100, 100, 3, 7],
  ["indices", 5, 0, -2, 4],
  ["reprBytes", new Uint8Array([0, 9, 10, 13, 39, 34, 92, 65, 127, 255])],
  ["reprBytes", new Uint8Array([39])],
];
function generated(): Case[] {
  const unit = fc.constantFrom(
    "a",
    "b",
    "A",
    " ",
    "\t",
    "\n",
    "\r",
    "\u00e9",
    "\u00df",
    "\u03a3",
    "\ud83d\ude00",
    "1",
    "'",
    '"',
    "-",
    "\u0301",
    ".",
    "\u01c5",
  );
  const text = fc.oneof(fc.string({ unit, maxLength: 12 }), fc.string({ unit: "grapheme", maxLength: 8 }));
  const short = fc.string({ unit, maxLength: 2 });
  const small = fc.integer({ min: -8, max: 14 });
  const maybe = fc.oneof(small, fc.constant(null), fc.constant(10n ** 20n), fc.constant(-(10n ** 20n)));
  const of = (group: Record<string, Operation>, ...args: fc.Arbitrary<Value>[]) =>
    fc.tuple(fc.constantFrom(...Object.keys(group).filter((n) => !n.startsWith("all_"))), ...args);
  const all: Case[] = Object.keys(one)
    .filter((n) => n.startsWith("all_"))
    .flatMap((n) =>
      Array.from({ length: 0x110 >> 4 }, (_, i) => i).flatMap((plane) =>
        plane < 4 || plane === 14
          ? Array.from({ length: 16 }, (_, k): Case => [n, plane * 0x10000 + k * 4096])
          : [],
      ),
    );
  return [
    ...all,
    ...(fc.sample(
      fc.oneof(
        of(one, text),
        of(two, text, short),
        of(ranged, text, short, maybe, maybe),
        of(limited, text, small),
        fc.tuple(fc.constant("slice"), text, maybe, maybe, maybe),
        fc.tuple(fc.constant("indices"), maybe, maybe, maybe, fc.nat(10)),
        fc.tuple(fc.constant("reprBytes"), fc.uint8Array({ maxLength: 12 })),
      ),
      { numRuns: 8000, seed: 3 },
    ) as Case[]),
  ];
}
differential("text", operations, chosen, generated);

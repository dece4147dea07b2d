import fc from "fast-check";
import { expect, test } from "vitest";
import * as r from "../../src/python/regex.ts";
import { type Case, differential, type Operation, type Value } from "./oracle.ts";

const none = (x: string | undefined): Value => x ?? null;
const shown = (m: r.RegexMatch | undefined): Value =>
  m === undefined ? null : [groupSpans(m), r.groupTexts(m).map(none)];
const groupSpans = (m: r.RegexMatch): Value =>
  Array.from({ length: m.regex.groups + 1 }, (_, i) => r.groupSpan(m, i));
const show = "(lambda m: m and [[m.span(i) for i in range(m.re.groups + 1)], m.groups()])";
const operations: Record<string, Operation> = {
  search: [
    `${show}(re.search(*a))`,
    (p: string, s: string, f = 0) => shown(r.matchRegex(r.compileRegex(p, f), r.regexSubject(s), "search")),
  ],
  match: [
    `${show}(re.match(*a))`,
    (p: string, s: string, f = 0) => shown(r.matchRegex(r.compileRegex(p, f), r.regexSubject(s), "match")),
  ],
  fullmatch: [
    `${show}(re.fullmatch(*a))`,
    (p: string, s: string, f = 0) =>
      shown(r.matchRegex(r.compileRegex(p, f), r.regexSubject(s), "fullmatch")),
  ],
  finditer: [
    `[${show}(m) for m in re.finditer(*a)]`,
    (p: string, s: string, f = 0) => [...r.findMatches(r.compileRegex(p, f), r.regexSubject(s))].map(shown),
  ],
  findall: [
    "re.findall(*a)",
    (p: string, s: string, f = 0) => r.findAll(r.compileRegex(p, f), r.regexSubject(s)),
  ],
  split: [
    "re.split(*a)",
    (p: string, s: string, n = 0) => r.splitRegex(r.compileRegex(p), r.regexSubject(s), n).map(none),
  ],
  sub: [
    "re.subn(a[0], a[1], a[2], a[3])",
    (p: string, t: string, s: string, n: number) => {
      const x = r.compileRegex(p);
      const q = r.parseReplacement(t, x);
      const o = r.substitute(x, r.regexSubject(s), (m) => r.expandReplacement(m, q), n);
      return [o.text, o.count];
    },
  ],
  escape: ["re.escape(a[0])", (s: string) => r.escapeRegex(s)],
  flags: ["re.compile(a[0]).flags", (p: string) => r.compileRegex(p).flags],
  named: ["dict(re.compile(a[0]).groupindex)", (p: string) => new Map(r.compileRegex(p).groupIndex)],
  lastindex: [
    "re.search(a[0], a[1]).lastindex",
    (p: string, s: string) => {
      const m = r.matchRegex(r.compileRegex(p), r.regexSubject(s), "search");
      return (m && r.lastGroup(m)) ?? null;
    },
  ],
  region: [
    `${show}(re.compile(a[0]).search(a[1], a[2], a[3]))`,
    (p: string, s: string, i: number, j: number) =>
      shown(r.matchRegex(r.compileRegex(p), r.regexSubject(s), "search", i, j)),
  ],
};
const bad = [
  "(",
  ")",
  "a)",
  "(?",
  "(?P",
  "(?P<",
  "(?P<>a)",
  "(?P<1>a)",
  "(?P<a",
  "(?P<a>x)(?P<a>y)",
  "(?P=x)",
  "(?Px)",
  "*",
  "+a",
  "a**",
  "a{2}{3}",
  "a{3,2}",
  "[",
  "[a",
  "[]",
  "[b-a]",
  "[\\d-z]",
  "\\",
  "\\q",
  "[\\q]",
  "\\x1",
  "\\1",
  "(?i",
  "(?z)",
  "(?:",
  "(?i-",
  "(?i-i:a)",
  "(?-a:b)",
  "a(?i)b",
  "(?#x",
  "\\400",
  "(\n",
  "(?<x",
  "(?<a>b)",
  "|*",
  "(?:)*",
  "(*)",
  "^*",
  "\\b+",
  "[a-",
  "x{,3}",
  "x{",
  "x{a}",
  "x{1",
  "{1}",
  "(?aL)",
  "(?au)",
  "\\u12",
  "(?i-m",
];
const samples: [string, string, number?][] = [
  ["\\d+", "a1b22\u0663"],
  ["\\w+", "h\u00e9llo w\u00f6rld_1"],
  ["\\bfoo\\b", "foo \u00e9foo foo"],
  ["^a$", "a\n"],
  ["a$", "a\nb\n"],
  ["^.", "a\nb", 8],
  [".$", "a\nb\n", 8],
  ["\\Aa|b\\Z", "ab"],
  [".+", "a\nb", 16],
  ["k", "K\u212a", 2],
  ["[a-z]+", "ABC\u017f", 2],
  ["\u0130", "i\u0130I", 2],
  ["\\w", "\u00e9a", 256],
  ["a b # c\n d", "abd", 64],
  ["", "abc"],
  ["a*", "baac"],
  ["|a", "aa"],
  ["a*?", "aa"],
  ["(a)|(b)", "ab"],
  ["(a|ab)(c|bcd)(d*)", "abcd"],
  ["(?P<y>\\d{4})-(?P<m>\\d\\d)", "on 2024-05!"],
  ["(x)?y", "y"],
  ["\ud83d\ude00+", "a\ud83d\ude00\ud83d\ude00b"],
  ["[^a]", "ab\n"],
  ["[\\w.]+@[\\w.]+", "mail bob@x.org, al@y.net"],
  ["(?i:A)b", "ab AB"],
  ["(?s).+", "a\nb"],
  ["(?m)^\\w", "a\nb"],
  ["\\s+", " \u2003\t"],
  ["[\\s\\S]", "\n"],
  ["\\B", "ab"],
  ["\\B", ""],
  ["\\b", ""],
  ["x{2,3}?", "xxxx"],
  ["x{,2}", "xxx"],
  ["[]a]", "]a"],
  ["[a\\]b]", "]"],
  ["[-a]", "-"],
  ["[a-]", "-"],
  ["(?:ab)+", "ababx"],
  ["((a)|b)+", "ab"],
  ["\\x41\\u00e9", "A\u00e9"],
  ["\\07|\\101", "A\x07"],
  ["[[:alpha:]]", ":]"],
  ["a{2", "a{2"],
  ["(?x) a # z", "a"],
  ["$", "\n"],
  ["(?m)$", "a\n\nb"],
  ["a|b|", "cab"],
  ["(?:a|b)*?c", "abac"],
  ["[\u00df]", "\u1e9e", 2],
  ["\u00b5", "\u03bc", 2],
  ["(?a:\\w)\\w", "a\u00e9"],
];
const chosen: Case[] = [
  ...bad.map((p): Case => ["findall", p, "aab"]),
  ...samples.flatMap(([p, s, f]): Case[] =>
    ["search", "match", "fullmatch", "finditer", "findall"].map((n) => [n, p, s, f ?? 0]),
  ),
  ...samples.map(([p, s]): Case => ["split", p, s]),
  ["split", ",", "a,b,c", 1],
  ["split", "(,)", "a,b,c", -1],
  ["split", "x*", "axbc"],
  ...[
    "-",
    "\\0",
    "\\g<0>",
    "<\\1>",
    "\\g<1>",
    "\\g<w>",
    "\\2",
    "\\n\\t\\\\",
    "\\q",
    "\\.",
    "\\",
    "\\g",
    "\\g<",
    "\\g<>",
    "\\g<x",
    "\\g<x>",
    "\\g<9>",
    "\\g<1a>",
    "\\101",
    "\\011",
    "\\12",
    "\\777",
  ].map((t): Case => ["sub", "(?P<w>\\w)\\w*", t, "hello big world", 2]),
  ["sub", "x*", "-", "abxd", 0],
  ["sub", "", "-", "ab", 0],
  ["sub", "(a)|b", "[\\1]", "ab", 0],
  ["sub", "a", "b", "aaa", -1],
  ["escape", 'a.b*c [x]\n\u00e9-_~#&"%'],
  ["flags", "a"],
  ["flags", "(?ix)a"],
  ["flags", "(?a)a"],
  ["named", "(?P<a>x)(y)(?P<b>z)"],
  ["lastindex", "(a)(b)?", "a"],
  ["lastindex", "((a)(b))", "ab"],
  ["lastindex", "a", "a"],
  ["region", "^b", "ab", 1, 2],
  ["region", "b$", "abc", 0, 2],
  ["region", "\\bb", "ab", 1, 2],
];
function generated(): Case[] {
  const atom = fc.constantFrom(
    "a",
    "b",
    ".",
    "[ab]",
    "[^a]",
    "\\w",
    "\\d",
    "\\s",
    "\\b",
    "^",
    "$",
    "c",
    "\\B",
    "1",
    "\u00e9",
    "\\Z",
  );
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: "small", maxDepth: 4 },
      atom,
      fc.tuple(tie("node"), tie("node")).map(([x, y]) => x + y),
      fc.tuple(tie("node"), tie("node")).map(([x, y]) => `(?:${x}|${y})`),
      tie("node").map((x) => `(${x})`),
      fc
        .tuple(atom, fc.constantFrom("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?"))
        .map(([x, q]) => (/^(\^|\$|\\[bBZ])$/.test(x) ? x : x + q)),
      fc.tuple(tie("node"), fc.constantFrom("?", "{2}", "??")).map(([x, q]) => `(?:${x})${q}`),
    ),
  }));
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "c", " ", "\n", "1", "\u00e9", "A", "\ud83d\ude00"),
    maxLength: 8,
  });
  const broken = fc.string({ unit: fc.constantFrom(..."()[]{}?*+|^$\\abP<>:=!-,12i#d"), maxLength: 7 });
  const cases = fc.sample(
    fc.oneof(
      fc.tuple(
        fc.constantFrom("search", "match", "fullmatch", "finditer", "findall"),
        node,
        text,
        fc.constantFrom(0, 0, 2, 8, 16, 256),
      ),
      fc.tuple(fc.constant("split"), node, text),
      fc.tuple(fc.constant("sub"), node, fc.constantFrom("-", "<\\g<0>>"), text, fc.constantFrom(0, 2)),
      fc.tuple(fc.constant("search"), broken, text),
      fc.tuple(fc.constant("escape"), text),
    ),
    { numRuns: 9000, seed: 5 },
  ) as Case[];
  return cases.filter(([name, pattern]) => name === "escape" || !refused(String(pattern)));
}
/** Patterns that CPython takes and the linear-time engine refuses, by its own message. */
function refused(pattern: string): boolean {
  try {
    r.compileRegex(pattern);
    return false;
  } catch (error) {
    return error instanceof Error && error.message.includes("linear-time");
  }
}
differential("regex", operations, chosen, generated);

test.each([
  "a(?=b)",
  "a(?!b)",
  "(?<=a)b",
  "(?<!a)b",
  "(a)\\1",
  "(?P<x>a)(?P=x)",
  "(?>a)",
  "a++",
  "(a)?(?(1)b|c)",
])("%s is refused with its reason", (pattern) => {
  expect(() => r.compileRegex(pattern)).toThrow(/not supported by the linear-time/);
});

test("an evil pattern costs steps in proportion to the text", () => {
  let steps = 0;
  const run = (size: number): number => {
    steps = 0;
    r.matchRegex(r.compileRegex("(a|a)*(a|a)*b"), r.regexSubject("a".repeat(size)), "match", 0, size, (n) => {
      steps += n;
    });
    return steps;
  };
  const once = run(20_000);
  expect(once).toBeGreaterThan(0);
  expect(run(40_000)).toBeLessThan(once * 3);
});

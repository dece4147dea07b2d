/** Literals of every type, the ordinary ones and those at the edges. */
import type { Random } from "./random.ts";

/** Types of values as the generator knows them; `any` is one of the others. */
export const kinds = [
  "int",
  "small",
  "float",
  "str",
  "bytes",
  "bool",
  "None",
  "list",
  "tuple",
  "dict",
  "set",
  "range",
  "slice",
  "key",
  "iterable",
  "callable",
  "spec",
  "percent",
  "template",
  "type",
  "any",
] as const;
export type Kind = (typeof kinds)[number];

const ints =
  `0 1 -1 2 3 7 -5 10 12 97 128 255 256 -256 1000 99999 2147483647 -2147483648 4294967296 9007199254740991
  9007199254740992 9007199254740993 -9007199254740992 -9007199254740993 9223372036854775807 18446744073709551616
  1000000000000000000 10**25 -10**30 12345678901234567890123 0x10FFFF 1_000_000 0b1011 0o17`.split(/\s+/);
const smalls = "0 0 1 1 2 2 3 3 4 5 6 -1 -1 -2 -3 -4 7 10 True False".split(" ");
const floats =
  `0.0 -0.0 1.0 -1.0 0.1 0.5 1.5 2.5 -2.5 3.5 0.25 1e16 1e15 9007199254740993.0 123456789.123 1e22 1e23 1e-5 1e-4
  0.00012345 1e300 1e308 5e-324 3.14159 -1e-7 2.675 1.005 1234.5678 99.995 inf -inf nan 1e100 0.3 100.0 1_0.5`
    .split(/\s+/)
    .map((text) => (/inf|nan/.test(text) ? `float("${text}")` : text));
const strs = [
  `""`,
  `"a"`,
  `"b"`,
  `"abc"`,
  `"abcabc"`,
  `"hello world"`,
  `"Hello, World!"`,
  `"ABC"`,
  `"aBc dEf"`,
  `"  pad  "`,
  `"123"`,
  `"-4.5"`,
  `"1_000"`,
  `" 42 "`,
  `"0x1f"`,
  `"x,y,,z"`,
  `"a b  c"`,
  `"ß"`,
  `"é"`,
  `"e\\u0301"`,
  `"😀"`,
  `"a😀b"`,
  `"😀😀x"`,
  `"日本語"`,
  `"\\n\\t"`,
  `"it's"`,
  `'say "hi"'`,
  `'both \\' and "'`,
  `"\\x00\\x7f"`,
  `"\\u200b\\xa0"`,
  `"ǆ ǅ"`,
  `"İı"`,
  `"ﬁ"`,
  `"1e5"`,
  `"nan"`,
  `"inf"`,
  `"٣٤"`,
  `"½²"`,
  `"one\\ntwo\\r\\nthree\\x0bfour\\u2028five"`,
  `"tab\\tbed"`,
  `"back\\\\slash"`,
  `"they're bill's"`,
  `"Σίσυφος ΌΣ"`,
  `"a-b_c.d"`,
  `"2024-01-15"`,
  `"user@example.com"`,
  `"%s"`,
  `"{}"`,
  `"xxaxx"`,
];
const bytes = [`b""`, `b"a"`, `b"abc"`, `b"\\x00\\xff"`, `b"hello"`, `b"a,b"`, `b"\\n'"`, `b"\\xc3\\xa9"`];
const specs = [
  ...`d 5d 05d +d , _ x X #x o b #b c e .2f .3e g .3g % .1% 10 <10 >10 ^10 *^12 =+8 010 ,.2f +.1f _x #010x s .2s 10.3s ^5s n
  f F G E z.1f .0f #.0f .10g <<5 日>4 -5 0= 1.2.3 ,d _d ,s =5s xyz .d 5. 99999999999999999999 !r #g .50f .0e #.3g 08.2f
  +,.3f ,_d __d`.split(/\s+/),
  "",
  " d",
  " .3f",
  "  <6",
];
const templates = [
  "{}",
  "{} {}",
  "{0} {1} {0}",
  "{a}",
  "{0!r}",
  "{!s:>8}",
  "{:>10}",
  "{:{}}",
  "{0[0]}",
  "{0[a]}",
  "{a.b}",
  "{{}}",
  "{",
  "}",
  "{0} {}",
  "{:d}",
  "{:.2f}",
  "{!x}",
  "{0!}",
  "{:,}",
  "{0:{1}}",
  "{0[}",
  "{a[0]:>5}",
  "{-1}",
  "{1}",
  "{ }",
  "{0.x}",
  "{:%}",
];
const percents = [
  "%s",
  "%d",
  "%r",
  "%5d|",
  "%-5s|",
  "%05.1f",
  "%x",
  "%X",
  "%o",
  "%e",
  "%g",
  "%%",
  "%(a)s",
  "%(a)d %(b)s",
  "%c",
  "%s %s",
  "%i",
  "%+d",
  "% d",
  "%#x",
  "%.2f",
  "%*d",
  "%.*f",
  "%",
  "%y",
  "%5.2s|",
  "%a",
  "%.3d",
  "%-08.2f|",
  "%u",
  "%(a",
  "%s %(a)s",
  "%#o",
  "%hd",
];
const callables = [
  "str",
  "len",
  "int",
  "repr",
  "lambda v: v",
  "lambda v: -v",
  "lambda v: str(v)",
  "lambda a, b: a",
  "lambda: 0",
  "abs",
  "bool",
  "str.lower",
  "str.strip",
  "None",
  "list",
  "lambda v: v[0]",
  "lambda v: 1 // v",
  "float",
  "type",
  "max",
];
const types =
  `int float str bytes bool list tuple dict set frozenset range slice object type ValueError Exception
  (int,str) (int,(float,bool)) int|str int|None Exception BaseException LookupError`.split(/\s+/);

const quoted = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

const scalarKinds: readonly Kind[] = ["int", "small", "float", "str", "bytes", "bool", "None"];
const containerKinds: readonly Kind[] = ["list", "tuple", "dict", "range"];

/** An expression without names whose value has the type. Sets in it have one element at most: their order is ours. */
export function atom(random: Random, kind: Kind, depth = 2): string {
  switch (kind) {
    case "int":
      return wrapped(random.chance(0.5) ? random.pick(smalls) : random.pick(ints));
    case "small":
      return wrapped(random.pick(smalls));
    case "float":
      return wrapped(random.pick(floats));
    case "str":
      return random.pick(strs);
    case "bytes":
      return random.pick(bytes);
    case "bool":
      return random.pick(["True", "False"]);
    case "None":
      return "None";
    case "spec":
      return quoted(random.pick(specs));
    case "template":
      return quoted(random.pick(templates));
    case "percent":
      return quoted(random.pick(percents));
    case "callable":
      return `(${random.pick(callables)})`;
    case "type":
      return random.pick(types);
    case "list":
      return `[${items(random, depth, uniformKind(random)).join(", ")}]`;
    case "tuple": {
      const parts = items(random, depth, uniformKind(random));
      return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(", ")})`;
    }
    case "dict": {
      const parts = items(random, depth, uniformKind(random));
      return `{${parts.map((part) => `${atom(random, "key", 0)}: ${part}`).join(", ")}}`;
    }
    case "set":
      if (random.chance(0.2)) return random.pick(["set()", "frozenset()"]);
      return random.chance(0.7) ? `{${atom(random, "key", 0)}}` : `frozenset([${atom(random, "key", 0)}])`;
    case "range":
      return random.chance(0.5)
        ? `range(${random.below(6)})`
        : `range(${random.below(9) - 4}, ${random.below(13) - 6}, ${random.pick([1, 2, 3, -1, -2, 5])})`;
    case "slice":
      return `slice(${random.pick(["None", "0", "1", "-2"])}, ${random.pick(["None", "2", "-1", "9"])}, ${random.pick(["None", "1", "2", "-1", "0"])})`;
    case "key": {
      const kind = random.pick<Kind>(["str", "str", "small", "int", "float", "bool", "None", "bytes"]);
      // A NaN is no key of any use.
      return atom(random, kind, 0).replace(/^float\("nan"\)$/, "2.25");
    }
    case "iterable":
      return atom(
        random,
        random.pick<Kind>(["list", "list", "tuple", "str", "range", "dict", "set", "bytes"]),
        depth,
      );
    case "any":
      return atom(
        random,
        random.chance(depth > 0 ? 0.6 : 1)
          ? random.pick(scalarKinds)
          : random.pick<Kind>([...containerKinds, "set", "slice"]),
        depth,
      );
  }
}

/** Elements are often of one type, so that sorting and joining succeed as well as fail. */
function uniformKind(random: Random): Kind {
  return random.pick<Kind>(["small", "int", "float", "str", "str", "any", "tuple", "list"]);
}

function items(random: Random, depth: number, kind: Kind): string[] {
  const length = random.below(depth > 1 ? 5 : 3);
  const used = depth <= 0 && (kind === "tuple" || kind === "list" || kind === "any") ? "small" : kind;
  return Array.from({ length }, () => atom(random, used, depth - 1));
}

function wrapped(text: string): string {
  return text.startsWith("-") || text.includes("*") ? `(${text})` : text;
}

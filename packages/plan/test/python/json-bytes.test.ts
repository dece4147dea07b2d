import fc from "fast-check";
import * as b from "../../src/python/bytes.ts";
import { decodeBytes, encodeText } from "../../src/python/encoding.ts";
import type { Int } from "../../src/python/integer.ts";
import { type JsonShape, jsonString, readJson, writeJson } from "../../src/python/json-text.ts";
import { type Case, differential, Float, type Operation, type Value } from "./oracle.ts";

const load = (s: string): Value =>
  readJson<Value>(s, {
    nil: () => null,
    boolean: (x) => x,
    integer: (x) => x,
    real: (x) => new Float(x),
    text: (x) => x,
    array: (x) => x,
    object: (x) => x,
  });
const shape = (v: Value): JsonShape<Value> => {
  if (v === null) return { kind: "nil" };
  if (typeof v === "boolean") return { kind: "boolean", value: v };
  if (typeof v === "string") return { kind: "text", value: v };
  if (v instanceof Float) return { kind: "real", value: v.value };
  if (typeof v === "number" || typeof v === "bigint") return { kind: "integer", value: v };
  if (v instanceof Map) return { kind: "object", entries: v };
  if (Array.isArray(v)) return { kind: "array", items: v };
  throw new Error("no shape");
};
const orU = <T>(x: T | null): T | undefined => x ?? undefined;
const operations: Record<string, Operation> = {
  loads: ["json.loads(a[0])", load],
  rewrite: ["json.dumps(json.loads(a[0]))", (s: string) => writeJson(load(s), shape)],
  indented: [
    "json.dumps(json.loads(a[0]), indent=2, ensure_ascii=False)",
    (s: string) => writeJson(load(s), shape, { indent: "  ", ensureAscii: false }),
  ],
  compact: [
    'json.dumps(json.loads(a[0]), separators=(",", ":"))',
    (s: string) => writeJson(load(s), shape, { itemSeparator: ",", keySeparator: ":" }),
  ],
  string: ["json.dumps(a[0])", (s: string) => jsonString(s)],
  stringRaw: ["json.dumps(a[0], ensure_ascii=False)", (s: string) => jsonString(s, false)],
  encode: ["a[0].encode(a[1], a[2])", (s: string, e: string, m: string) => encodeText(s, e, m)],
  decode: ["a[0].decode(a[1], a[2])", (x: Uint8Array, e: string, m: string) => decodeBytes(x, e, m)],
  hex: ["a[0].hex()", (x: Uint8Array) => b.hexOfBytes(x)],
  hexGroups: ["a[0].hex(a[1], a[2])", (x: Uint8Array, s: string, n: Int) => b.hexOfBytes(x, s, n)],
  fromhex: ["bytes.fromhex(a[0])", (s: string) => b.bytesFromHex(s)],
  find: ["a[0].find(a[1])", (x: Uint8Array, y: Uint8Array) => b.findBytes(x, y)],
  rfind: ["a[0].rfind(a[1])", (x: Uint8Array, y: Uint8Array) => b.rfindBytes(x, y)],
  index: ["a[0].index(a[1])", (x: Uint8Array, y: Uint8Array) => b.indexBytes(x, y)],
  count: ["a[0].count(a[1])", (x: Uint8Array, y: Uint8Array) => b.countBytes(x, y)],
  split: ["a[0].split(a[1])", (x: Uint8Array, y: Uint8Array | null) => b.splitBytes(x, orU(y))],
  splitSpace: ["a[0].split(None, a[1])", (x: Uint8Array, n: Int) => b.splitBytes(x, undefined, n)],
  strip: ["a[0].strip(a[1])", (x: Uint8Array, y: Uint8Array | null) => b.stripBytes(x, orU(y))],
  replace: [
    'a[0].replace(a[1], b"<>")',
    (x: Uint8Array, y: Uint8Array) => b.replaceBytes(x, y, new Uint8Array([60, 62])),
  ],
  upper: [
    "a[0].upper() + a[0].lower()",
    (x: Uint8Array) => b.concatBytes([b.upperBytes(x), b.lowerBytes(x)]),
  ],
  join: ["a[0].join([a[1], a[1]])", (x: Uint8Array, y: Uint8Array) => b.joinBytes(x, [y, y])],
  compare: ["(a[0] > a[1]) - (a[0] < a[1])", (x: Uint8Array, y: Uint8Array) => b.compareBytes(x, y)],
  bytesOfInts: ["bytes(a[0])", (x: Int[]) => b.bytesOfInts(x)],
};
const documents = [
  "1",
  "-0",
  "-0.0",
  "1.5e3",
  "1E400",
  "12345678901234567890",
  '"a\\u00e9\\ud83d\\ude00\\n"',
  "[1, 2,\n 3]",
  '{"a": 1, "a": 2}',
  ' {"b": [true, false, null]} ',
  "NaN",
  "-Infinity",
  "[Infinity]",
  "",
  " ",
  "[",
  "[1",
  "[1,",
  "[1,]",
  "{",
  '{"a"',
  '{"a":',
  '{"a":1',
  '{"a":1,',
  '{"a":1,}',
  "{a:1}",
  "{'a':1}",
  '"abc',
  '"a\nb"',
  '"a\\x"',
  '"\\u12g4"',
  '"\\u12',
  '"\\',
  "1 2",
  "[1 2]",
  '{"a" 1}',
  "tru",
  "01",
  "-",
  "1.",
  ".5",
  "\ufeff1",
  "[\n1,\n\ud83d\ude00]",
  '"\\ud800"',
  "[[[[]]]]",
  "{}",
  "[]",
  "+1",
  '"\x7f\u2028"',
  "1e5",
  '{"a":1 "b"}',
  "[1,,2]",
  "nul",
  '"tab\t"',
  `[${"9".repeat(4301)}]`,
];
const modes = ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "zzz"];
const codecs = [
  "utf-8",
  "ascii",
  "latin-1",
  "UTF_16",
  "utf-16-le",
  "utf-16-be",
  "utf-32",
  "utf-8-sig",
  "nope",
];
const bytes = (...x: number[]): Uint8Array => new Uint8Array(x);
const known = ([, , e, m]: Case): boolean => m !== "zzz" || ["utf-8", "ascii", "latin-1"].includes(String(e));
const chosen: Case[] = [
  ...documents.flatMap((d): Case[] => [
    ["loads", d],
    ["rewrite", d],
    ["indented", d],
    ["compact", d],
  ]),
  ...["", 'a"\\\n\r\t\b\f\x00\x1f\x7f', "h\u00e9\ud83d\ude00", "\ud800"].flatMap((s): Case[] => [
    ["string", s],
    ["stringRaw", s],
  ]),
  ...codecs.flatMap((e) =>
    modes.flatMap((m) =>
      ["abc", "h\u00e9\u20ac\ud83d\ude00!", "x\ud800\udbffy"].map((s): Case => ["encode", s, e, m]),
    ),
  ),
  ...codecs.flatMap((e) =>
    modes
      .filter((m) => m !== "xmlcharrefreplace")
      .flatMap((m) =>
        [
          bytes(97, 98),
          bytes(0xc3, 0xa9, 0xff, 0x41),
          bytes(0xe2, 0x82),
          bytes(0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0, 0x80),
          bytes(0xff, 0xfe, 0x41, 0),
          bytes(0xfe, 0xff, 0, 0x41),
          bytes(0x3d, 0xd8),
          bytes(0, 0xdc, 0x41, 0),
          bytes(0xef, 0xbb, 0xbf, 65, 0xc0, 0x80),
        ].map((x): Case => ["decode", x, e, m]),
      ),
  ),
  ...["0aFF", "0a ff", "a", "zz", "0g", " 0a\n", "0 a", "\u00e9"].map((s): Case => ["fromhex", s]),
  ["hexGroups", bytes(1, 2, 3, 4, 5), ":", 2],
  ["hexGroups", bytes(1, 2, 3, 4, 5), ":", -2],
  ["hexGroups", bytes(1), "::", 1],
  ["bytesOfInts", [1, 256]],
  ["bytesOfInts", [1, 255]],
  ["splitSpace", bytes(32, 97, 32, 98, 32), 1],
];
function generated(): Case[] {
  const json = fc.oneof(
    fc.json(),
    fc
      .json({ maxDepth: 3 })
      .chain((s) =>
        fc
          .tuple(fc.nat(s.length), fc.constantFrom("", ",", '"', "]", "}", "\\", " ", "x", "\n", "1"))
          .map(([i, c]) => s.slice(0, i) + c + s.slice(i + 1)),
      ),
    fc.string({ unit: fc.constantFrom(...'[]{}",:1.-eE\\u0 nulltrue\n'), maxLength: 12 }),
  );
  const raw = fc.uint8Array({ maxLength: 9 });
  const few = fc
    .array(fc.constantFrom(32, 97, 98, 65, 10, 200), { maxLength: 10 })
    .map((x) => Uint8Array.from(x));
  const tiny = fc.array(fc.constantFrom(32, 97, 98), { maxLength: 2 }).map((x) => Uint8Array.from(x));
  const utf = fc
    .array(
      fc.constantFrom(
        0x41,
        0xc3,
        0xa9,
        0xe2,
        0x82,
        0xac,
        0xf0,
        0x9f,
        0x98,
        0x80,
        0xed,
        0xa0,
        0xff,
        0xf4,
        0x90,
        0xd8,
        0xdc,
        0,
      ),
      { maxLength: 8 },
    )
    .map((x) => Uint8Array.from(x));
  return fc.sample(
    fc.oneof(
      fc.tuple(fc.constantFrom("loads", "rewrite", "indented", "compact"), json),
      fc.tuple(fc.constantFrom("string", "stringRaw"), fc.string({ unit: "binary" })),
      fc.tuple(
        fc.constant("encode"),
        fc.string({ unit: fc.constantFrom("a", "\u00e9", "\u20ac", "\ud83d\ude00", "\ud800"), maxLength: 6 }),
        fc.constantFrom(...codecs),
        fc.constantFrom(...modes),
      ),
      fc.tuple(
        fc.constant("decode"),
        fc.oneof(raw, utf, utf),
        fc.constantFrom(...codecs),
        fc.constantFrom("strict", "ignore", "replace", "backslashreplace"),
      ),
      fc.tuple(
        fc.constantFrom("find", "rfind", "index", "count", "split", "strip", "replace", "join", "compare"),
        few,
        tiny,
      ),
      fc.tuple(fc.constantFrom("upper", "hex"), raw),
      fc.tuple(fc.constantFrom("split", "strip"), few, fc.constant(null)),
      fc.tuple(fc.constant("fromhex"), fc.string({ unit: fc.constantFrom(..."09afAF g\n"), maxLength: 6 })),
      fc.tuple(fc.constant("hexGroups"), raw, fc.constantFrom(":", "-"), fc.integer({ min: -4, max: 4 })),
    ),
    { numRuns: 12000, seed: 4 },
  ) as Case[];
}
differential("json-bytes", operations, chosen.filter(known), () => generated().filter(known));

import fc from "fast-check";
import * as b from "../../src/python/base64.ts";
import * as h from "../../src/python/hashing.ts";
import { escapeHtml, unescapeHtml } from "../../src/python/html.ts";
import { capwords, stringConstants, substituteTemplate } from "../../src/python/string-constants.ts";
import * as w from "../../src/python/textwrap.ts";
import * as u from "../../src/python/url.ts";
import { type Case, differential, type Operation, type Value } from "./oracle.ts";

const P = "urllib.parse.";
const split = (x: u.SplitUrl): Value => [x.scheme, x.netloc, x.path, x.query, x.fragment];
const parsed = (x: u.ParsedUrl): Value => [x.scheme, x.netloc, x.path, x.params, x.query, x.fragment];
const none = (x: string | undefined): Value => x ?? null;
const one: Record<string, Operation> = {
  quote: [`${P}quote(a[0])`, (s: string) => u.quote(s)],
  quotePlus: [`${P}quote_plus(a[0])`, (s: string) => u.quotePlus(s)],
  unquote: [`${P}unquote(a[0])`, (s: string) => u.unquote(s)],
  unquotePlus: [`${P}unquote_plus(a[0])`, (s: string) => u.unquotePlus(s)],
  urlsplit: [`list(${P}urlsplit(a[0]))`, (s: string) => split(u.urlSplit(s))],
  urlparse: [`list(${P}urlparse(a[0]))`, (s: string) => parsed(u.urlParse(s))],
  unparse: [`${P}urlunparse(${P}urlparse(a[0]))`, (s: string) => u.urlUnparse(u.urlParse(s))],
  defrag: [`list(${P}urldefrag(a[0]))`, (s: string) => u.urlDefrag(s)],
  netloc: [
    `(lambda x: [x.username, x.password, x.hostname, x.port])(${P}urlsplit(a[0]))`,
    (s: string) => {
      const n = u.netlocParts(u.urlSplit(s).netloc);
      return [none(n.username), none(n.password), none(n.hostname), n.port() ?? null];
    },
  ],
  qsl: [`${P}parse_qsl(a[0])`, (s: string) => u.parseQueryList(s)],
  qslKeep: [
    `${P}parse_qsl(a[0], keep_blank_values=True)`,
    (s: string) => u.parseQueryList(s, { keepBlankValues: true }),
  ],
  qs: [`${P}parse_qs(a[0])`, (s: string) => u.parseQuery(s)],
  escape: ["html.escape(a[0])", (s: string) => escapeHtml(s)],
  unescape: ["html.unescape(a[0])", (s: string) => unescapeHtml(s)],
  dedent: ["textwrap.dedent(a[0])", (s: string) => w.dedent(s)],
  indent: ['textwrap.indent(a[0], "> ")', (s: string) => w.indent(s, "> ")],
  capwords: ["string.capwords(a[0])", (s: string) => capwords(s)],
  template: [
    'string.Template(a[0]).substitute({"x": "1", "yy": "2"})',
    (s: string) => substituteTemplate(s, (n) => (n === "x" ? "1" : n === "yy" ? "2" : undefined), false),
  ],
  templateSafe: [
    'string.Template(a[0]).safe_substitute({"x": "1", "yy": "2"})',
    (s: string) => substituteTemplate(s, (n) => (n === "x" ? "1" : n === "yy" ? "2" : undefined), true),
  ],
};
const operations: Record<string, Operation> = {
  ...one,
  urljoin: [`${P}urljoin(*a)`, (x: string, y: string) => u.urlJoin(x, y)],
  urlencode: [`${P}urlencode([tuple(x) for x in a[0]])`, (x: [string, string][]) => u.urlEncode(x)],
  wrap: ["textwrap.wrap(a[0], a[1])", (s: string, n: number) => w.wrap(s, { width: n })],
  wrapIndent: [
    'textwrap.wrap(a[0], a[1], initial_indent="* ", subsequent_indent="  ", max_lines=2)',
    (s: string, n: number) =>
      w.wrap(s, { width: n, initialIndent: "* ", subsequentIndent: "  ", maxLines: 2 }),
  ],
  wrapWhole: [
    "textwrap.wrap(a[0], a[1], break_long_words=False, break_on_hyphens=False, drop_whitespace=False)",
    (s: string, n: number) =>
      w.wrap(s, { width: n, breakLongWords: false, breakOnHyphens: false, dropWhitespace: false }),
  ],
  shorten: ["textwrap.shorten(a[0], a[1])", (s: string, n: number) => w.shorten(s, n)],
  b64: ["base64.b64encode(a[0])", (x: Uint8Array) => b.base64Encode(x)],
  b64url: ["base64.urlsafe_b64encode(a[0])", (x: Uint8Array) => b.base64Encode(x, "-_")],
  b64d: ["base64.b64decode(a[0])", (s: string) => b.base64Decode(b.asciiBytes(s))],
  b64dv: [
    "base64.b64decode(a[0], validate=True)",
    (s: string) => b.base64Decode(b.asciiBytes(s), "+/", true),
  ],
  b32: ["base64.b32encode(a[0])", (x: Uint8Array) => b.base32Encode(x)],
  b32d: ["base64.b32decode(a[0])", (s: string) => b.base32Decode(b.asciiBytes(s))],
  b16: ["base64.b16encode(a[0])", (x: Uint8Array) => b.base16Encode(x)],
  b16d: ["base64.b16decode(a[0])", (s: string) => b.base16Decode(b.asciiBytes(s))],
  hash: [
    "(lambda x: x.digest() if x.digest_size else x.digest(20))(hashlib.new(a[0], a[1]))",
    (n: string, x: Uint8Array) => h.digest(n, [x], undefined, h.isExtendable(n) ? 20 : undefined),
  ],
  hashSizes: [
    "(lambda x: [x.digest_size, x.block_size])(hashlib.new(a[0]))",
    (n: string) => {
      const s = h.hashSizes(n);
      return [s.digestSize, s.blockSize];
    },
  ],
  constant: ["getattr(string, a[0])", (n: keyof typeof stringConstants) => stringConstants[n]],
};
const urls = [
  "http://user:pw@Host.org:8080/p/a;x?q=1&r=%20#frag",
  "//host/path",
  "path;a/b;c?x",
  "mailto:a@b.org",
  "HTTP://x",
  "http:",
  "http://[::1]:80/",
  "http://[::1",
  "a:b",
  "1a:b",
  "",
  "?q",
  "#f",
  "http://h?x#y?z",
  " http://x\n/y",
  "file:///etc",
  "x://h/p;q",
  "http://h:port/",
  "http://h:99999/",
  "http://\u2100.org/",
  "http://h/a b",
  "javascript:alert(1)",
  "ftp://f/;type=a",
];
const queries = ["a=1&b=2", "a=1&a=2&b=", "a&b=3", "", "&&", "a=%20+x&%41=%ff", "a=b=c", "=x", "a;b=1"];
const pages = [
  '<a href="x">\'&',
  "&lt;&amp;&#65;&#x41;&#x;&#;&nbsp",
  "&notit;&not;&notin;&ampx&AMP;",
  "&#0;&#128;&#xd800;&#x110000;&#1;&#xfffe;",
  "&unknown;&",
  "&CounterClockwiseContourIntegral;&NotEqualTilde;",
  "a &copy 2024 &copy; &eacute&eacute;",
  "&#99999999999999;",
  "& &;&a;",
];
const prose = [
  "The quick brown fox jumps over the lazy dog",
  "a well-known state-of-the-art thing -- really--ok",
  "word",
  "",
  "   lead and   gaps   ",
  "supercalifragilistic-expialidocious yes",
  "tab\tand\nline\n\nbreaks",
  "h\u00e9llo w\u00f6rld \ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00",
  "em---dash x--y",
  "--option=value -x",
];
const chosen: Case[] = [
  ...urls.flatMap((s) => ["urlsplit", "urlparse", "unparse", "defrag", "netloc"].map((n): Case => [n, s])),
  ...queries.flatMap((s) => ["qsl", "qslKeep", "qs"].map((n): Case => [n, s])),
  ...["a b/c?d", "h\u00e9\ud83d\ude00", "", "~_.-", "%41"].flatMap((s) =>
    ["quote", "quotePlus"].map((n): Case => [n, s]),
  ),
  ...["a%20b+c", "%C3%A9%", "%e2%82", "\u00e9%41", "%zz%4"].flatMap((s) =>
    ["unquote", "unquotePlus"].map((n): Case => [n, s]),
  ),
  ...[
    "g",
    "./g",
    "g/",
    "/g",
    "//g",
    "?y",
    "g?y",
    "#s",
    ";x",
    "..",
    "../..",
    "../../../g",
    "/./g",
    "g.",
    "http:g",
    "mailto:x",
    "",
    "a//b",
    "../g;p",
  ].flatMap((s) =>
    ["http://a/b/c/d;p?q", "http://a", "http://a/b/", "", "x:y"].map((x): Case => ["urljoin", x, s]),
  ),
  [
    "urlencode",
    [
      ["a b", "1&2"],
      ["\u00e9", "/"],
    ],
  ],
  ...pages.flatMap((s): Case[] => [
    ["escape", s],
    ["unescape", s],
  ]),
  ...prose.flatMap((s) =>
    [5, 10, 20, 70, 0].flatMap((n): Case[] => [
      ["wrap", s, n],
      ["wrapIndent", s, n + 3],
      ["wrapWhole", s, n],
      ["shorten", s, n],
    ]),
  ),
  ...["  a\n   b\n  c", "\ta\n  b", "x\n  y", "  \n  a\n \n", "", "\n\n", "  a\r\n  b"].flatMap(
    (s): Case[] => [
      ["dedent", s],
      ["indent", s],
    ],
  ),
  ["capwords", " hello  wORLD it's"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of Python templates
  ...["$x ${yy} $$", "$z", "$", "a\n$ b", "${x", "$x.y", "$1", "\n\n$\n", "${z}", "$xx"].flatMap(
    (s): Case[] => [
      ["template", s],
      ["templateSafe", s],
    ],
  ),
  ...[
    "",
    "QQ==",
    "QUI=",
    "QUJD",
    "QQ=",
    "QQ",
    "Q",
    "QUJDRA",
    "QQ==QQ==",
    "Q Q = =",
    "!!!!",
    "=QQ=",
    "QU=JD",
    "\u00e9",
    "QUJDR===",
    "QUJD====",
    "QUI=x",
    "-_8=",
    "QQ==",
  ].flatMap((s): Case[] => [
    ["b64d", s],
    ["b64dv", s],
  ]),
  ...[
    "",
    "ME======",
    "MFRA====",
    "MFRGG===",
    "MFRGGZA=",
    "MFRGGZDF",
    "me======",
    "M",
    "M1======",
    "MFRGG===",
  ].map((s): Case => ["b32d", s]),
  ...["", "0AFF", "0aff", "0", "GG"].map((s): Case => ["b16d", s]),
  ...h.hashNames.flatMap((n): Case[] => [
    ["hash", n, new Uint8Array([])],
    ["hash", n, new Uint8Array([97, 98, 99])],
    ["hashSizes", n],
  ]),
  ["hash", "nope", new Uint8Array([])],
  ...Object.keys(stringConstants).map((n): Case => ["constant", n]),
];
function generated(): Case[] {
  const text = fc.string({ unit: "grapheme", maxLength: 10 });
  const url = fc.string({
    unit: fc.constantFrom(..."ab:/?#;=&@[].%2F+ \u00e9", "http", "..", "//"),
    maxLength: 10,
  });
  const words = fc.string({
    unit: fc.constantFrom(
      "a",
      "bc",
      "word",
      " ",
      "  ",
      "-",
      "--",
      ".",
      "\n",
      "\t",
      "X",
      "\u00e9",
      "1",
      "\ud83d\ude00",
      '"',
    ),
    maxLength: 20,
  });
  const entity = fc.string({
    unit: fc.constantFrom(
      "&",
      "#",
      "x",
      "amp",
      "lt",
      "not",
      "in",
      ";",
      "6",
      "5",
      "e",
      "acute",
      " ",
      "copy",
      "<",
    ),
    maxLength: 8,
  });
  const bytes = fc.uint8Array({ maxLength: 12 });
  const coded = fc.string({ unit: fc.constantFrom(..."QUJD=+/-a9 "), maxLength: 10 });
  return fc.sample(
    fc.oneof(
      fc.tuple(fc.constantFrom("quote", "quotePlus", "unquote", "escape", "capwords"), text),
      fc.tuple(
        fc.constantFrom(
          "urlsplit",
          "urlparse",
          "unparse",
          "qsl",
          "qslKeep",
          "qs",
          "unquote",
          "unquotePlus",
          "defrag",
        ),
        url,
      ),
      fc.tuple(
        fc.constant("urljoin"),
        url.map((s) => `http://h/${s}`),
        url,
      ),
      fc.tuple(
        fc.constantFrom("wrap", "wrapIndent", "wrapWhole", "shorten"),
        words,
        fc.integer({ min: 5, max: 20 }),
      ),
      fc.tuple(fc.constantFrom("dedent", "indent", "capwords"), words),
      fc.tuple(fc.constant("unescape"), entity),
      fc.tuple(fc.constantFrom("b64", "b64url", "b32", "b16"), bytes),
      fc.tuple(fc.constantFrom("b64d", "b64dv"), coded),
      fc.tuple(fc.constant("hash"), fc.constantFrom(...h.hashNames), bytes),
    ),
    { numRuns: 10000, seed: 9 },
  ) as Case[];
}
differential("modules", operations, chosen, generated);

/** `urllib.parse`. Everything carries all of its arguments. */
import { deep, deepMethod, defineMethods } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import { call } from "../evaluate/call.ts";
import { contains } from "../evaluate/compare.ts";
import { collect } from "../evaluate/iterate.ts";
import { decodeBytes, encodeText } from "../python/encoding.ts";
import * as pure from "../python/url.ts";
import type { Run } from "../run.ts";
import { readOnly } from "../types/immutable.ts";
import { namedTupleClass } from "../types/named-tuple.ts";
import type { PyClass } from "../value/class.ts";
import { builtinClass } from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { hashKey } from "../value/hash.ts";
import { textKey } from "../value/json-values.ts";
import { PyBytes, PyRange } from "../value/scalar.ts";
import { strOf } from "../value/text.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { gather, listOf, sizeArgument, textArgument, tupleOf } from "./arguments.ts";
import { defineModule } from "./registry.ts";

function resultClass(name: string, fields: readonly string[]): PyClass {
  const cls = builtinClass(name, namedTupleClass, "urllib.parse");
  cls.tupleFields = fields;
  for (const [index, field] of fields.entries())
    readOnly(cls, field, (_run, self) => (self instanceof PyTuple ? (self.items[index] ?? null) : null));
  return cls;
}

const parseClass = resultClass("ParseResult", ["scheme", "netloc", "path", "params", "query", "fragment"]);
const splitClass = resultClass("SplitResult", ["scheme", "netloc", "path", "query", "fragment"]);
const defragClass = resultClass("DefragResult", ["url", "fragment"]);

/** CPython looks into a cache, so that what has no hash is refused. */
function cached(run: Run, values: readonly Value[]): void {
  for (const value of values) hashKey(run, value);
}

/** Text goes with text alone. */
function refuseMixed(run: Run, url: Value, other: Value): void {
  if (isTrue(run, other) && (typeof url === "string") !== (typeof other === "string"))
    throw raise(run, "TypeError", "Cannot mix str and non-str arguments");
}

/** Six or five parts, as text. */
function parts(run: Run, value: Value, count: number): string[] {
  const items = gather(run, value);
  if (items.length !== count)
    throw raise(
      run,
      "ValueError",
      items.length > count
        ? `too many values to unpack (expected ${count + 1})`
        : `not enough values to unpack (expected ${count + 1}, got ${items.length + 1})`,
    );
  return items.map((item) => textArgument(run, item ?? "", "Cannot mix str and non-str arguments"));
}

function parsed(run: Run, value: Value): pure.ParsedUrl {
  const [scheme = "", netloc = "", path = "", params = "", query = "", fragment = ""] = parts(run, value, 6);
  return { scheme, netloc, path, params, query, fragment };
}

function split(run: Run, value: Value): pure.SplitUrl {
  const [scheme = "", netloc = "", path = "", query = "", fragment = ""] = parts(run, value, 5);
  return { scheme, netloc, path, query, fragment };
}

for (const cls of [parseClass, splitClass]) {
  const netloc = (value: Value) =>
    pure.netlocParts(value instanceof PyTuple && typeof value.items[1] === "string" ? value.items[1] : "");
  readOnly(cls, "username", (_run, self) => netloc(self).username ?? null);
  readOnly(cls, "password", (_run, self) => netloc(self).password ?? null);
  readOnly(cls, "hostname", (_run, self) => netloc(self).hostname ?? null);
  readOnly(cls, "port", (_run, self) => netloc(self).port() ?? null);
  defineMethods(cls, [
    deepMethod("geturl(self)", (run, self = null) =>
      cls === parseClass ? pure.urlUnparse(parsed(run, self)) : pure.urlUnsplit(split(run, self)),
    ),
  ]);
}
defineMethods(defragClass, [
  deepMethod("geturl(self)", (run, self = null) => {
    const [url = "", fragment = ""] = parts(run, self, 2);
    return fragment === "" ? url : `${url}#${fragment}`;
  }),
]);

const urlArgument = (run: Run, value: Value): string => {
  if (typeof value !== "string" && (value instanceof PyBytes || !isTrue(run, value)))
    throw new Unsupported("urllib.parse takes str alone in a plan: decode the bytes first", run.at);
  const text = textArgument(run, value, "'{type}' object has no attribute 'decode'", "AttributeError");
  run.chargeBytes(text.length * 2);
  run.read(text, 1);
  return text;
};

/** What is quoted: text, or bytes as they are. */
function quotedBytes(run: Run, value: Value, encoding: Value, errors: Value): Uint8Array {
  if (value instanceof PyBytes) {
    if (encoding !== null) throw raise(run, "TypeError", "quote() doesn't support 'encoding' for bytes");
    return value.bytes;
  }
  if (typeof value !== "string") throw raise(run, "TypeError", "quote_from_bytes() expected bytes");
  return encodeText(
    value,
    typeof encoding === "string" ? encoding : "utf-8",
    typeof errors === "string" ? errors : "strict",
    run.chargeBytes,
  );
}

function safeOf(value: Value): string {
  if (value instanceof PyBytes) return Buffer.from(value.bytes).toString("latin1");
  return typeof value === "string" ? value : "";
}

function quote(run: Run, value: Value, safe: string, encoding: Value, errors: Value, plus: boolean): string {
  const bytes = quotedBytes(run, value, encoding, errors);
  const text = plus
    ? pure.quoteBytes(bytes, `${safe} `, run.chargeBytes).replaceAll(" ", "+")
    : pure.quoteBytes(bytes, safe, run.chargeBytes);
  run.chargeText(text.length);
  return text;
}

const quoteFunction = deep(
  '@quote(string, safe="/", encoding=None, errors=None)',
  (run, value = null, safe = "/", encoding = null, errors = null) =>
    quote(run, value, safeOf(safe), encoding, errors, false),
);
const quotePlusFunction = deep(
  '@quote_plus(string, safe="", encoding=None, errors=None)',
  (run, value = null, safe = "", encoding = null, errors = null) =>
    quote(run, value, safeOf(safe), encoding, errors, true),
);

/** What is empty, or a sequence that begins with a tuple. */
function isPairs(query: Value): boolean {
  if (typeof query === "string") return query === "";
  if (query instanceof PyBytes) return query.bytes.length === 0;
  if (query instanceof PyRange) return query.size === 0;
  if (query instanceof PySet) return query.map.size === 0;
  if (!(query instanceof PyList || query instanceof PyTuple)) return false;
  return query.items.length === 0 || query.items[0] instanceof PyTuple;
}

/** The pairs of `urlencode`: of a mapping, or as given. */
function pairsOf(run: Run, query: Value): (readonly [Value, Value])[] {
  if (query instanceof PyDict) return Array.from(query.entries(), ([key, value]) => [key, value] as const);
  if (!isPairs(query)) throw raise(run, "TypeError", "not a valid non-string sequence or mapping object");
  return gather(run, query).map((pair) => {
    const { items } = collect(run, pair);
    if (items.length !== 2)
      throw raise(
        run,
        "ValueError",
        items.length > 2
          ? "too many values to unpack (expected 2)"
          : `not enough values to unpack (expected 2, got ${items.length})`,
      );
    return [items[0] ?? null, items[1] ?? null] as const;
  });
}

const urlencode = deep(
  '@urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=None)',
  (run, query = null, sequences = false, safe = "", encoding = null, errors = null, via = null) => {
    const { label } = run;
    const quoted = (value: Value): string => {
      const text = value instanceof PyBytes || typeof value === "string" ? value : strOf(run, value);
      if (via === null || via === quotePlusFunction)
        return quote(run, text, safeOf(safe), encoding, errors, true);
      const result = call(run, via, [text, safe, encoding, errors], [label, label, label, label], null);
      run.label = run.join(run.label, label);
      return strOf(run, result);
    };
    const unfold = isTrue(run, sequences);
    const fields: string[] = [];
    for (const [key, value] of pairsOf(run, query)) {
      const several = unfold && (value instanceof PyList || value instanceof PyTuple);
      for (const one of several ? value.items : [value]) fields.push(`${quoted(key)}=${quoted(one)}`);
    }
    const text = fields.join("&");
    run.chargeText(text.length);
    return text;
  },
);

const queryParameters =
  'qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"';

function queryOf(run: Run, values: readonly Value[]): { text: string; options: pure.QueryOptions } {
  const [query = null, blank = false, strict = false, , , most = null, separator = "&"] = values;
  const text =
    typeof query !== "string" && !isTrue(run, query)
      ? ""
      : query instanceof PyBytes
        ? decodeBytes(query.bytes, "ascii", "strict", run.chargeBytes)
        : urlArgument(run, query);
  const options = {
    keepBlankValues: isTrue(run, blank),
    strictParsing: isTrue(run, strict),
    maximumFields: most === null ? undefined : sizeArgument(run, most),
    separator: textArgument(run, separator, "Separator must be of type string or bytes."),
  };
  return { text, options };
}

function unquoted(run: Run, value: Value, encoding: Value, errors: Value, plus: boolean): string {
  if (value instanceof PyBytes)
    return decodeBytes(pure.unquoteToBytes(value.bytes), "utf-8", "replace", run.chargeBytes);
  if (typeof value !== "string" && !plus) contains(run, value, "%");
  const text = textArgument(
    run,
    value,
    `'{type}' object has no attribute '${plus ? "replace" : "split"}'`,
    "AttributeError",
  );
  run.chargeText(text.length);
  if (text.includes("%")) run.read(text, 2);
  return pure.unquote(
    plus ? text.replaceAll("+", " ") : text,
    typeof encoding === "string" ? encoding : "utf-8",
    typeof errors === "string" ? errors : "replace",
  );
}

const module = defineModule("urllib.parse", {
  parse_qs: deep(`@parse_qs(${queryParameters})`, (run, ...values) => {
    const { text, options } = queryOf(run, values);
    const dict = new PyDict(run.label, run.label);
    for (const [key, items] of pure.parseQuery(text, options))
      dict.set(textKey(key), key, listOf(run, items), run.label);
    return dict;
  }),
  parse_qsl: deep(`@parse_qsl(${queryParameters})`, (run, ...values) => {
    const { text, options } = queryOf(run, values);
    return listOf(
      run,
      pure.parseQueryList(text, options).map((pair) => tupleOf(run, pair)),
    );
  }),
  quote: quoteFunction,
  quote_plus: quotePlusFunction,
  unquote: deep(
    '@unquote(string, encoding="utf-8", errors="replace")',
    (run, value = null, encoding = null, errors = null) => unquoted(run, value, encoding, errors, false),
  ),
  unquote_plus: deep(
    '@unquote_plus(string, encoding="utf-8", errors="replace")',
    (run, value = null, encoding = null, errors = null) => unquoted(run, value, encoding, errors, true),
  ),
  urldefrag: deep(
    "@urldefrag(url)",
    (run, url = null) => new PyTuple(pure.urlDefrag(urlArgument(run, url)), run.label, null, defragClass),
  ),
  urlencode,
  urljoin: deep(
    "@urljoin(base, url, allow_fragments=True)",
    (run, base = null, url = null, fragments = true) => {
      if (!isTrue(run, base)) return url;
      if (!isTrue(run, url)) return base;
      if ((typeof base === "string") !== (typeof url === "string"))
        throw raise(run, "TypeError", "Cannot mix str and non-str arguments");
      return pure.urlJoin(urlArgument(run, base), urlArgument(run, url), isTrue(run, fragments));
    },
  ),
  urlparse: deep(
    '@urlparse(url, scheme="", allow_fragments=True)',
    (run, url = null, scheme = "", fragments = true) => {
      refuseMixed(run, url, scheme);
      const {
        scheme: given,
        netloc,
        path,
        params,
        query,
        fragment,
      } = pure.urlParse(urlArgument(run, url), urlArgument(run, scheme), isTrue(run, fragments));
      return new PyTuple([given, netloc, path, params, query, fragment], run.label, null, parseClass);
    },
  ),
  urlsplit: deep(
    '@urlsplit(url, scheme="", allow_fragments=True)',
    (run, url = null, scheme = "", fragments = true) => {
      cached(run, [url, scheme]);
      refuseMixed(run, url, scheme);
      const {
        scheme: given,
        netloc,
        path,
        query,
        fragment,
      } = pure.urlSplit(urlArgument(run, url), urlArgument(run, scheme), isTrue(run, fragments));
      return new PyTuple([given, netloc, path, query, fragment], run.label, null, splitClass);
    },
  ),
  urlunparse: deep("@urlunparse(components)", (run, components = null) =>
    pure.urlUnparse(parsed(run, components)),
  ),
  urlunsplit: deep("@urlunsplit(components)", (run, components = null) =>
    pure.urlUnsplit(split(run, components)),
  ),
});
// `import urllib.parse` binds the package.
defineModule("urllib", { parse: module });

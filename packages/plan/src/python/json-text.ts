/** `json.loads` and the pieces of `json.dumps`, over values that the caller builds and walks. */
import { type Charge, uncharged } from "./charge.ts";
import { codePointLength, indexOfOffset } from "./code-points.ts";
import { PythonError, valueError } from "./error.ts";
import { reprFloat } from "./float.ts";
import type { Int } from "./integer.ts";
import { intToString, parseInteger } from "./integer-text.ts";

/** Makes the caller's values. Arrays and objects are handed over complete; a duplicate key's last value wins. */
export interface JsonBuilder<V> {
  nil(): V;
  boolean(value: boolean): V;
  integer(value: Int, text: string): V;
  /** `text` is as it was written: a number, or NaN, Infinity, -Infinity. */
  real(value: number, text: string): V;
  text(value: string): V;
  array(items: V[]): V;
  /** `pairs` has the repeated keys too. */
  object(entries: Map<string, V>, pairs: readonly (readonly [string, V])[]): V;
}

/** A JSONDecodeError with `pos`, `lineno` and `colno`; positions count code points. */
export function jsonDecodeError(message: string, document: string, offset: number): PythonError {
  const before = document.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  const column = codePointLength(before.slice(lineStart)) + 1;
  const position = indexOfOffset(document, offset);
  return new PythonError("JSONDecodeError", `${message}: line ${line} column ${column} (char ${position})`, {
    msg: message,
    doc: document,
    pos: position,
    lineno: line,
    colno: column,
  });
}

const numberAt = /(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?/y;
const escapeMeanings: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** What an array or object costs however short it is, as bytes touched. */
const bytesOfContainer = 192;

/**
 * Reads one JSON document as CPython does: NaN and Infinity are accepted, ints keep any size (up to 4300 digits).
 * JSONDecodeError; RecursionError beyond `maximumDepth` levels.
 */
export function readJson<V>(
  document: string,
  builder: JsonBuilder<V>,
  options: { readonly maximumDepth?: number; readonly charge?: Charge; readonly strict?: boolean } = {},
): V {
  const maximumDepth = options.maximumDepth ?? 900;
  const charge = options.charge ?? uncharged;
  if (document.startsWith("\ufeff")) {
    throw jsonDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", document, 0);
  }
  charge(document.length);
  let at = 0;
  const fail = (message: string, offset: number): PythonError => jsonDecodeError(message, document, offset);
  const skip = (): void => {
    for (;;) {
      const code = document.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      at++;
    }
  };

  function readString(): string {
    const begin = at - 1;
    let out = "";
    while (true) {
      const from = at;
      let code = document.charCodeAt(at);
      // Behind the end of the document this is NaN.
      while (code >= 0x20 && code !== 0x22 && code !== 0x5c) code = document.charCodeAt(++at);
      const run = document.slice(from, at);
      if (code === 0x22) {
        at++;
        return out === "" ? run : out + run;
      }
      out += run;
      if (Number.isNaN(code)) throw fail("Unterminated string starting at", begin);
      if (code !== 0x5c) {
        if (options.strict ?? true) throw fail("Invalid control character at", at);
        out += document.charAt(at);
        at++;
        continue;
      }
      const letter = document[at + 1];
      if (letter === undefined) throw fail("Unterminated string starting at", begin);
      if (letter !== "u") {
        const meant = escapeMeanings[letter];
        if (meant === undefined) throw fail("Invalid \\escape", at);
        out += meant;
        at += 2;
        continue;
      }
      const hex = document.slice(at + 2, at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw fail("Invalid \\uXXXX escape", at + 1);
      out += String.fromCharCode(Number.parseInt(hex, 16));
      at += 6;
    }
  }

  /** A short run of digits with nothing behind it that could belong to the number: most numbers are that. */
  function readShortInteger(): V | undefined {
    let value = 0;
    let end = at;
    let code = document.charCodeAt(end);
    for (; code >= 0x30 && code <= 0x39; code = document.charCodeAt(++end)) value = value * 10 + code - 0x30;
    const length = end - at;
    if (length === 0 || length > 15 || code === 0x2e || code === 0x45 || code === 0x65) return undefined;
    if (length > 1 && document.charCodeAt(at) === 0x30) return undefined;
    at = end;
    return builder.integer(value, String(value));
  }

  function readNumber(): V | undefined {
    const short = readShortInteger();
    if (short !== undefined) return short;
    numberAt.lastIndex = at;
    const match = numberAt.exec(document);
    if (match === null) return undefined;
    at = numberAt.lastIndex;
    const [whole, integer = "", fraction, exponent] = match;
    if (fraction === undefined && exponent === undefined)
      return builder.integer(parseInteger(integer), integer);
    return builder.real(Number(whole), whole);
  }

  function readWord(): V | undefined {
    for (const [word, make] of words) {
      if (document.startsWith(word, at)) {
        at += word.length;
        return make();
      }
    }
    return undefined;
  }

  function readValue(depth: number): V {
    const start = at;
    const c = document[at];
    if (c === '"') {
      at++;
      return builder.text(readString());
    }
    if (c === "{" || c === "[") {
      if (depth >= maximumDepth) {
        throw new PythonError(
          "RecursionError",
          `maximum recursion depth exceeded while decoding a JSON ${c === "{" ? "object" : "array"} from a unicode string`,
        );
      }
      at++;
      return c === "{" ? readObject(depth + 1) : readArray(depth + 1);
    }
    const word = c !== undefined && c >= "0" && c <= "9" ? undefined : readWord();
    const value = word === undefined ? readNumber() : word;
    if (value !== undefined) return value;
    throw fail("Expecting value", start);
  }
  const words: readonly (readonly [string, () => V])[] = [
    ["null", () => builder.nil()],
    ["true", () => builder.boolean(true)],
    ["false", () => builder.boolean(false)],
    ["NaN", () => builder.real(Number.NaN, "NaN")],
    ["Infinity", () => builder.real(Number.POSITIVE_INFINITY, "Infinity")],
    ["-Infinity", () => builder.real(Number.NEGATIVE_INFINITY, "-Infinity")],
  ];

  function readObject(depth: number): V {
    charge(bytesOfContainer);
    const entries = new Map<string, V>();
    const pairs: (readonly [string, V])[] = [];
    skip();
    if (document[at] === "}") {
      at++;
      return builder.object(entries, pairs);
    }
    while (true) {
      if (document[at] !== '"') {
        throw fail("Expecting property name enclosed in double quotes", at);
      }
      at++;
      const key = readString();
      skip();
      if (document[at] !== ":") throw fail("Expecting ':' delimiter", at);
      at++;
      skip();
      const value = readValue(depth);
      entries.set(key, value);
      pairs.push([key, value]);
      charge(32);
      skip();
      if (document[at] === "}") break;
      if (document[at] !== ",") throw fail("Expecting ',' delimiter", at);
      at++;
      skip();
    }
    at++;
    return builder.object(entries, pairs);
  }

  function readArray(depth: number): V {
    charge(bytesOfContainer);
    const items: V[] = [];
    skip();
    if (document[at] === "]") {
      at++;
      return builder.array(items);
    }
    while (true) {
      items.push(readValue(depth));
      charge(24);
      skip();
      if (document[at] === "]") break;
      if (document[at] !== ",") throw fail("Expecting ',' delimiter", at);
      at++;
      skip();
    }
    at++;
    return builder.array(items);
  }

  skip();
  const value = readValue(0);
  skip();
  if (at !== document.length) throw fail("Extra data", at);
  return value;
}

/** A JSON string literal: with `ensureAscii` everything beyond ASCII is escaped, by UTF-16 unit. */
export function jsonString(text: string, ensureAscii = true): string {
  const parts: string[] = ['"'];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    let escaped: string | undefined;
    if (unit === 34) escaped = '\\"';
    else if (unit === 92) escaped = "\\\\";
    else if (unit < 32) {
      escaped =
        unit === 10
          ? "\\n"
          : unit === 13
            ? "\\r"
            : unit === 9
              ? "\\t"
              : unit === 8
                ? "\\b"
                : unit === 12
                  ? "\\f"
                  : unicodeEscape(unit);
    } else if (unit > 126 && ensureAscii) escaped = unicodeEscape(unit);
    if (escaped !== undefined) {
      parts.push(text.slice(from, i), escaped);
      from = i + 1;
    }
  }
  parts.push(text.slice(from), '"');
  return parts.join("");
}

function unicodeEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

/** A float in JSON as CPython writes it; ValueError for NaN and infinities when they are not allowed. */
export function jsonFloat(value: number, allowNan = true): string {
  if (Number.isFinite(value)) return reprFloat(value);
  if (!allowNan) throw valueError("Out of range float values are not JSON compliant");
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

/** What a value is to the writer. `open` values are walked by the writer itself. */
export type JsonShape<V> =
  | { readonly kind: "nil" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "integer"; readonly value: Int }
  | { readonly kind: "real"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "array"; readonly items: Iterable<V> }
  /** Keys are as `jsonKey` makes them, already sorted or filtered by the caller. */
  | { readonly kind: "object"; readonly entries: Iterable<readonly [string, V]> };

export interface JsonWriteOptions {
  readonly ensureAscii?: boolean;
  readonly allowNan?: boolean;
  /** Text per level; `undefined` writes everything on one line. */
  readonly indent?: string | undefined;
  readonly itemSeparator?: string;
  readonly keySeparator?: string;
  readonly charge?: Charge;
  /** Told of work beyond what is written, in steps. */
  readonly work?: (steps: number) => void;
  readonly maximumDepth?: number;
}

/** `json.dumps` over shapes; ValueError, RecursionError. The shape function raises for what is not serialisable. */
export function writeJson<V>(
  value: V,
  shapeOf: (value: V) => JsonShape<V>,
  options: JsonWriteOptions = {},
): string {
  const {
    ensureAscii = true,
    allowNan = true,
    indent,
    charge = uncharged,
    work = uncharged,
    maximumDepth = 900,
  } = options;
  const itemSeparator = options.itemSeparator ?? (indent === undefined ? ", " : ",");
  const keySeparator = options.keySeparator ?? ": ";
  const parts: string[] = [];
  const put = (text: string): void => {
    charge(text.length);
    parts.push(text);
  };
  const written = (text: string): string => {
    // What is not ASCII is escaped unit by unit.
    if (ensureAscii && text.length > 256 && !/^[\0-\x7f]*$/.test(text)) work(text.length * 8);
    return jsonString(text, ensureAscii);
  };
  const newLine = (depth: number): void => {
    if (indent !== undefined) put(`\n${indent.repeat(depth)}`);
  };
  const writeMany = <T>(
    open: string,
    close: string,
    items: Iterable<T>,
    depth: number,
    write: (item: T) => void,
  ): void => {
    if (depth >= maximumDepth) {
      throw new PythonError(
        "RecursionError",
        "maximum recursion depth exceeded while encoding a JSON object",
      );
    }
    put(open);
    let first = true;
    for (const item of items) {
      if (!first) put(itemSeparator);
      first = false;
      newLine(depth + 1);
      write(item);
    }
    if (!first) newLine(depth);
    put(close);
  };
  const write = (item: V, depth: number): void => {
    const shape = shapeOf(item);
    switch (shape.kind) {
      case "nil":
        put("null");
        break;
      case "boolean":
        put(shape.value ? "true" : "false");
        break;
      case "integer":
        put(intToString(shape.value));
        break;
      case "real":
        put(jsonFloat(shape.value, allowNan));
        break;
      case "text":
        put(written(shape.value));
        break;
      case "array":
        writeMany("[", "]", shape.items, depth, (each) => write(each, depth + 1));
        break;
      case "object":
        writeMany("{", "}", shape.entries, depth, ([key, each]) => {
          put(written(key) + keySeparator);
          write(each, depth + 1);
        });
    }
  };
  write(value, 0);
  return parts.join("");
}

/** The key that a dict key becomes: str as it is, int, float, bool, None as JSON writes them. */
export function jsonKey(
  key:
    | { readonly kind: "text"; readonly value: string }
    | { readonly kind: "integer"; readonly value: Int }
    | { readonly kind: "real"; readonly value: number }
    | { readonly kind: "boolean"; readonly value: boolean }
    | { readonly kind: "nil" },
  allowNan = true,
): string {
  switch (key.kind) {
    case "text":
      return key.value;
    case "integer":
      return intToString(key.value);
    case "real":
      return jsonFloat(key.value, allowNan);
    case "boolean":
      return key.value ? "true" : "false";
    case "nil":
      return "null";
  }
}

/** `str.encode` and `bytes.decode` for utf-8, ascii, latin-1, utf-16 and utf-32 with the errors modes of CPython. */
import { type Charge, uncharged } from "./charge.ts";
import { codePointLength } from "./code-points.ts";
import { PythonError } from "./error.ts";

type Codec =
  | "utf-8"
  | "utf-8-sig"
  | "ascii"
  | "latin-1"
  | "utf-16"
  | "utf-16-le"
  | "utf-16-be"
  | "utf-32"
  | "utf-32-le"
  | "utf-32-be";

const names: ReadonlyMap<string, Codec> = new Map<string, Codec>([
  ["utf8", "utf-8"],
  ["u8", "utf-8"],
  ["utf", "utf-8"],
  ["cp65001", "utf-8"],
  ["utf8sig", "utf-8-sig"],
  ["ascii", "ascii"],
  ["usascii", "ascii"],
  ["646", "ascii"],
  ["ansix341968", "ascii"],
  ["latin1", "latin-1"],
  ["latin", "latin-1"],
  ["iso88591", "latin-1"],
  ["88591", "latin-1"],
  ["l1", "latin-1"],
  ["cp819", "latin-1"],
  ["utf16", "utf-16"],
  ["u16", "utf-16"],
  ["utf16le", "utf-16-le"],
  ["utf16be", "utf-16-be"],
  ["utf32", "utf-32"],
  ["u32", "utf-32"],
  ["utf32le", "utf-32-le"],
  ["utf32be", "utf-32-be"],
]);

function codecOf(name: string): Codec {
  const codec = names.get(name.toLowerCase().replaceAll(/[-_ ]/g, ""));
  if (codec === undefined) throw new PythonError("LookupError", `unknown encoding: ${name}`);
  return codec;
}

function shownCode(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}

/** The text of a UnicodeEncodeError (of a string) or a UnicodeDecodeError (of bytes). */
export function codecErrorText(
  codec: string,
  coded: string | Uint8Array,
  from: number,
  to: number,
  reason: string,
): string {
  const verb = typeof coded === "string" ? "encode" : "decode";
  const noun = typeof coded === "string" ? "character" : "byte";
  const one = typeof coded === "string" ? [...coded][from]?.codePointAt(0) : coded[from];
  const place =
    one !== undefined && to - from === 1
      ? `${noun} ${typeof coded === "string" ? `'${shownCode(one)}'` : `0x${one.toString(16).padStart(2, "0")}`} in position ${from}`
      : `${noun}s in position ${from}-${to - 1}`;
  return `'${codec}' codec can't ${verb} ${place}: ${reason}`;
}

const unknownHandler = (errors: string): PythonError =>
  new PythonError("LookupError", `unknown error handler name '${errors}'`);

/** What stands for code points that a codec lacks, as text that the codec has. UnicodeEncodeError for strict. */
function replacement(
  codec: Codec,
  characters: readonly string[],
  from: number,
  to: number,
  errors: string,
  reason: string,
): string {
  const failed = characters.slice(from, to);
  switch (errors) {
    case "ignore":
      return "";
    case "replace":
      return "?".repeat(failed.length);
    case "xmlcharrefreplace":
      return failed.map((c) => `&#${c.codePointAt(0) ?? 0};`).join("");
    case "backslashreplace":
      return failed.map((c) => shownCode(c.codePointAt(0) ?? 0)).join("");
    case "strict": {
      const shownCodec =
        codec.startsWith("utf-16") || codec.startsWith("utf-32")
          ? codec
          : codec === "utf-8-sig"
            ? "utf-8"
            : codec;
      const text = characters.join("");
      throw new PythonError("UnicodeEncodeError", codecErrorText(shownCodec, text, from, to, reason), {}, [
        shownCodec,
        text,
        from,
        to,
        reason,
      ]);
    }
    default:
      throw unknownHandler(errors);
  }
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** Replaces what the codec cannot take; `undefined` marks surrogates passed through (surrogatepass, surrogateescape). */
function prepared(text: string, codec: Codec, errors: string): string[] {
  const limit = codec === "ascii" ? 0x7f : codec === "latin-1" ? 0xff : 0x10ffff;
  const reason =
    codec === "ascii" || codec === "latin-1"
      ? `ordinal not in range(${limit + 1})`
      : "surrogates not allowed";
  const bad = (c: string): boolean => {
    const code = c.codePointAt(0) ?? 0;
    return code > limit || isSurrogate(code);
  };
  // CPython's wide codecs report one character at a time, the others runs.
  const wide = codec.startsWith("utf-16") || codec.startsWith("utf-32");
  const characters = [...text];
  const out: string[] = [];
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i] ?? "";
    if (!bad(c)) {
      out.push(c);
      continue;
    }
    let to = i + 1;
    while (!wide && to < characters.length && bad(characters[to] ?? "")) to++;
    for (const one of replacement(codec, characters, i, to, errors, reason)) out.push(one);
    i = to - 1;
  }
  return out;
}

/** `text.encode(encoding, errors)`; UnicodeEncodeError, LookupError. */
export function encodeText(
  text: string,
  encoding = "utf-8",
  errors = "strict",
  charge: Charge = uncharged,
): Uint8Array {
  const codec = codecOf(encoding);
  charge(text.length * 4);
  if (codec === "utf-8" && text.isWellFormed()) return new TextEncoder().encode(text);
  const good = prepared(text, codec, errors);
  if (codec === "utf-8") return new TextEncoder().encode(good.join(""));
  if (codec === "utf-8-sig") return new TextEncoder().encode(`\ufeff${good.join("")}`);
  if (codec === "ascii" || codec === "latin-1") return Uint8Array.from(good, (c) => c.charCodeAt(0));
  const little = !codec.endsWith("be");
  const marked = codec === "utf-16" || codec === "utf-32" ? ["\ufeff", ...good] : good;
  if (codec.startsWith("utf-32")) {
    const view = new DataView(new ArrayBuffer(marked.length * 4));
    marked.forEach((c, i) => {
      view.setUint32(i * 4, c.codePointAt(0) ?? 0, little);
    });
    return new Uint8Array(view.buffer);
  }
  const units = marked.join("");
  const view = new DataView(new ArrayBuffer(units.length * 2));
  for (let i = 0; i < units.length; i++) view.setUint16(i * 2, units.charCodeAt(i), little);
  return new Uint8Array(view.buffer);
}

/** What stands for undecodable bytes. UnicodeDecodeError for strict. */
function decodeFailure(
  codec: string,
  bytes: Uint8Array,
  from: number,
  to: number,
  errors: string,
  reason: string,
): string {
  switch (errors) {
    case "ignore":
      return "";
    case "replace":
      return "\ufffd";
    case "backslashreplace":
      return [...bytes.slice(from, to)].map(shownCode).join("");
    case "strict": {
      throw new PythonError("UnicodeDecodeError", codecErrorText(codec, bytes, from, to, reason), {}, [
        codec,
        bytes,
        from,
        to,
        reason,
      ]);
    }
    default:
      throw unknownHandler(errors);
  }
}

function decodeUtf8(bytes: Uint8Array, errors: string): string {
  const parts: string[] = [];
  let at = 0;
  const byteAt = (i: number): number => bytes[i] ?? 0;
  while (at < bytes.length) {
    const first = byteAt(at);
    if (first < 0x80) {
      parts.push(String.fromCharCode(first));
      at++;
      continue;
    }
    const size =
      first >= 0xc2 && first < 0xe0
        ? 2
        : first >= 0xe0 && first < 0xf0
          ? 3
          : first >= 0xf0 && first < 0xf5
            ? 4
            : 0;
    if (size === 0) {
      parts.push(decodeFailure("utf-8", bytes, at, at + 1, errors, "invalid start byte"));
      at++;
      continue;
    }
    let code = first & (0x7f >> size);
    let good = 1;
    for (; good < size && at + good < bytes.length; good++) {
      const next = byteAt(at + good);
      const low = good === 1 ? (first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80) : 0x80;
      const high = good === 1 ? (first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf) : 0xbf;
      if (next < low || next > high) break;
      code = (code << 6) | (next & 0x3f);
    }
    if (good === size) parts.push(String.fromCodePoint(code));
    else {
      const reason = at + good >= bytes.length ? "unexpected end of data" : "invalid continuation byte";
      parts.push(decodeFailure("utf-8", bytes, at, at + good, errors, reason));
    }
    at += good;
  }
  return parts.join("");
}

function decodeWide(bytes: Uint8Array, codec: Codec, errors: string): string {
  const wide = codec.startsWith("utf-32");
  const unit = wide ? 4 : 2;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let little = !codec.endsWith("be");
  let at = 0;
  if (codec === "utf-16" || codec === "utf-32") {
    if (bytes.length >= unit) {
      const mark = wide ? view.getUint32(0, true) : view.getUint16(0, true);
      if (mark === 0xfeff) at = unit;
      else if (mark === (wide ? 0xfffe0000 : 0xfffe)) {
        little = false;
        at = unit;
      }
    }
  }
  const name = `${codec.slice(0, 6)}-${little ? "le" : "be"}`;
  const parts: string[] = [];
  while (at < bytes.length) {
    if (bytes.length - at < unit) {
      parts.push(decodeFailure(name, bytes, at, bytes.length, errors, "truncated data"));
      break;
    }
    const code = wide ? view.getUint32(at, little) : view.getUint16(at, little);
    if (wide) {
      if (code > 0x10ffff)
        parts.push(decodeFailure(name, bytes, at, at + 4, errors, "code point not in range(0x110000)"));
      else if (isSurrogate(code))
        parts.push(
          decodeFailure(
            name,
            bytes,
            at,
            at + 4,
            errors,
            "code point in surrogate code point range(0xd800, 0xe000)",
          ),
        );
      else parts.push(String.fromCodePoint(code));
      at += 4;
      continue;
    }
    if (!isSurrogate(code)) {
      parts.push(String.fromCharCode(code));
      at += 2;
    } else if (code >= 0xdc00) {
      parts.push(decodeFailure(name, bytes, at, at + 2, errors, "illegal encoding"));
      at += 2;
    } else if (bytes.length - at < 4) {
      parts.push(decodeFailure(name, bytes, at, bytes.length, errors, "unexpected end of data"));
      at = bytes.length;
    } else {
      const low = view.getUint16(at + 2, little);
      if (low >= 0xdc00 && low <= 0xdfff) {
        parts.push(String.fromCharCode(code, low));
        at += 4;
      } else {
        parts.push(decodeFailure(name, bytes, at, at + 2, errors, "illegal UTF-16 surrogate"));
        at += 2;
      }
    }
  }
  return parts.join("");
}

/** `bytes.decode(encoding, errors)`; UnicodeDecodeError, LookupError. */
export function decodeBytes(
  bytes: Uint8Array,
  encoding = "utf-8",
  errors = "strict",
  charge: Charge = uncharged,
): string {
  if (bytes.length === 0) return "";
  const codec = codecOf(encoding);
  charge(bytes.length * 2);
  switch (codec) {
    case "utf-8":
      return decodeUtf8(bytes, errors);
    case "utf-8-sig":
      return decodeUtf8(
        bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes,
        errors,
      );
    case "latin-1": {
      const parts: string[] = [];
      for (const byte of bytes) parts.push(String.fromCharCode(byte));
      return parts.join("");
    }
    case "ascii": {
      const parts: string[] = [];
      bytes.forEach((byte, i) => {
        parts.push(
          byte < 128
            ? String.fromCharCode(byte)
            : decodeFailure("ascii", bytes, i, i + 1, errors, "ordinal not in range(128)"),
        );
      });
      return parts.join("");
    }
    default:
      return decodeWide(bytes, codec, errors);
  }
}

/** How many bytes `text.encode()` takes at most. */
export function utf8Size(text: string): number {
  return codePointLength(text) * 4;
}

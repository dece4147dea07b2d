/** `bytes` and its methods. */
import { absent, deep, deepMethod, defineMethods, ownMethod, staticMethod } from "../builtins/define.ts";
import { lengthOf } from "../builtins/iteration.ts";
import { integerOf } from "../builtins/numbers.ts";
import { raise } from "../errors.ts";
import { collectSequence, isIterable, iterate, iterateAll } from "../evaluate/iterate.ts";
import { codecName, indexOf, maximumIndex, shownType, sliceBounds, sliceInt } from "../evaluate/slice.ts";
import { attempt } from "../evaluate/try.ts";
import { sizeArgument } from "../modules/arguments.ts";
import * as bytes from "../python/bytes.ts";
import { decodeBytes, encodeText } from "../python/encoding.ts";
import type { Run } from "../run.ts";
import { PyInstance, rawOf } from "../value/class.ts";
import { bytesClass, exceptionClass, typeName } from "../value/classes.ts";
import { PyList, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { PyBytes, PySlice } from "../value/scalar.ts";
import type { Int, Value } from "../value/value.ts";

const make = deep("bytes(source=?, encoding=?, errors=?)", (run, source, encoding, errors) => {
  const named = (value: Value, name: string) => {
    if (value === absent) return;
    if (typeof value !== "string")
      throw raise(run, "TypeError", `bytes() argument '${name}' must be str, not ${shownType(value)}`);
    if (value.includes("\0")) throw raise(run, "ValueError", "embedded null character");
  };
  named(encoding, "encoding");
  named(errors, "errors");
  const text = rawOf(source);
  if (typeof text !== "string" && (encoding !== absent || errors !== absent))
    throw raise(
      run,
      "TypeError",
      encoding === absent ? "errors without a string argument" : "encoding without a string argument",
    );
  if (source === absent) return new PyBytes(new Uint8Array(0));
  if (typeof text === "string") {
    if (encoding === absent) throw raise(run, "TypeError", "string argument without an encoding");
    return new PyBytes(
      encodeText(text, String(encoding), errors === absent ? "strict" : String(errors), run.chargeBytes),
    );
  }
  if (source instanceof PyBytes) return source;
  if (typeof source === "boolean") return new PyBytes(new Uint8Array(Number(source)));
  if (typeof source === "number" || typeof source === "bigint") {
    run.chargeText(Math.max(0, Number(source)));
    return new PyBytes(bytes.zeroBytes(source, run.chargeBytes));
  }
  if (source instanceof PyInstance && source.cls.lookup("__index__") !== undefined) {
    const size = attempt(
      run,
      () => indexOf(run, source),
      (raised) => raised.exception.cls.isSubclassOf(exceptionClass("TypeError")),
      source,
    );
    if (size !== undefined) {
      if (size > maximumIndex || size < -maximumIndex - 1n)
        throw raise(run, "OverflowError", `cannot fit '${typeName(source)}' into an index-sized integer`);
      run.chargeText(Math.max(0, Number(size)));
      return new PyBytes(bytes.zeroBytes(size, run.chargeBytes));
    }
  }
  return bytesOfIterable(run, source);
});
bytesClass.construct = (run, _cls, values, labels, names) => make.invoke(run, values, labels, names);

/** The bytes that an iterable of ints gives; TypeError when it gives none, ValueError for what is no byte. */
export function bytesOfIterable(run: Run, source: Value): PyBytes {
  if (typeof source === "string" || !isIterable(source))
    throw raise(run, "TypeError", `cannot convert '${typeName(source)}' object to bytes`);
  let { label } = run;
  const iterator = attempt(
    run,
    () => iterate(run, source),
    (raised) => raised.exception.cls.isSubclassOf(exceptionClass("TypeError")),
    source,
  );
  if (iterator === undefined)
    throw raise(run, "TypeError", `cannot convert '${typeName(source)}' object to bytes`);
  const values: Int[] = [];
  iterateAll(run, iterator, label, (item) => {
    const value = integerOf(run, item);
    label = run.join(label, run.label);
    bytes.bytesOfInts([value]);
    values.push(value);
  });
  run.label = label;
  return new PyBytes(bytes.bytesOfInts(values));
}

function bytesOf(run: Run, value: Value): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  throw raise(run, "TypeError", `a bytes-like object is required, not '${typeName(value)}'`);
}

/** What `find` and the like look for: bytes, or one byte as an int. */
function soughtBytes(run: Run, value: Value): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  const byte = indexOf(run, value);
  if (byte === undefined)
    throw raise(
      run,
      "TypeError",
      `argument should be integer or bytes-like object, not '${typeName(value)}'`,
    );
  if (byte < 0 || byte > 255) throw raise(run, "ValueError", "byte must be in range(0, 256)");
  return Uint8Array.of(Number(byte));
}

function optionalInt(run: Run, value: Value): Int | undefined {
  return value === null ? undefined : sliceInt(run, value);
}

const search = (name: string, body: (self: Uint8Array, sub: Uint8Array, start?: Int, end?: Int) => Value) =>
  deepMethod(`~${name}(self, sub, start=None, end=None, /)`, (run, self, sub, start, end) => {
    const [from, to] = [optionalInt(run, start), optionalInt(run, end)];
    const part = soughtBytes(run, sub);
    run.work(bytesOf(run, self).length >> 4);
    return body(bytesOf(run, self), part, from, to);
  });

const stripping = (name: string, body: (self: Uint8Array, characters?: Uint8Array) => Uint8Array) =>
  deepMethod(
    `${name}(self, bytes=None, /)`,
    (run, self, characters) =>
      new PyBytes(body(bytesOf(run, self), characters === null ? undefined : bytesOf(run, characters))),
  );

const prefix = (name: string, body: (self: Uint8Array, parts: readonly Uint8Array[]) => boolean) =>
  deepMethod(`~${name}(self, prefix, start=None, end=None, /)`, (run, self, value, start, end) => {
    const whole = bytesOf(run, self);
    const [from, to] = sliceBounds(run, new PySlice(start, end, null), whole.length);
    const over = start !== null && Number(optionalInt(run, start)) > whole.length;
    if (!(value instanceof PyTuple) && !(value instanceof PyBytes))
      throw raise(
        run,
        "TypeError",
        `${name} first arg must be bytes or a tuple of bytes, not ${typeName(value)}`,
      );
    const parts = value instanceof PyTuple ? value.items.map((item) => bytesOf(run, item)) : [value.bytes];
    return !over && from <= to && body(whole.subarray(from, to), parts);
  });

defineMethods(bytesClass, [
  deepMethod("decode(self, encoding='utf-8', errors='strict')", (run, self, encoding, errors) =>
    decodeBytes(
      bytesOf(run, self),
      codecName(run, "decode", "encoding", encoding),
      codecName(run, "decode", "errors", errors),
      run.chargeBytes,
    ),
  ),
  deepMethod("hex(self, sep=?, bytes_per_sep=1)", (run, self, separator, group) => {
    run.chargeText(bytesOf(run, self).length * 3);
    const size = sizeArgument(run, group);
    if (separator === absent) return bytes.hexOfBytes(bytesOf(run, self), "", size);
    const length = lengthOf(run, separator);
    if (length === 1 && typeof separator !== "string" && !(separator instanceof PyBytes))
      throw raise(run, "TypeError", "sep must be str or bytes.");
    if (length !== 1) throw raise(run, "ValueError", "sep must be length 1.");
    const text = separator instanceof PyBytes ? String.fromCharCode(...separator.bytes) : String(separator);
    if (text.charCodeAt(0) > 127) throw raise(run, "ValueError", "sep must be ASCII.");
    return bytes.hexOfBytes(bytesOf(run, self), text, size);
  }),
  staticMethod(
    deep("fromhex(string, /)", (run, text) => {
      if (typeof text !== "string")
        throw raise(run, "TypeError", `fromhex() argument must be str, not ${shownType(text)}`);
      run.chargeBytes(text.length);
      run.read(text, 2);
      return new PyBytes(bytes.bytesFromHex(text));
    }),
  ),
  search("find", bytes.findBytes),
  search("rfind", bytes.rfindBytes),
  search("index", bytes.indexBytes),
  search("rindex", bytes.rindexBytes),
  search("count", bytes.countBytes),
  prefix("startswith", (self, parts) => bytes.startsWithBytes(self, parts)),
  prefix("endswith", (self, parts) => bytes.endsWithBytes(self, parts)),
  deepMethod("replace(self, old, new, count=-1, /)", (run, self, old, by, limit) => {
    const value = bytesOf(run, self);
    bytesOf(run, old);
    run.chargeText(value.length * Math.max(1, bytesOf(run, by).length));
    return new PyBytes(
      bytes.replaceBytes(value, bytesOf(run, old), bytesOf(run, by), integerOf(run, limit), run.chargeBytes),
    );
  }),
  deepMethod("split(self, sep=None, maxsplit=-1)", (run, self, separator, limit) => {
    const most = sizeArgument(run, limit);
    const parts = bytes.splitBytes(
      bytesOf(run, self),
      separator === null ? undefined : bytesOf(run, separator),
      most,
    );
    run.chargeCells(parts.length);
    return new PyList(parts.map((part) => new PyBytes(part)));
  }),
  stripping("strip", bytes.stripBytes),
  stripping("lstrip", bytes.lstripBytes),
  stripping("rstrip", bytes.rstripBytes),
  deepMethod(
    "removeprefix(self, prefix, /)",
    (run, self, part) => new PyBytes(bytes.removePrefixBytes(bytesOf(run, self), bytesOf(run, part))),
  ),
  deepMethod(
    "removesuffix(self, suffix, /)",
    (run, self, part) => new PyBytes(bytes.removeSuffixBytes(bytesOf(run, self), bytesOf(run, part))),
  ),
  deepMethod("upper(self, /)", (run, self) => new PyBytes(bytes.upperBytes(bytesOf(run, self)))),
  deepMethod("lower(self, /)", (run, self) => new PyBytes(bytes.lowerBytes(bytesOf(run, self)))),
  ownMethod("join(self, iterable_of_bytes, /)", (run, [label = 0, iterableLabel = 0], self, iterable) => {
    run.label = iterableLabel;
    const parts = collectSequence(run, iterable, "can only join an iterable");
    let joined = run.join(label, parts.end);
    parts.items.forEach((item, i) => {
      joined = run.join(joined, run.join(parts.labels[i] ?? 0, deepLabel(run, item)));
    });
    run.label = joined;
    const pieces = parts.items.map((item, i) => {
      if (item instanceof PyBytes) return item.bytes;
      throw raise(
        run,
        "TypeError",
        `sequence item ${i}: expected a bytes-like object, ${typeName(item)} found`,
      );
    });
    run.chargeText(
      pieces.reduce((sum, piece) => sum + piece.length, pieces.length * bytesOf(run, self).length),
    );
    return new PyBytes(bytes.joinBytes(bytesOf(run, self), pieces));
  }),
]);

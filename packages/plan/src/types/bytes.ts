/** `bytes` and its methods. */
import { absent, deep, deepMethod, defineMethods, ownMethod, staticMethod } from "../builtins/define.ts";
import { integerOf } from "../builtins/numbers.ts";
import { raise } from "../errors.ts";
import { collect } from "../evaluate/iterate.ts";
import * as bytes from "../python/bytes.ts";
import { decodeBytes, encodeText } from "../python/encoding.ts";
import type { Run } from "../run.ts";
import { bytesClass, typeName } from "../value/classes.ts";
import { PyList, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { PyBytes } from "../value/scalar.ts";
import type { Int, Value } from "../value/value.ts";

const make = deep("bytes(source=?, encoding=?, errors=?)", (run, source, encoding, errors) => {
  if (source === absent) return new PyBytes(new Uint8Array(0));
  if (typeof source === "string") {
    if (encoding === absent) throw raise(run, "TypeError", "string argument without an encoding");
    return new PyBytes(
      encodeText(source, String(encoding), errors === absent ? "strict" : String(errors), run.chargeBytes),
    );
  }
  if (source instanceof PyBytes) return source;
  if (typeof source === "number" || typeof source === "bigint") {
    run.chargeText(Number(source));
    return new PyBytes(bytes.zeroBytes(source, run.chargeBytes));
  }
  const { label } = run;
  const all = collect(run, source);
  run.label = label;
  return new PyBytes(bytes.bytesOfInts(all.items.map((item) => integerOf(run, item))));
});
bytesClass.construct = (run, _cls, values, labels, names) => make.invoke(run, values, labels, names);

function bytesOf(run: Run, value: Value): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  throw raise(run, "TypeError", `a bytes-like object is required, not '${typeName(value)}'`);
}

function optionalInt(run: Run, value: Value): Int | undefined {
  return value === null ? undefined : integerOf(run, value);
}

const search = (name: string, body: (self: Uint8Array, sub: Uint8Array, start?: Int, end?: Int) => Value) =>
  deepMethod(`${name}(self, sub, start=None, end=None, /)`, (run, self, sub, start, end) => {
    const part = typeof sub === "number" ? Uint8Array.of(sub) : bytesOf(run, sub);
    run.work(bytesOf(run, self).length >> 4);
    return body(bytesOf(run, self), part, optionalInt(run, start), optionalInt(run, end));
  });

const stripping = (name: string, body: (self: Uint8Array, characters?: Uint8Array) => Uint8Array) =>
  deepMethod(
    `${name}(self, bytes=None, /)`,
    (run, self, characters) =>
      new PyBytes(body(bytesOf(run, self), characters === null ? undefined : bytesOf(run, characters))),
  );

const prefix = (name: string, body: (self: Uint8Array, parts: readonly Uint8Array[]) => boolean) =>
  deepMethod(`${name}(self, prefix, /)`, (run, self, value) =>
    body(
      bytesOf(run, self),
      value instanceof PyTuple ? value.items.map((item) => bytesOf(run, item)) : [bytesOf(run, value)],
    ),
  );

defineMethods(bytesClass, [
  deepMethod("decode(self, encoding='utf-8', errors='strict')", (run, self, encoding, errors) =>
    decodeBytes(bytesOf(run, self), String(encoding), String(errors), run.chargeBytes),
  ),
  deepMethod("hex(self, sep='', bytes_per_sep=1)", (run, self, separator, group) => {
    run.chargeText(bytesOf(run, self).length * 3);
    return bytes.hexOfBytes(bytesOf(run, self), String(separator), integerOf(run, group));
  }),
  staticMethod(deep("fromhex(string, /)", (_run, text) => new PyBytes(bytes.bytesFromHex(String(text))))),
  search("find", bytes.findBytes),
  search("rfind", bytes.rfindBytes),
  search("index", bytes.indexBytes),
  search("count", bytes.countBytes),
  prefix("startswith", (self, parts) => bytes.startsWithBytes(self, parts)),
  prefix("endswith", (self, parts) => bytes.endsWithBytes(self, parts)),
  deepMethod("replace(self, old, new, count=-1, /)", (run, self, old, by, limit) => {
    const value = bytesOf(run, self);
    run.chargeText(value.length * Math.max(1, bytesOf(run, by).length));
    return new PyBytes(
      bytes.replaceBytes(value, bytesOf(run, old), bytesOf(run, by), integerOf(run, limit), run.chargeBytes),
    );
  }),
  deepMethod("split(self, sep=None, maxsplit=-1)", (run, self, separator, limit) => {
    const parts = bytes.splitBytes(
      bytesOf(run, self),
      separator === null ? undefined : bytesOf(run, separator),
      integerOf(run, limit),
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
    const parts = collect(run, iterable);
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

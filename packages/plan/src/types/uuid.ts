/** `uuid.UUID` as a value. */
import { absent, deepMethod, defineMethods } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { tupleOf, wrongReceiver } from "../modules/arguments.ts";
import { intOf } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { builtinClass, objectClass, typeName } from "../value/classes.ts";
import { notImplemented, PyBytes } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { construction } from "./construction.ts";
import { readOnly, refuseAttributes } from "./immutable.ts";

export const uuidClass = builtinClass("UUID", objectClass, "uuid");

export class PyUuid extends PyInstance {
  /** 32 hexadecimal digits. */
  readonly hex: string;
  constructor(hex: string) {
    super(uuidClass);
    this.hex = hex;
  }
}

/** A UUID from text as `UUID(...)` takes it; ValueError. */
export function uuidOfText(run: Run, text: string): PyUuid {
  run.read(text, 2);
  const hex = text
    .replaceAll("urn:", "")
    .replaceAll("uuid:", "")
    .replaceAll(/^[{}]+|[{}]+$/g, "")
    .replaceAll("-", "");
  if ([...hex].length !== 32) throw raise(run, "ValueError", "badly formed hexadecimal UUID string");
  if (!/^[0-9a-fA-F]{32}$/.test(hex))
    throw raise(run, "ValueError", `invalid literal for int() with base 16: '${hex}'`);
  return new PyUuid(hex.toLowerCase());
}

uuidClass.construct = construction(
  "UUID(hex=?, *, bytes=?, int=?)",
  (run, hex = absent, bytes = absent, int = absent) => {
    if ([hex, bytes, int].filter((value) => value !== absent && value !== null).length !== 1)
      throw raise(
        run,
        "TypeError",
        "one of the hex, bytes, bytes_le, fields, or int arguments must be given",
      );
    if (bytes instanceof PyBytes) {
      if (bytes.bytes.length !== 16) throw raise(run, "ValueError", "bytes is not a 16-char string");
      return new PyUuid(Buffer.from(bytes.bytes).toString("hex"));
    }
    if (typeof int === "number" || typeof int === "bigint") {
      if (int < 0 || BigInt(int) >= 1n << 128n)
        throw raise(run, "ValueError", "int is out of range (need a 128-bit value)");
      return new PyUuid(BigInt(int).toString(16).padStart(32, "0"));
    }
    if (typeof hex !== "string")
      throw raise(run, "AttributeError", `'${typeName(hex)}' object has no attribute 'replace'`);
    return uuidOfText(run, hex);
  },
);

function hexOf(run: Run, value: Value = null): string {
  if (value instanceof PyUuid) return value.hex;
  throw wrongReceiver(run, uuidClass, value);
}

const textOf = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");

function ordered(name: string, holds: (a: string, b: string) => boolean) {
  return deepMethod(`${name}(self, other)`, (run, self, other) =>
    other instanceof PyUuid ? holds(hexOf(run, self), other.hex) : notImplemented,
  );
}

defineMethods(uuidClass, [
  ordered("__eq__", (a, b) => a === b),
  ordered("__lt__", (a, b) => a < b),
  ordered("__le__", (a, b) => a <= b),
  ordered("__gt__", (a, b) => a > b),
  ordered("__ge__", (a, b) => a >= b),
  deepMethod("__hash__(self)", (run, self) => hexOf(run, self)),
  deepMethod("__str__(self)", (run, self) => textOf(hexOf(run, self))),
  deepMethod("__repr__(self)", (run, self) => `UUID('${textOf(hexOf(run, self))}')`),
  deepMethod("__int__(self)", (run, self) => intOf(BigInt(`0x${hexOf(run, self)}`))),
  deepMethod("__plain_form__(self)", (run, self) => textOf(hexOf(run, self))),
]);
readOnly(uuidClass, "hex", hexOf);
readOnly(uuidClass, "int", (run, self) => intOf(BigInt(`0x${hexOf(run, self)}`)));
readOnly(
  uuidClass,
  "bytes",
  (run, self) => new PyBytes(Uint8Array.from(Buffer.from(hexOf(run, self), "hex"))),
);
readOnly(uuidClass, "urn", (run, self) => `urn:uuid:${textOf(hexOf(run, self))}`);
readOnly(uuidClass, "version", (run, self) => {
  const hex = hexOf(run, self);
  return /[89ab]/.test(hex.charAt(16)) ? Number.parseInt(hex.charAt(12), 16) : null;
});

/** The parts of a UUID as numbers: where each begins and ends among its hexadecimal digits. */
const parts: readonly (readonly [name: string, from: number, to: number])[] = [
  ["time_low", 0, 8],
  ["time_mid", 8, 12],
  ["time_hi_version", 12, 16],
  ["clock_seq_hi_variant", 16, 18],
  ["clock_seq_low", 18, 20],
  ["node", 20, 32],
];
const numberOf = (hex: string): number => Number.parseInt(hex, 16);

for (const [name, from, to] of parts)
  readOnly(uuidClass, name, (run, self) => numberOf(hexOf(run, self).slice(from, to)));
readOnly(uuidClass, "clock_seq", (run, self) => numberOf(hexOf(run, self).slice(16, 20)) & 0x3fff);
readOnly(uuidClass, "time", (run, self) => {
  const hex = hexOf(run, self);
  return intOf(BigInt(`0x${hex.slice(13, 16)}${hex.slice(8, 12)}${hex.slice(0, 8)}`));
});
readOnly(uuidClass, "fields", (run, self) => {
  const hex = hexOf(run, self);
  return tupleOf(
    run,
    parts.map(([, from, to]) => numberOf(hex.slice(from, to))),
  );
});
readOnly(uuidClass, "bytes_le", (run, self) => {
  const bytes = Buffer.from(hexOf(run, self), "hex");
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return new PyBytes(Uint8Array.from(bytes));
});
readOnly(uuidClass, "variant", (run, self) => {
  const bits = numberOf(hexOf(run, self).charAt(16));
  if (bits < 8) return "reserved for NCS compatibility";
  if (bits < 12) return "specified in RFC 4122";
  return bits < 14 ? "reserved for Microsoft compatibility" : "reserved for future definition";
});
refuseAttributes(uuidClass);

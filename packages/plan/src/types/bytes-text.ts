/** Methods of `bytes` that treat it as ASCII text: padding, case, lines, translation. */
import { absent, deep, deepMethod, defineMethods, staticMethod } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { intArgument, sizeArgument } from "../modules/arguments.ts";
import * as ascii from "../python/ascii-text.ts";
import { bytesOfUnits, unitsOf } from "../python/bytes.ts";
import * as text from "../python/text.ts";
import type { Run } from "../run.ts";
import { bytesClass, typeName } from "../value/classes.ts";
import { PyList, PyTuple } from "../value/container.ts";
import { PyBytes } from "../value/scalar.ts";
import type { Int, Value } from "../value/value.ts";

/** The bytes as a text of one unit each; TypeError. */
function unitsArgument(run: Run, value: Value = null): string {
  if (value instanceof PyBytes) return unitsOf(value.bytes);
  throw raise(run, "TypeError", `a bytes-like object is required, not '${typeName(value)}'`);
}

const made = (units: string): PyBytes => new PyBytes(bytesOfUnits(units));

const test = (name: string, body: (units: string) => boolean) =>
  deepMethod(`${name}(self, /)`, (run, self) => {
    const units = unitsArgument(run, self);
    run.work(units.length >> 4);
    return body(units);
  });

const changed = (name: string, body: (units: string) => string) =>
  deepMethod(`${name}(self, /)`, (run, self) => {
    const units = unitsArgument(run, self);
    run.chargeText(units.length);
    return made(body(units));
  });

const padding = (
  name: string,
  body: (units: string, width: Int, fill: string, charge: Run["chargeBytes"]) => string,
) =>
  deepMethod(`${name}(self, width, fillbyte=?, /)`, (run, self, width = null, fill = absent) => {
    const size = sizeArgument(run, width);
    if (fill !== absent && !(fill instanceof PyBytes && fill.bytes.length === 1))
      throw raise(
        run,
        "TypeError",
        `${name}() argument 2 must be a byte string of length 1, not ${typeName(fill)}`,
      );
    const units = unitsArgument(run, self);
    run.chargeText(Math.max(size, units.length));
    return made(body(units, size, fill === absent ? " " : unitsArgument(run, fill), run.chargeBytes));
  });

const partitioning = (name: string, body: (units: string, separator: string) => readonly string[]) =>
  deepMethod(`${name}(self, sep, /)`, (run, self, separator) => {
    const units = unitsArgument(run, self);
    const between = unitsArgument(run, separator);
    run.chargeText(units.length);
    return new PyTuple(body(units, between).map(made));
  });

/** A list of parts. */
function listOfParts(run: Run, parts: readonly string[]): PyList {
  run.chargeCells(parts.length);
  return new PyList(parts.map(made));
}

/** `rsplit` without a separator: at ASCII spaces, from the right. */
function rsplitSpaces(units: string, limit: Int): string[] {
  const parts: string[] = [];
  let end = units.length;
  while (true) {
    while (end > 0 && ascii.isSpace(units.charAt(end - 1))) end--;
    if (end === 0) return parts.reverse();
    let start = end;
    if (limit < 0 || parts.length < limit)
      while (start > 0 && !ascii.isSpace(units.charAt(start - 1))) start--;
    else start = 0;
    parts.push(units.slice(start, end));
    end = start;
  }
}

defineMethods(bytesClass, [
  test("isalnum", ascii.isAlnum),
  test("isalpha", ascii.isAlpha),
  test("isascii", ascii.isAscii),
  test("isdigit", ascii.isDigit),
  test("islower", ascii.isLower),
  test("isspace", ascii.isSpace),
  test("istitle", ascii.isTitle),
  test("isupper", ascii.isUpper),
  changed("capitalize", ascii.capitalize),
  changed("swapcase", ascii.swapCase),
  changed("title", ascii.title),
  padding("center", text.center),
  padding("ljust", text.ljust),
  padding("rjust", text.rjust),
  deepMethod("zfill(self, width, /)", (run, self, width = null) => {
    const size = sizeArgument(run, width);
    const units = unitsArgument(run, self);
    run.chargeText(Math.max(size, units.length));
    return made(text.zfill(units, size, run.chargeBytes));
  }),
  deepMethod("expandtabs(self, tabsize=8)", (run, self, size = null) =>
    made(text.expandTabs(unitsArgument(run, self), intArgument(run, size), run.chargeText.bind(run))),
  ),
  partitioning("partition", text.partition),
  partitioning("rpartition", text.rpartition),
  deepMethod("rsplit(self, sep=None, maxsplit=-1)", (run, self, separator = null, limit = null) => {
    const most = sizeArgument(run, limit);
    const units = unitsArgument(run, self);
    run.chargeText(units.length);
    if (separator === null) {
      run.work(units.length);
      return listOfParts(run, rsplitSpaces(units, most));
    }
    return listOfParts(run, text.rsplit(units, unitsArgument(run, separator), most));
  }),
  deepMethod("splitlines(self, keepends=False)", (run, self, keep = null) => {
    const units = unitsArgument(run, self);
    run.chargeText(units.length);
    return listOfParts(run, ascii.splitLines(units, intArgument(run, keep) !== 0));
  }),
  deepMethod("translate(self, table, /, delete=?)", (run, self, table = null, gone = absent) => {
    const units = unitsArgument(run, self);
    const codes = table === null ? null : unitsArgument(run, table);
    if (codes !== null && codes.length !== 256)
      throw raise(run, "ValueError", "translation table must be 256 characters long");
    const deleted = gone === absent ? "" : unitsArgument(run, gone);
    run.chargeText(units.length);
    const kept = Array.from(units).filter((one) => !deleted.includes(one));
    return made(kept.map((one) => (codes === null ? one : codes.charAt(one.charCodeAt(0)))).join(""));
  }),
  staticMethod(
    deep("maketrans(frm, to, /)", (run, from, to) => {
      const [given, wanted] = [unitsArgument(run, from), unitsArgument(run, to)];
      if (given.length !== wanted.length)
        throw raise(run, "ValueError", "maketrans arguments must have same length");
      const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
      for (let i = 0; i < given.length; i++) codes[given.charCodeAt(i)] = wanted.charCodeAt(i);
      return new PyBytes(codes);
    }),
  ),
]);

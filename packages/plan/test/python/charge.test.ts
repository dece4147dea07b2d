import { expect, test } from "vitest";
import { zeroBytes } from "../../src/python/bytes.ts";
import { codePointAt, codePointLength } from "../../src/python/code-points.ts";
import {
  DecimalContext,
  decimalOfText,
  decimalToInt,
  defaultSettings,
  divideDecimal,
  formatDecimal,
  lnDecimal,
} from "../../src/python/decimal/index.ts";
import { PythonError } from "../../src/python/error.ts";
import { parseFloatText } from "../../src/python/float.ts";
import { formatFloat, formatInt, formatString } from "../../src/python/format-spec.ts";
import { multiplyInt, powerInt, shiftLeft } from "../../src/python/integer.ts";
import { intToBytes, parseInteger } from "../../src/python/integer-text.ts";
import { readJson } from "../../src/python/json-text.ts";
import { factorial } from "../../src/python/math.ts";
import { percentFormat } from "../../src/python/percent-format.ts";
import { center, expandTabs, join, ljust, repeat, replace, zfill } from "../../src/python/text.ts";

class Budget extends Error {}

/** Refuses anything above a megabyte: what is charged too late, or not at all, would take minutes or all memory. */
const refusing = (bytes: number): void => {
  if (bytes > 1_000_000) throw new Budget();
};

const large = "x".repeat(100_000);
const many = Array.from({ length: 10_000 }, () => "");
const explosions: Record<string, () => unknown> = {
  "power of ints": () => powerInt(10, 10n ** 8n, refusing),
  "power of a big base": () => powerInt(10n ** 1000n, 10 ** 6, refusing),
  "shift left": () => shiftLeft(1, 10n ** 18n, refusing),
  "product of big ints": () => multiplyInt(2n ** 6_000_000n, 2n ** 6_000_000n, refusing),
  factorial: () => factorial(10 ** 7, refusing),
  to_bytes: () => intToBytes(1, 10 ** 9, "big", false, refusing),
  "repetition of a str": () => repeat("ab", 10 ** 9, refusing),
  "replacement by something longer": () => replace(large, "x", large, -1, refusing),
  "replacement of nothing": () => replace(large, "", large, -1, refusing),
  join: () => join(large, many, refusing),
  center: () => center("x", 10 ** 9, " ", refusing),
  ljust: () => ljust("x", 10 ** 15, " ", refusing),
  zfill: () => zfill("x", 10 ** 9, refusing),
  expandtabs: () => expandTabs("\t", 2 ** 31, refusing),
  "width of a str format": () => formatString("x", "1000000000", refusing),
  "width of an int format": () => formatInt(1, "01000000000,", refusing),
  "precision of a float format": () => formatFloat(0.1, ".1000000000f", refusing),
  "width in a percent format": () =>
    percentFormat<number>(
      "%1000000000d",
      {
        next: () => 1,
        isMapping: false,
        byKey: () => 1,
        unused: () => false,
        str: String,
        repr: String,
        ascii: String,
        typeName: () => "int",
        integer: (value) => value,
        real: (value) => value,
        text: () => undefined,
      },
      refusing,
    ),
  bytes: () => zeroBytes(10 ** 12, refusing),
  "int of a Decimal": () => decimalToInt(decimalOfText("1E+100000000"), "ROUND_DOWN", refusing),
  "precision of a Decimal format": () =>
    formatDecimal(decimalOfText("1"), ".1000000000f", undefined, refusing),
  "digits of a Decimal quotient": () =>
    divideDecimal(decimalOfText("1"), decimalOfText("3"), preciseContext()),
  "a Decimal's logarithm": () => lnDecimal(decimalOfText("2"), preciseContext()),
};

function preciseContext(): DecimalContext {
  return new DecimalContext(
    { ...defaultSettings, precision: 10 ** 9 },
    { work: refusing, integer: refusing },
  );
}

test.each(Object.entries(explosions))("%s is charged before it is done", (_name, explode) => {
  expect(explode).toThrow(Budget);
});

const long = "1".repeat(200_000);
const hostile: Record<string, () => unknown> = {
  "float of digits and a letter": () => parseFloatText(`${long}x`),
  "int of digits and a letter": () => parseInteger(`${long}x`),
  "Decimal of digits and a letter": () => decimalOfText(`${long}x`),
  "JSON of an unfinished string": () => readJson(`"${long}`, builder),
};
const builder = {
  nil: () => null,
  boolean: () => null,
  integer: () => null,
  real: () => null,
  text: () => null,
  array: () => null,
  object: () => null,
};

// Backtracking over 200,000 characters would not end within the test's time.
test.each(Object.entries(hostile))("%s is refused in linear time", (_name, read) => {
  expect(read).toThrow(PythonError);
});

test("indexing each character of a long text with astral characters takes linear time", () => {
  const text = "\ud83d\ude00a".repeat(50_000);
  let found = 0;
  for (let i = 0; i < codePointLength(text); i++) if (codePointAt(text, i) === "a") found++;
  expect(found).toBe(50_000);
});

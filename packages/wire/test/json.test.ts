import fc from "fast-check";
import { expect, test } from "vitest";
import { JsonText, parseJson, type WritableJson, writeJson } from "../src/index.ts";

const written: [string, WritableJson, string][] = [
  ["an object", { a: 1, b: [true, null, "x"] }, '{"a": 1, "b": [true, null, "x"]}'],
  ["empty things", { a: {}, b: [] }, '{"a": {}, "b": []}'],
  ["text that is JSON already", { a: new JsonText("[1.0, 2]") }, '{"a": [1.0, 2]}'],
  ["a field that is not given", { a: undefined, b: 1 }, '{"b": 1}'],
  ["a large integer", 12345678901234567890n, "12345678901234567890"],
  ["a negative zero", -0, "-0.0"],
  ["a number that JSON lacks", Number.NaN, "null"],
  ["text", 'é "quoted"\n\ud800', '"é \\"quoted\\"\\n\\ud800"'],
];
test.each(written)("writes %s", (_name, value, text) => {
  expect(writeJson(value)).toBe(text);
});

test("what is written reads back", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const read = parseJson(JSON.stringify(value));
      const text = writeJson(read);
      expect(parseJson(text)).toEqual(read);
      expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(value));
    }),
  );
});

test("integers beyond 2^53 keep every digit", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (integer) => {
      const read = parseJson(`{"n": [${integer}]}`);
      expect(writeJson(read)).toBe(`{"n": [${integer}]}`);
    }),
  );
  expect(parseJson("9007199254740993")).toBe(9007199254740993n);
  expect(parseJson("9007199254740991")).toBe(9007199254740991);
  expect(parseJson("1234567890123456.5")).toBe(1234567890123456.5);
  expect(parseJson('"12345678901234567890"')).toBe("12345678901234567890");
  expect(parseJson("[1e300, 1234567890123456]")).toEqual([1e300, 1234567890123456]);
});

import { expect, test } from "vitest";
import { JsonTextError, parseJsonText, writeJsonText } from "../src/json-text.ts";

test("integers beyond 2^53 keep their digits, both ways", () => {
  const text =
    '{"a":9007199254740993,"b":[-123456789012345678901234567890,1.5,1e400,12],"c":"12345678901234567890"}';
  const value = parseJsonText(text);
  expect(value).toEqual({
    a: 9007199254740993n,
    b: [-123456789012345678901234567890n, 1.5, Number.POSITIVE_INFINITY, 12],
    c: "12345678901234567890",
  });
  expect(writeJsonText({ a: 9007199254740993n })).toBe('{"a":9007199254740993}');
});

const wrong: readonly (readonly [string, RegExp])[] = [
  ["", /it is empty$/],
  ['{"a":1,}', /line 1, column 8$/],
  ['{\n"a": tru}', /line 2, column 9$/],
  ['{"a": nope}', /line 1, column 8$/],
  ["not json", /line 1, column 2$/],
  ["[1,2", /line 1, column 5$/],
  ['{"a":', /it ends too early$/],
  ["[".repeat(300) + "]".repeat(300), /deeper than 256/],
  ["[".repeat(100_000), /deeper than 256/],
];
test.each(wrong)("%j: says where it is wrong", (text, message) => {
  expect(() => parseJsonText(text)).toThrow(message);
  expect(() => parseJsonText(text)).toThrow(JsonTextError);
});

test("an error quotes nothing of the text", () => {
  expect(() => parseJsonText('{"key": "sk-seq-secret" "x"}')).toThrow(/^(?!.*secret)/s);
});

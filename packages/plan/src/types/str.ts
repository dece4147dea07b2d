/** `str` and its methods: the functions of `python/text.ts` on values. Every result carries receiver and arguments. */
import {
  absent,
  deep,
  deepJoin,
  deepMethod,
  defineMethods,
  ownMethod,
  staticMethod,
  variadic,
} from "../builtins/define.ts";
import { integerOf } from "../builtins/numbers.ts";
import { asRaised, raise } from "../errors.ts";
import { collectSequence } from "../evaluate/iterate.ts";
import { codecName, shownType, sliceInt } from "../evaluate/slice.ts";
import { getItem } from "../evaluate/subscript.ts";
import { intArgument, sizeArgument, textArgument } from "../modules/arguments.ts";
import { decodeBytes, encodeText } from "../python/encoding.ts";
import * as text from "../python/text.ts";
import * as textCase from "../python/text-case.ts";
import type { Run } from "../run.ts";
import { rawOf } from "../value/class.ts";
import { exceptionClass, strClass, typeName } from "../value/classes.ts";
import { PyDict, PyList, PyTuple } from "../value/container.ts";
import { hashKey } from "../value/hash.ts";
import { PyBytes } from "../value/scalar.ts";
import { strOf } from "../value/text.ts";
import type { Int, Value } from "../value/value.ts";
import { formatMethod } from "./str-format.ts";

const makeStr = deep("str(object='', encoding=?, errors=?)", (run, value, encoding, errors) => {
  if (encoding === absent && errors === absent) {
    const made = strOf(run, value);
    run.chargeText(made.length);
    return made;
  }
  const named = (given: Value, name: string, fallback: string) =>
    given === absent ? fallback : codecName(run, "str", name, given);
  const codec = named(encoding, "encoding", "utf-8");
  const handler = named(errors, "errors", "strict");
  if (typeof value === "string") throw raise(run, "TypeError", "decoding str is not supported");
  if (!(value instanceof PyBytes))
    throw raise(run, "TypeError", `decoding to str: need a bytes-like object, ${typeName(value)} found`);
  return decodeBytes(value.bytes, codec, handler, run.chargeBytes);
});
strClass.construct = (run, _cls, values, labels, names) => makeStr.invoke(run, values, labels, names);

function textOf(run: Run, value: Value, name: string): string {
  if (typeof value === "string") return value;
  throw raise(run, "TypeError", `${name}() argument must be str, not ${shownType(value)}`);
}

function optionalInt(run: Run, value: Value): Int | undefined {
  return value === null || value === absent ? undefined : sliceInt(run, value);
}

function listOfText(run: Run, parts: readonly string[]): PyList {
  run.chargeCells(parts.length);
  return new PyList([...parts]);
}

/** What a translation table gives; undefined where it has no such key. */
function itemOrNothing(run: Run, table: Value, code: number): Value | undefined {
  const { depth } = run;
  try {
    return getItem(run, table, code);
  } catch (thrown) {
    const raised = asRaised(run, thrown);
    if (raised === undefined || !raised.exception.cls.isSubclassOf(exceptionClass("LookupError")))
      throw thrown;
    run.depth = depth;
    run.label = run.join(run.label, raised.label);
    return undefined;
  }
}

/** A method without arguments. */
const plain = (name: string, body: (value: string) => Value, stepsPerUnit = 0.5) =>
  deepMethod(`${name}(self, /)`, (run, self) => {
    const value = String(self);
    run.chargeText(value.length);
    // Beyond ASCII every character is looked up.
    run.read(value, stepsPerUnit);
    run.readWide(value, 2);
    const result = body(value);
    if (typeof result === "string" && result.length > value.length) run.chargeText(result.length);
    return result;
  });

/** A search with optional bounds. */
const search = (name: string, body: (value: string, sub: string, start?: Int, end?: Int) => Value) =>
  deepMethod(`~${name}(self, sub, start=None, end=None, /)`, (run, self, sub, start, end) => {
    const [from, to] = [optionalInt(run, start), optionalInt(run, end)];
    if (typeof sub !== "string") throw raise(run, "TypeError", `must be str, not ${typeName(sub)}`);
    run.work((String(self).length + sub.length) >> 3);
    return body(String(self), sub, from, to);
  });

/** Whether one of the prefixes fits; a tuple's elements are looked at until one does. */
function anyPrefix(run: Run, name: string, value: Value, fits: (prefix: string) => boolean): boolean {
  if (typeof value === "string") {
    run.work(value.length >> 6);
    return fits(value);
  }
  if (!(value instanceof PyTuple))
    throw raise(run, "TypeError", `${name} first arg must be str or a tuple of str, not ${typeName(value)}`);
  return value.items.some((item) => {
    run.work(4 + (typeof item === "string" ? item.length >> 6 : 0));
    if (typeof item === "string") return fits(item);
    throw raise(run, "TypeError", `tuple for ${name} must only contain str, not ${typeName(item)}`);
  });
}

/** Padding with an optional fill character. */
const padding = (
  name: string,
  body: (value: string, width: Int, fill: string, charge: Run["chargeBytes"]) => string,
) =>
  deepMethod(`${name}(self, width, fillchar=' ', /)`, (run, self, width, fill) => {
    const size = integerOf(run, width);
    if (Number(size) > 0) run.chargeText(Math.max(Number(size), String(self).length));
    if (typeof fill !== "string")
      throw raise(run, "TypeError", `The fill character must be a unicode character, not ${typeName(fill)}`);
    return body(String(self), size, fill, run.chargeBytes);
  });

const stripping = (name: string, body: (value: string, characters?: string) => string) =>
  deepMethod(`${name}(self, chars=None, /)`, (run, self, characters) => {
    if (characters !== null && typeof characters !== "string")
      throw raise(run, "TypeError", `${name} arg must be None or str`);
    run.chargeBytes(String(self).length);
    run.read(String(self), characters === null ? 0 : 0.25);
    run.readWide(String(self), 2);
    return body(String(self), characters ?? undefined);
  });

const splitting = (
  name: string,
  body: (value: string, separator: string | undefined, limit: Int, charge: Run["chargeBytes"]) => string[],
) =>
  deepMethod(`${name}(self, sep=None, maxsplit=-1)`, (run, self, separator, limit) => {
    const most = sizeArgument(run, limit);
    if (separator !== null && typeof separator !== "string")
      throw raise(run, "TypeError", `must be str or None, not ${typeName(separator)}`);
    run.chargeBytes(String(self).length);
    const parts = body(String(self), separator ?? undefined, most, run.chargeBytes);
    return listOfText(run, parts);
  });

const partitioning = (name: string, body: (value: string, separator: string) => readonly string[]) =>
  deepMethod(`${name}(self, sep, /)`, (run, self, separator) => {
    if (typeof separator !== "string")
      throw raise(run, "TypeError", `must be str, not ${typeName(separator)}`);
    run.chargeBytes(String(self).length);
    return new PyTuple([...body(String(self), separator)]);
  });

defineMethods(strClass, [
  plain("upper", textCase.upper),
  plain("lower", textCase.lower),
  plain("casefold", textCase.casefold),
  plain("title", textCase.title, 4),
  plain("capitalize", textCase.capitalize, 4),
  plain("swapcase", textCase.swapcase, 4),
  plain("isupper", textCase.isUpper),
  plain("islower", textCase.isLower),
  plain("istitle", textCase.isTitle),
  plain("isalpha", text.isAlpha),
  plain("isdigit", text.isDigit),
  plain("isdecimal", text.isDecimal),
  plain("isnumeric", text.isNumeric),
  plain("isalnum", text.isAlnum),
  plain("isspace", text.isSpace),
  plain("isascii", text.isAscii),
  plain("isprintable", text.isPrintable),
  plain("isidentifier", text.isIdentifier),
  search("find", text.find),
  search("rfind", text.rfind),
  search("index", text.index),
  search("rindex", text.rindex),
  search("count", text.count),
  deepMethod("~startswith(self, prefix, start=None, end=None, /)", (run, self, prefix, start, end) => {
    const [from, to] = [optionalInt(run, start), optionalInt(run, end)];
    return anyPrefix(run, "startswith", prefix, (one) => text.startsWith(String(self), [one], from, to));
  }),
  deepMethod("~endswith(self, suffix, start=None, end=None, /)", (run, self, suffix, start, end) => {
    const [from, to] = [optionalInt(run, start), optionalInt(run, end)];
    return anyPrefix(run, "endswith", suffix, (one) => text.endsWith(String(self), [one], from, to));
  }),
  deepMethod("replace(self, old, new, count=-1, /)", (run, self, old, by, limit) => {
    if (typeof old !== "string")
      throw raise(run, "TypeError", `replace() argument 1 must be str, not ${shownType(old)}`);
    if (typeof by !== "string")
      throw raise(run, "TypeError", `replace() argument 2 must be str, not ${shownType(by)}`);
    const value = String(self);
    run.chargeBytes(value.length);
    if (by.length > old.length) {
      const times = old === "" ? value.length + 1 : text.count(value, old);
      run.chargeText(value.length + Number(times) * (by.length - old.length));
    }
    return text.replace(value, old, by, integerOf(run, limit), run.chargeBytes);
  }),
  splitting("split", text.split),
  splitting("rsplit", text.rsplit),
  deepMethod("splitlines(self, keepends=False)", (run, self, keep) => {
    run.chargeBytes(String(self).length);
    return listOfText(run, text.splitLines(String(self), intArgument(run, keep) !== 0, run.chargeBytes));
  }),
  partitioning("partition", text.partition),
  partitioning("rpartition", text.rpartition),
  stripping("strip", text.strip),
  stripping("lstrip", text.lstrip),
  stripping("rstrip", text.rstrip),
  deepMethod("removeprefix(self, prefix, /)", (run, self, prefix) =>
    text.removePrefix(String(self), textOf(run, prefix, "removeprefix")),
  ),
  deepMethod("removesuffix(self, suffix, /)", (run, self, suffix) =>
    text.removeSuffix(String(self), textOf(run, suffix, "removesuffix")),
  ),
  padding("center", text.center),
  padding("ljust", text.ljust),
  padding("rjust", text.rjust),
  deepMethod("zfill(self, width, /)", (run, self, width) => {
    const size = integerOf(run, width);
    if (Number(size) > 0) run.chargeText(Math.max(Number(size), String(self).length));
    return text.zfill(String(self), size, run.chargeBytes);
  }),
  deepMethod("expandtabs(self, tabsize=8)", (run, self, size) => {
    run.read(String(self), 3);
    return text.expandTabs(String(self), intArgument(run, size), run.chargeText.bind(run));
  }),
  deepMethod("encode(self, encoding='utf-8', errors='strict')", (run, self, encoding, errors) => {
    run.chargeText(String(self).length * 3);
    return new PyBytes(
      encodeText(
        String(self),
        codecName(run, "encode", "encoding", encoding),
        codecName(run, "encode", "errors", errors),
        run.chargeBytes,
      ),
    );
  }),
  ownMethod("join(self, iterable, /)", (run, [label = 0, iterableLabel = 0], self, iterable) => {
    run.label = iterableLabel;
    const parts = collectSequence(run, iterable, "can only join an iterable");
    const labels = deepJoin(run, parts.items, parts.labels);
    run.label = run.join(label, run.join(labels, parts.end));
    const texts = parts.items.map((item, i) => {
      const raw = rawOf(item);
      if (typeof raw === "string") return raw;
      throw raise(run, "TypeError", `sequence item ${i}: expected str instance, ${typeName(item)} found`);
    });
    let length = Math.max(0, texts.length - 1) * String(self).length;
    for (const part of texts) length += part.length;
    run.chargeText(length);
    return texts.join(String(self));
  }),
  variadic("format", formatMethod),
  deepMethod("format_map(self, mapping, /)", (run, self, mapping) => {
    const { label } = run;
    const result = formatMethod(run, [self], [label], null, mapping);
    return result;
  }),
  deepMethod("translate(self, table, /)", (run, self, table) => {
    const lookup = (code: number): text.Translation | undefined => {
      // A dict that makes what it lacks is asked as any other object is.
      const found =
        table instanceof PyDict && table.factory === null
          ? table.map.get(hashKey(run, code))
          : itemOrNothing(run, table, code);
      if (found === undefined) return undefined;
      const raw = rawOf(found);
      if (raw === null || typeof raw === "string" || typeof raw === "number" || typeof raw === "bigint")
        return raw;
      if (typeof raw === "boolean") return Number(raw);
      throw raise(run, "TypeError", "character mapping must return integer, None or str");
    };
    run.read(String(self), 3);
    return text.translate(String(self), lookup, run.chargeBytes);
  }),
  staticMethod(
    deep("maketrans(x, y=?, z='', /)", (run, x, y, z) => {
      const dict = new PyDict();
      if (y === absent) {
        if (!(x instanceof PyDict))
          throw raise(run, "TypeError", "if you give only one argument to maketrans it must be a dict");
        for (const [key, value] of x.entries()) {
          if (typeof key === "string") {
            if (Array.from(key).length !== 1)
              throw raise(run, "ValueError", "string keys in translate table must be of length 1");
            dict.set(key.codePointAt(0) ?? 0, key.codePointAt(0) ?? 0, value, 0);
          } else if (typeof key === "number" || typeof key === "bigint" || typeof key === "boolean")
            dict.set(hashKey(run, key), key, value, 0);
          else throw raise(run, "TypeError", "keys in translate table must be strings or integers");
        }
        return dict;
      }
      const to = textArgument(run, y, "maketrans() argument 2 must be str, not {type}");
      const deleted = textArgument(run, z, "maketrans() argument 3 must be str, not {type}");
      const from = textArgument(
        run,
        x,
        "first maketrans argument must be a string if there is a second argument",
      );
      for (const part of [from, to, deleted]) run.read(part, 3);
      for (const [code, target] of text.makeTranslation(from, to, deleted)) dict.set(code, code, target, 0);
      return dict;
    }),
  ),
]);

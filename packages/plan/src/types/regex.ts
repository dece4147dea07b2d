/** `re.Pattern` and `re.Match`: their methods carry pattern, text and arguments. */
import { absent, deepMethod, defineMethods, variadic } from "../builtins/define.ts";
import { type Raised, raise, Unsupported } from "../errors.ts";
import { callProtocol, isCallable } from "../evaluate/call.ts";
import { indexOf } from "../evaluate/slice.ts";
import { integerArgument, listOf, sizeArgument, tupleOf, wrongReceiver } from "../modules/arguments.ts";
import { decodeBytes } from "../python/encoding.ts";
import {
  compileRegex,
  expandReplacement,
  findAll,
  findMatches,
  groupNumber,
  groupSpan,
  groupText,
  groupTexts,
  lastGroup,
  matchRegex,
  parseReplacement,
  type Regex,
  type RegexMatch,
  type Replacement,
  regexFlags,
  regexSubject,
  splitRegex,
  substitute,
} from "../python/regex.ts";
import { reprString } from "../python/repr.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { builtinClass, objectClass, typeName } from "../value/classes.ts";
import { PyDict } from "../value/container.ts";
import { hashKey } from "../value/hash.ts";
import { textKey } from "../value/json-values.ts";
import { notImplemented, PyBytes } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { readOnly, refuseAttributes } from "./immutable.ts";
import { qualifiedClass } from "./qualified-class.ts";
import { steppingIterator } from "./stepping-iterator.ts";

export const patternClass = qualifiedClass("Pattern", objectClass, "re");
export const matchClass = qualifiedClass("Match", objectClass, "re");
const matchIterator = builtinClass("callable_iterator", objectClass);

export class PyPattern extends PyInstance {
  readonly regex: Regex;
  constructor(regex: Regex) {
    super(patternClass);
    this.regex = regex;
  }
}

export class PyMatch extends PyInstance {
  readonly match: RegexMatch;
  readonly pattern: PyPattern;
  readonly endpos: number;
  constructor(match: RegexMatch, pattern: PyPattern) {
    super(matchClass);
    this.match = match;
    this.pattern = pattern;
    this.endpos = match.endpos;
  }
}

/** What reading a pattern costs however short it is. */
const stepsPerPattern = 300;
const bytesPerPattern = 4000;

/** A compiled pattern from a str or a pattern; TypeError, ValueError, `re.error`. */
export function patternOf(run: Run, pattern: Value, given: Value): PyPattern {
  // CPython looks into its cache first.
  hashKey(run, pattern);
  hashKey(run, given);
  if (pattern instanceof PyPattern) {
    if (isTrue(run, given))
      throw raise(run, "ValueError", "cannot process flags argument with a compiled pattern");
    return pattern;
  }
  if (pattern instanceof PyBytes)
    throw new Unsupported("patterns over bytes: decode them and use a str", run.at);
  if (typeof pattern !== "string")
    throw raise(run, "TypeError", "first argument must be string or compiled pattern");
  if (indexOf(run, given) === undefined)
    throw raise(run, "TypeError", `unsupported operand type(s) for &: '${typeName(given)}' and 'RegexFlag'`);
  const integer = integerArgument(run, given);
  if (integer > 0x7fffffff || integer < -0x80000000)
    throw raise(run, "OverflowError", "Python int too large to convert to C int");
  const flags = Number(integer);
  run.work(stepsPerPattern + pattern.length * 4);
  run.allocate(bytesPerPattern + pattern.length * 100);
  return new PyPattern(compileRegex(pattern, flags));
}

function subjectOf(run: Run, value: Value) {
  if (typeof value === "string") return regexSubject(value, run.chargeBytes);
  if (value instanceof PyBytes)
    throw raise(run, "TypeError", "cannot use a string pattern on a bytes-like object");
  throw raise(run, "TypeError", `expected string or bytes-like object, got '${typeName(value)}'`);
}

/** `pattern.search`, `.match`, `.fullmatch`. */
export function matchOne(
  run: Run,
  pattern: PyPattern,
  mode: "search" | "match" | "fullmatch",
  text: Value,
  pos: Value = 0,
  endpos: Value = absent,
): Value {
  const subject = subjectOf(run, text);
  const end = endpos === absent ? subject.codes.length : sizeArgument(run, endpos);
  const found = matchRegex(pattern.regex, subject, mode, sizeArgument(run, pos), end, run.chargeBytes);
  return found === undefined ? null : new PyMatch(found, pattern);
}

export function findEach(
  run: Run,
  pattern: PyPattern,
  text: Value,
  pos: Value = 0,
  endpos: Value = absent,
): Value {
  const subject = subjectOf(run, text);
  const end = endpos === absent ? subject.codes.length : sizeArgument(run, endpos);
  const matches = findMatches(pattern.regex, subject, sizeArgument(run, pos), end, run.chargeBytes);
  return steppingIterator(
    matchIterator,
    run.label,
    (inner) => {
      inner.label = 0;
      const next = matches.next();
      return next.done ? undefined : new PyMatch(next.value, pattern);
    },
    [],
  );
}

export function findList(
  run: Run,
  pattern: PyPattern,
  text: Value,
  pos: Value = 0,
  endpos: Value = absent,
): Value {
  const subject = subjectOf(run, text);
  const end = endpos === absent ? subject.codes.length : sizeArgument(run, endpos);
  const found = findAll(pattern.regex, subject, sizeArgument(run, pos), end, run.chargeBytes);
  return listOf(
    run,
    found.map((item) => (typeof item === "string" ? item : tupleOf(run, item))),
  );
}

export function splitText(run: Run, pattern: PyPattern, text: Value, limit: Value): Value {
  const most = sizeArgument(run, limit);
  const parts = splitRegex(pattern.regex, subjectOf(run, text), most, run.chargeBytes);
  return listOf(
    run,
    parts.map((part) => part ?? null),
  );
}

/** `pattern.subn`: the replacement is a template, or a function that is called with each match. */
export function replaceText(
  run: Run,
  pattern: PyPattern,
  replacement: Value,
  text: Value,
  limit: Value,
): { text: string; count: number } {
  const count = sizeArgument(run, limit);
  if (typeof replacement === "string") {
    const template = parseReplacement(replacement, pattern.regex);
    const subject = subjectOf(run, text);
    return substitute(
      pattern.regex,
      subject,
      (match) => expandReplacement(match, template),
      count,
      run.chargeBytes,
    );
  }
  if (!isCallable(replacement)) {
    hashKey(run, replacement);
    if (!(replacement instanceof PyBytes))
      throw raise(
        run,
        "TypeError",
        `decoding to str: need a bytes-like object, ${typeName(replacement)} found`,
      );
  }
  const parsed =
    replacement instanceof PyBytes && replacement.bytes.includes(backslash)
      ? bytesTemplate(replacement, pattern.regex)
      : undefined;
  // One that is a single text without groups counts as that text does.
  const template = parsed?.length === 1 && typeof parsed[0] === "string" ? undefined : parsed;
  const subject = subjectOf(run, text);
  const { label } = run;
  // What CPython joins: what lies between the matches, where there is something, and what the calls gave.
  let pieces = 0;
  let reached = 0;
  let wrong: Raised | undefined;
  const byCall = (match: RegexMatch): string => {
    run.label = run.join(run.label, label);
    const before = run.label;
    const result =
      template !== undefined
        ? expandBytes(run, match, template)
        : replacement instanceof PyBytes
          ? replacement
          : callProtocol(run, replacement, [new PyMatch(match, pattern)], [before]);
    run.label = run.join(run.label, before);
    const [start = 0, end = 0] = match.spans;
    if (start > reached) pieces++;
    reached = end;
    if (result === null) return "";
    pieces++;
    if (typeof result === "string") return result;
    wrong ??= raise(
      run,
      "TypeError",
      `sequence item ${pieces - 1}: expected str instance, ${typeName(result)} found`,
    );
    return "";
  };
  const replaced = substitute(pattern.regex, subject, byCall, count, run.chargeBytes);
  if (wrong !== undefined) throw wrong;
  return replaced;
}

const backslash = "\\".charCodeAt(0);

/** A template of bytes for a pattern of text: parsed like one of text, its empty parts left out. */
function bytesTemplate(template: PyBytes, regex: Regex): Replacement {
  return parseReplacement(decodeBytes(template.bytes, "latin-1"), regex).filter((piece) => piece !== "");
}

/** The text of such a template: what is in it besides groups cannot be joined with text; TypeError. */
function expandBytes(run: Run, match: RegexMatch, template: Replacement): string {
  const literal = template.findIndex((piece) => typeof piece === "string");
  if (literal >= 0)
    throw raise(run, "TypeError", `sequence item ${literal}: expected str instance, bytes found`);
  return expandReplacement(match, template);
}

function pattern(run: Run, value: Value = null): PyPattern {
  if (value instanceof PyPattern) return value;
  throw wrongReceiver(run, patternClass, value);
}

function matchOf(run: Run, value: Value = null): PyMatch {
  if (value instanceof PyMatch) return value;
  throw wrongReceiver(run, matchClass, value);
}

function groupIndex(run: Run, match: PyMatch, group: Value): number {
  if (typeof group === "string") return groupNumber(match.match, group);
  const index = indexOf(run, group);
  if (index === undefined) throw raise(run, "IndexError", "no such group");
  return Number(index);
}

const groupOf = (run: Run, match: PyMatch, group: Value, fallback: Value = null): Value =>
  groupText(match.match, groupIndex(run, match, group)) ?? fallback;

function groupMap(match: PyMatch): readonly (readonly [string, number])[] {
  return Array.from(match.match.regex.groupIndex);
}

const flagNames: readonly (readonly [keyof typeof regexFlags, string])[] = [
  ["I", "re.IGNORECASE"],
  ["M", "re.MULTILINE"],
  ["S", "re.DOTALL"],
  ["X", "re.VERBOSE"],
  ["A", "re.ASCII"],
];

function patternRepr(value: PyPattern): string {
  const { flags, pattern: source } = value.regex;
  const shown = flagNames.filter(([flag]) => (flags & regexFlags[flag]) !== 0).map(([, name]) => name);
  const text = reprString(source);
  const short = [...text];
  const cut = short.length > 200 ? short.slice(0, 200).join("") : text;
  return `re.compile(${cut}${shown.length === 0 ? "" : `, ${shown.join("|")}`})`;
}

defineMethods(patternClass, [
  deepMethod("search(self, string, pos=0, endpos=?)", (run, self, text = null, pos = 0, endpos = absent) =>
    matchOne(run, pattern(run, self), "search", text, pos, endpos),
  ),
  deepMethod("match(self, string, pos=0, endpos=?)", (run, self, text = null, pos = 0, endpos = absent) =>
    matchOne(run, pattern(run, self), "match", text, pos, endpos),
  ),
  deepMethod("fullmatch(self, string, pos=0, endpos=?)", (run, self, text = null, pos = 0, endpos = absent) =>
    matchOne(run, pattern(run, self), "fullmatch", text, pos, endpos),
  ),
  deepMethod("findall(self, string, pos=0, endpos=?)", (run, self, text = null, pos = 0, endpos = absent) =>
    findList(run, pattern(run, self), text, pos, endpos),
  ),
  deepMethod("finditer(self, string, pos=0, endpos=?)", (run, self, text = null, pos = 0, endpos = absent) =>
    findEach(run, pattern(run, self), text, pos, endpos),
  ),
  deepMethod("split(self, string, maxsplit=0)", (run, self, text = null, limit = 0) =>
    splitText(run, pattern(run, self), text, limit),
  ),
  deepMethod(
    "sub(self, repl, string, count=0)",
    (run, self, by = null, text = null, limit = 0) =>
      replaceText(run, pattern(run, self), by, text, limit).text,
  ),
  deepMethod("subn(self, repl, string, count=0)", (run, self, by = null, text = null, limit = 0) => {
    const result = replaceText(run, pattern(run, self), by, text, limit);
    return tupleOf(run, [result.text, result.count]);
  }),
  deepMethod("__repr__(self)", (run, self) => patternRepr(pattern(run, self))),
  deepMethod("__eq__(self, other)", (run, self, other) => {
    if (!(other instanceof PyPattern)) return notImplemented;
    const { regex } = pattern(run, self);
    return regex.pattern === other.regex.pattern && regex.flags === other.regex.flags;
  }),
  deepMethod(
    "__hash__(self)",
    (run, self) => `${pattern(run, self).regex.flags}:${pattern(run, self).regex.pattern}`,
  ),
]);

readOnly(patternClass, "pattern", (run, self) => pattern(run, self).regex.pattern);
readOnly(patternClass, "flags", (run, self) => pattern(run, self).regex.flags);
readOnly(patternClass, "groups", (run, self) => pattern(run, self).regex.groups);
readOnly(patternClass, "groupindex", (run, self) => {
  const dict = new PyDict(run.label, run.label);
  for (const [name, index] of pattern(run, self).regex.groupIndex)
    dict.set(textKey(name), name, index, run.label);
  return dict;
});

defineMethods(matchClass, [
  variadic("group", (run, values, _labels, names) => {
    const { label } = run;
    const [self, ...groups] = values;
    if (names !== null) throw raise(run, "TypeError", "Match.group() takes no keyword arguments");
    const match = matchOf(run, self);
    const found = (groups.length === 0 ? [0] : groups).map((group) => groupOf(run, match, group));
    run.label = run.join(run.label, label);
    return found.length === 1 ? (found[0] ?? null) : tupleOf(run, found);
  }),
  deepMethod("groups(self, default=None)", (run, self, fallback = null) =>
    tupleOf(
      run,
      groupTexts(matchOf(run, self).match).map((text) => text ?? fallback),
    ),
  ),
  deepMethod("groupdict(self, default=None)", (run, self, fallback = null) => {
    const match = matchOf(run, self);
    const dict = new PyDict(run.label, run.label);
    for (const [name, index] of groupMap(match))
      dict.set(textKey(name), name, groupText(match.match, index) ?? fallback, run.label);
    return dict;
  }),
  deepMethod(
    "start(self, group=0, /)",
    (run, self, group = 0) =>
      groupSpan(matchOf(run, self).match, groupIndex(run, matchOf(run, self), group))[0],
  ),
  deepMethod(
    "end(self, group=0, /)",
    (run, self, group = 0) =>
      groupSpan(matchOf(run, self).match, groupIndex(run, matchOf(run, self), group))[1],
  ),
  deepMethod("span(self, group=0, /)", (run, self, group = 0) =>
    tupleOf(run, groupSpan(matchOf(run, self).match, groupIndex(run, matchOf(run, self), group))),
  ),
  deepMethod("expand(self, template)", (run, self, template = null) => {
    const { match } = matchOf(run, self);
    if (template instanceof PyBytes) {
      run.chargeText(template.bytes.length);
      return expandBytes(run, match, bytesTemplate(template, match.regex));
    }
    if (typeof template !== "string")
      throw raise(run, "TypeError", `decoding to str: need a bytes-like object, ${typeName(template)} found`);
    const text = expandReplacement(match, parseReplacement(template, match.regex));
    run.chargeText(text.length);
    return text;
  }),
  deepMethod("__getitem__(self, group)", (run, self, group = null) =>
    groupOf(run, matchOf(run, self), group),
  ),
  deepMethod("__repr__(self)", (run, self) => {
    const { match } = matchOf(run, self);
    const [start, end] = groupSpan(match, 0);
    const text = [...reprString(groupText(match, 0) ?? "")].slice(0, 50).join("");
    return `<re.Match object; span=(${start}, ${end}), match=${text}>`;
  }),
]);

readOnly(matchClass, "string", (run, self) => matchOf(run, self).match.subject.text);
readOnly(matchClass, "regs", (run, self) => {
  const { match } = matchOf(run, self);
  const count = match.regex.groups + 1;
  run.chargeCells(count * 2);
  return tupleOf(
    run,
    Array.from({ length: count }, (_, index) => tupleOf(run, groupSpan(match, index))),
  );
});
readOnly(matchClass, "re", (run, self) => matchOf(run, self).pattern);
readOnly(matchClass, "pos", (run, self) => matchOf(run, self).match.pos);
readOnly(matchClass, "endpos", (run, self) => matchOf(run, self).match.endpos);
readOnly(matchClass, "lastindex", (run, self) => lastGroup(matchOf(run, self).match) ?? null);
readOnly(matchClass, "lastgroup", (run, self) => {
  const match = matchOf(run, self);
  const last = lastGroup(match.match);
  return groupMap(match).find(([, index]) => index === last)?.[0] ?? null;
});
refuseAttributes(patternClass);
refuseAttributes(matchClass);

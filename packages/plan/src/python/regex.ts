/**
 * Python's `re` over the linear-time machine. Positions count code points. Backreferences, lookaround,
 * conditionals, atomic groups and possessive quantifiers are refused when a pattern is compiled.
 */
import { type Charge, uncharged } from "./charge.ts";
import { PythonError, valueError } from "./error.ts";
import { compileProgram, firstCharacter, type Instruction, runProgram } from "./regex-machine.ts";
import { parseRegex, regexError, regexFlags } from "./regex-parse.ts";

export { regexFlags } from "./regex-parse.ts";

/** A compiled pattern: `pattern`, `flags`, `groups` and `groupindex` of Python's. */
export interface Regex {
  readonly pattern: string;
  readonly flags: number;
  readonly groups: number;
  readonly groupIndex: ReadonlyMap<string, number>;
  readonly program: readonly Instruction[];
  /** What a match must begin with, when it cannot be empty. */
  readonly first: ((code: number) => boolean) | undefined;
}

/** A match: `spans` holds start and end of group 0, 1, ..., -1 for a group that took no part. */
export interface RegexMatch {
  readonly regex: Regex;
  readonly subject: RegexSubject;
  readonly spans: readonly number[];
  readonly pos: number;
  readonly endpos: number;
}

/** A text made ready for matching: its code points. */
export interface RegexSubject {
  readonly text: string;
  readonly codes: Uint32Array;
}

export function regexSubject(text: string, charge: Charge = uncharged): RegexSubject {
  charge(text.length * 4);
  return { text, codes: Uint32Array.from(text, (c) => c.codePointAt(0) ?? 0) };
}

function sliceSubject(subject: RegexSubject, from: number, to: number): string {
  if (subject.codes.length === subject.text.length) return subject.text.slice(from, to);
  const parts: string[] = [];
  for (let i = from; i < to; i++) parts.push(String.fromCodePoint(subject.codes[i] ?? 0));
  return parts.join("");
}

/** A bounded cache: compiled patterns depend on nothing but pattern and flags. */
const compiled = new Map<string, Regex>();
const cacheSize = 256;

/** `re.compile(pattern, flags)`; `re.error`, ValueError. */
export function compileRegex(pattern: string, flags = 0): Regex {
  const key = `${flags}:${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  if ((flags & 4) !== 0) throw valueError("cannot use LOCALE flag with a str pattern");
  if ((flags & regexFlags.A) !== 0 && (flags & regexFlags.U) !== 0) {
    throw valueError("ASCII and UNICODE flags are incompatible");
  }
  const { tree, flags: all, groups, groupIndex } = parseRegex(pattern, flags);
  const program = compileProgram(tree);
  const regex: Regex = { pattern, flags: all, groups, groupIndex, program, first: firstCharacter(program) };
  if (pattern.length < 10_000) {
    if (compiled.size >= cacheSize)
      for (const oldest of compiled.keys()) {
        compiled.delete(oldest);
        break;
      }
    compiled.set(key, regex);
  }
  return regex;
}

/** `regex.search`, `.match` and `.fullmatch`, with `pos` and `endpos`. */
export function matchRegex(
  regex: Regex,
  subject: RegexSubject,
  mode: "search" | "match" | "fullmatch",
  pos = 0,
  endpos: number = subject.codes.length,
  charge: Charge = uncharged,
  mustAdvance = false,
): RegexMatch | undefined {
  const end = Math.max(0, Math.min(endpos, subject.codes.length));
  const start = Math.min(Math.max(0, pos), subject.codes.length);
  if (start > end) return undefined;
  const spans = runProgram(
    regex.program,
    regex.groups * 2 + 2,
    subject.codes,
    start,
    end,
    mode,
    mustAdvance,
    charge,
    regex.first,
  );
  return spans === undefined ? undefined : { regex, subject, spans, pos: start, endpos: end };
}

/** `regex.finditer`: after an empty match the next one at the same place must not be empty. */
export function* findMatches(
  regex: Regex,
  subject: RegexSubject,
  pos = 0,
  endpos: number = subject.codes.length,
  charge: Charge = uncharged,
): Generator<RegexMatch> {
  let at = Math.min(Math.max(0, pos), subject.codes.length);
  let mustAdvance = false;
  while (true) {
    const match = matchRegex(regex, subject, "search", at, endpos, charge, mustAdvance);
    if (match === undefined) return;
    charge(1024);
    yield match;
    const [from = 0, to = 0] = match.spans;
    mustAdvance = from === to;
    at = to;
  }
}

/** Start and end of a group by number; IndexError `no such group`. */
export function groupSpan(match: RegexMatch, group: number): [number, number] {
  const start = match.spans[group * 2];
  const end = match.spans[group * 2 + 1];
  if (group < 0 || start === undefined || end === undefined)
    throw new PythonError("IndexError", "no such group");
  return start < 0 || end < 0 ? [-1, -1] : [start, end];
}

/** Text of a group by number; `undefined` when it took no part (None). */
export function groupText(match: RegexMatch, group: number): string | undefined {
  const [start, end] = groupSpan(match, group);
  return start < 0 ? undefined : sliceSubject(match.subject, start, end);
}

/** Number of a group given by name; IndexError. */
export function groupNumber(match: RegexMatch, name: string): number {
  const index = match.regex.groupIndex.get(name);
  if (index === undefined) throw new PythonError("IndexError", "no such group");
  return index;
}

/** `match.groups()`. */
export function groupTexts(match: RegexMatch): (string | undefined)[] {
  return Array.from({ length: match.regex.groups }, (_, i) => groupText(match, i + 1));
}

/** `match.lastindex`: the group that closed last; `undefined` when there is none. */
export function lastGroup(match: RegexMatch): number | undefined {
  let last: number | undefined;
  let lastEnd = -1;
  for (let i = 1; i <= match.regex.groups; i++) {
    const [start, end] = groupSpan(match, i);
    // Of groups that end at the same place the outer one, which has the lower number, closes last.
    if (start >= 0 && end > lastEnd) {
      last = i;
      lastEnd = end;
    }
  }
  return last;
}

/** `regex.findall`: whole matches, or the only group, or all groups of each. */
export function findAll(
  regex: Regex,
  subject: RegexSubject,
  pos = 0,
  endpos: number = subject.codes.length,
  charge: Charge = uncharged,
): (string | string[])[] {
  const found: (string | string[])[] = [];
  for (const match of findMatches(regex, subject, pos, endpos, charge)) {
    if (regex.groups <= 1) found.push(groupText(match, regex.groups) ?? "");
    else found.push(groupTexts(match).map((text) => text ?? ""));
  }
  return found;
}

/** `regex.split(text, maxsplit)`: groups are part of the result, `undefined` for those that took no part. */
export function splitRegex(
  regex: Regex,
  subject: RegexSubject,
  limit = 0,
  charge: Charge = uncharged,
): (string | undefined)[] {
  const parts: (string | undefined)[] = [];
  let from = 0;
  let done = 0;
  if (limit >= 0) {
    for (const match of findMatches(regex, subject, 0, subject.codes.length, charge)) {
      const [start, end] = groupSpan(match, 0);
      parts.push(sliceSubject(subject, from, start), ...groupTexts(match));
      from = end;
      done++;
      if (done === limit) break;
    }
  }
  parts.push(sliceSubject(subject, from, subject.codes.length));
  return parts;
}

/** A replacement template: literal texts and group numbers. */
export type Replacement = readonly (string | number)[];

/** Parses a replacement template; `re.error`, IndexError for an unknown group name. */
export function parseReplacement(template: string, regex: Regex): Replacement {
  if (!template.includes("\\")) return [template];
  const source = [...template];
  const pieces: (string | number)[] = [];
  let literal = "";
  const fail = (message: string, position: number): PythonError => regexError(message, template, position);
  const group = (index: number, position: number): void => {
    if (index > regex.groups) throw fail(`invalid group reference ${index}`, position);
    pieces.push(literal, index);
    literal = "";
  };
  for (let at = 0; at < source.length; at++) {
    const c = source[at] ?? "";
    if (c !== "\\") {
      literal += c;
      continue;
    }
    const start = at;
    const letter = source[++at];
    if (letter === undefined) throw fail("bad escape (end of pattern)", start);
    if (letter === "g") {
      if (source[at + 1] !== "<") throw fail("missing <", at + 1);
      const close = source.indexOf(">", at + 2);
      const name = source.slice(at + 2, close < 0 ? undefined : close).join("");
      if (close < 0) throw fail(name === "" ? "missing group name" : "missing >, unterminated name", at + 2);
      if (name === "") throw fail("missing group name", at + 2);
      if (/^[0-9]+$/.test(name)) group(Number(name), at + 2);
      else {
        if (!/^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(name))
          throw fail(`bad character in group name '${name}'`, at + 2);
        const index = regex.groupIndex.get(name);
        if (index === undefined) throw new PythonError("IndexError", `unknown group name '${name}'`);
        group(index, at + 2);
      }
      at = close;
    } else if (/^[0-9]$/.test(letter)) {
      const octal = /^(?:0[0-7]{0,2}|[0-3][0-7]{2}|[4-7][0-7]{2})/.exec(
        source.slice(at, at + 3).join(""),
      )?.[0];
      if (octal !== undefined) {
        const code = Number.parseInt(octal, 8);
        if (code > 0o377) throw fail(`octal escape value \\${octal} outside of range 0-0o377`, start);
        literal += String.fromCharCode(code);
        at += octal.length - 1;
      } else {
        const two = /^[0-9]$/.test(source[at + 1] ?? "");
        group(Number(letter + (two ? (source[at + 1] ?? "") : "")), start + 1);
        if (two) at++;
      }
    } else {
      const meant: Readonly<Record<string, string>> = {
        a: "\x07",
        b: "\b",
        f: "\f",
        n: "\n",
        r: "\r",
        t: "\t",
        v: "\v",
        "\\": "\\",
      };
      const known = meant[letter];
      if (known === undefined && /^[a-zA-Z]$/.test(letter)) throw fail(`bad escape \\${letter}`, start);
      literal += known ?? `\\${letter}`;
    }
  }
  pieces.push(literal);
  return pieces;
}

/** `match.expand(template)`: groups that took no part are empty. */
export function expandReplacement(match: RegexMatch, replacement: Replacement): string {
  return replacement
    .map((piece) => (typeof piece === "string" ? piece : (groupText(match, piece) ?? "")))
    .join("");
}

/** `regex.subn(replacement, text, count)`: the replacement gets each match in turn. */
export function substitute(
  regex: Regex,
  subject: RegexSubject,
  replacement: (match: RegexMatch) => string,
  limit = 0,
  charge: Charge = uncharged,
): { text: string; count: number } {
  const parts: string[] = [];
  let from = 0;
  let count = 0;
  if (limit >= 0) {
    for (const match of findMatches(regex, subject, 0, subject.codes.length, charge)) {
      const [start, end] = groupSpan(match, 0);
      const by = replacement(match);
      charge(by.length + start - from);
      parts.push(sliceSubject(subject, from, start), by);
      from = end;
      count++;
      if (count === limit) break;
    }
  }
  parts.push(sliceSubject(subject, from, subject.codes.length));
  return { text: parts.join(""), count };
}

/** `re.escape(text)`. */
export function escapeRegex(text: string): string {
  return text.replaceAll(/[\t\n\v\f\r #$&()*+\-.?[\\\]^{|}~]/g, (c) => `\\${c}`);
}

/** Python's regular expression syntax: text to tree, with the messages of CPython's `re.error`. */
import { PythonError } from "./error.ts";
import { isAlnumCodePoint, isDecimalCodePoint, isSpaceCodePoint } from "./unicode.ts";

export const regexFlags = { I: 2, M: 8, S: 16, U: 32, X: 64, A: 256 } as const;

/** What one character may be. */
export type ClassItem =
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  | { readonly kind: "category"; readonly test: (code: number) => boolean };

export type AssertionKind =
  | "start"
  | "lineStart"
  | "end"
  | "lineEnd"
  | "absoluteEnd"
  | "wordBoundary"
  | "noWordBoundary";

export type RegexNode =
  | { readonly kind: "empty" }
  | {
      readonly kind: "class";
      readonly items: readonly ClassItem[];
      readonly negated: boolean;
      readonly ignoreCase: boolean;
      readonly ascii: boolean;
    }
  | { readonly kind: "any"; readonly newline: boolean }
  | { readonly kind: "assertion"; readonly assertion: AssertionKind; readonly ascii: boolean }
  | { readonly kind: "group"; readonly index: number; readonly body: RegexNode }
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly items: readonly RegexNode[] }
  | {
      readonly kind: "repeat";
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
    };

export interface ParsedRegex {
  readonly tree: RegexNode;
  readonly flags: number;
  readonly groups: number;
  readonly groupIndex: ReadonlyMap<string, number>;
}

/** `re.error` with `msg`, `pos`, `lineno`, `colno`. */
export function regexError(message: string, pattern: string, position: number): PythonError {
  const before = [...pattern].slice(0, position).join("");
  const line = before.split("\n").length;
  const column = position - [...before.slice(0, before.lastIndexOf("\n") + 1)].length + 1;
  const place = pattern.includes("\n") ? ` (line ${line}, column ${column})` : "";
  return new PythonError("error", `${message} at position ${position}${place}`, {
    msg: message,
    pattern,
    pos: position,
    lineno: line,
    colno: column,
  });
}

const asciiWord = (code: number): boolean => code < 128 && (isAlnumCodePoint(code) || code === 95);
const unicodeWord = (code: number): boolean => isAlnumCodePoint(code) || code === 95;
export const isWordCode = (code: number, ascii: boolean): boolean =>
  ascii ? asciiWord(code) : unicodeWord(code);

function category(letter: string, ascii: boolean): ClassItem {
  const positive =
    letter.toLowerCase() === "d"
      ? (code: number) => isDecimalCodePoint(code) && (!ascii || code < 128)
      : letter.toLowerCase() === "s"
        ? ascii
          ? (code: number) => code === 32 || (code >= 9 && code <= 13)
          : isSpaceCodePoint
        : (code: number) => isWordCode(code, ascii);
  return { kind: "category", test: letter === letter.toLowerCase() ? positive : (code) => !positive(code) };
}

const controlEscapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 92,
};
const unlimited = Number.POSITIVE_INFINITY;
const maximumNesting = 250;

/** Parses a pattern; `re.error`. What the linear-time engine lacks is refused with a message that says so. */
export function parseRegex(pattern: string, initialFlags: number): ParsedRegex {
  const source = [...pattern];
  let at = 0;
  let groups = 0;
  let nesting = 0;
  let globalFlags = initialFlags;
  const open = new Set<number>();
  const groupIndex = new Map<string, number>();
  const fail = (message: string, position: number): PythonError => regexError(message, pattern, position);
  const lacks = (what: string, position: number): PythonError =>
    fail(`${what} are not supported by the linear-time regular expressions of plans`, position);

  function parseChoice(flags: number): RegexNode {
    if (++nesting > maximumNesting) throw fail("too many nested groups", at);
    const items = [parseSequence(flags)];
    while (source[at] === "|") {
      at++;
      items.push(parseSequence(flags));
    }
    nesting--;
    return items.length === 1 ? (items[0] ?? { kind: "empty" }) : { kind: "choice", items };
  }

  function parseSequence(outer: number): RegexNode {
    const items: RegexNode[] = [];
    const flags = outer;
    while (at < source.length) {
      const c = source[at] ?? "";
      if (c === "|" || c === ")") break;
      if ((flags & regexFlags.X) !== 0) {
        if (" \t\n\r\v\f".includes(c)) {
          at++;
          continue;
        }
        if (c === "#") {
          while (at < source.length && source[at] !== "\n") at++;
          continue;
        }
      }
      const start = at;
      const repeat = parseRepeat(c);
      if (repeat === undefined) {
        const item = parseItem(flags);
        if (item !== undefined) items.push(item);
        continue;
      }
      const [min, max] = repeat;
      // CPython looks one token ahead: a lone backslash at the end is its first complaint.
      if (source[at] === "\\" && at + 1 === source.length) throw fail("bad escape (end of pattern)", at);
      const last = items.at(-1);
      if (last === undefined || last.kind === "empty" || last.kind === "assertion")
        throw fail("nothing to repeat", start);
      if (last.kind === "repeat") throw fail("multiple repeat", start);
      if (source[at] === "+") throw lacks("possessive quantifiers", start);
      const greedy = source[at] !== "?";
      if (!greedy) at++;
      items[items.length - 1] = { kind: "repeat", body: last, min, max, greedy };
    }
    return items.length === 1 ? (items[0] ?? { kind: "empty" }) : { kind: "sequence", items };
  }

  /** Reads `*`, `+`, `?`, `{m,n}`; `undefined` when what is here is no quantifier. */
  function parseRepeat(c: string): [number, number] | undefined {
    if (c === "*" || c === "+" || c === "?") {
      at++;
      return c === "*" ? [0, unlimited] : c === "+" ? [1, unlimited] : [0, 1];
    }
    if (c !== "{") return undefined;
    const start = at;
    let end = at + 1;
    const digits = (): string => {
      let text = "";
      while (/^[0-9]$/.test(source[end] ?? "")) text += source[end++] ?? "";
      return text;
    };
    const low = digits();
    let high = low;
    let comma = false;
    if (source[end] === ",") {
      comma = true;
      end++;
      high = digits();
    }
    if (source[end] !== "}" || (low === "" && !comma)) return undefined;
    at = end + 1;
    const min = low === "" ? 0 : Number(low);
    const max = high === "" ? unlimited : Number(high);
    if (min >= 4294967295 || (max !== unlimited && max >= 4294967295))
      throw new PythonError("OverflowError", "the repetition number is too large");
    if (max < min) throw fail("min repeat greater than max repeat", start + 1);
    return [min, max];
  }

  const single = (code: number, flags: number): RegexNode =>
    classOf([{ kind: "range", from: code, to: code }], false, flags);
  const classOf = (items: readonly ClassItem[], negated: boolean, flags: number): RegexNode => ({
    kind: "class",
    items,
    negated,
    ignoreCase: (flags & regexFlags.I) !== 0,
    ascii: (flags & regexFlags.A) !== 0,
  });

  function parseItem(flags: number): RegexNode | undefined {
    const start = at;
    const c = source[at++] ?? "";
    const ascii = (flags & regexFlags.A) !== 0;
    switch (c) {
      case ".":
        return { kind: "any", newline: (flags & regexFlags.S) !== 0 };
      case "^":
        return { kind: "assertion", assertion: (flags & regexFlags.M) !== 0 ? "lineStart" : "start", ascii };
      case "$":
        return { kind: "assertion", assertion: (flags & regexFlags.M) !== 0 ? "lineEnd" : "end", ascii };
      case "(":
        return parseGroup(flags, start);
      case "[":
        return parseClass(flags, start);
      case "\\":
        return parseEscape(flags, start);
      default:
        return single(c.codePointAt(0) ?? 0, flags);
    }
  }

  function readHex(letter: string, start: number, width: number): number {
    let digits = "";
    while (digits.length < width && /^[0-9a-fA-F]$/.test(source[at] ?? "")) digits += source[at++] ?? "";
    if (digits.length !== width) throw fail(`incomplete escape \\${letter}${digits}`, start);
    const code = Number.parseInt(digits, 16);
    if (code > 0x10ffff) throw fail(`bad escape \\${letter}${digits}`, start);
    return code;
  }

  /** The code of an escape that means one character; `at` is after its letter. */
  function characterEscape(c: string, start: number, inClass: boolean): number | undefined {
    if (c === "x") return readHex(c, start, 2);
    if (c === "u") return readHex(c, start, 4);
    if (c === "U") return readHex(c, start, 8);
    if (c === "N") throw lacks("character names (\\N)", start);
    if (c === "0" || (inClass && /^[0-7]$/.test(c))) {
      let digits = c;
      while (digits.length < 3 && /^[0-7]$/.test(source[at] ?? "")) digits += source[at++] ?? "";
      const code = Number.parseInt(digits, 8);
      if (code > 0o377) throw fail(`octal escape value \\${digits} outside of range 0-0o377`, start);
      return code;
    }
    const control = controlEscapes[c];
    if (control !== undefined && (c !== "b" || inClass)) return control;
    if (/^[a-zA-Z]$/.test(c) || (inClass && /^[0-9]$/.test(c))) return undefined;
    return c.codePointAt(0) ?? 0;
  }

  function parseEscape(flags: number, start: number): RegexNode {
    const c = source[at++];
    if (c === undefined) throw fail("bad escape (end of pattern)", start);
    const ascii = (flags & regexFlags.A) !== 0;
    if ("dDsSwW".includes(c)) return { ...classNode([category(c, ascii)]), ignoreCase: false };
    if (c === "A") return { kind: "assertion", assertion: "start", ascii };
    if (c === "Z") return { kind: "assertion", assertion: "absoluteEnd", ascii };
    if (c === "b") return { kind: "assertion", assertion: "wordBoundary", ascii };
    if (c === "B") return { kind: "assertion", assertion: "noWordBoundary", ascii };
    if (/^[1-9]$/.test(c)) {
      if (/^[0-7]$/.test(c) && /^[0-7]$/.test(source[at] ?? "") && /^[0-7]$/.test(source[at + 1] ?? "")) {
        const digits = c + (source[at] ?? "") + (source[at + 1] ?? "");
        at += 2;
        const code = Number.parseInt(digits, 8);
        if (code > 0o377) throw fail(`octal escape value \\${digits} outside of range 0-0o377`, start);
        return single(code, flags);
      }
      const number = /^[0-9]$/.test(source[at] ?? "") ? c + (source[at++] ?? "") : c;
      if (Number(number) > groups) throw fail(`invalid group reference ${number}`, start + 1);
      if (open.has(Number(number))) throw fail("cannot refer to an open group", start);
      throw lacks("backreferences", start);
    }
    const code = characterEscape(c, start, false);
    if (code === undefined) throw fail(`bad escape \\${c}`, start);
    return single(code, flags);
  }

  const classNode = (items: readonly ClassItem[]): RegexNode & { kind: "class" } => ({
    kind: "class",
    items,
    negated: false,
    ignoreCase: false,
    ascii: false,
  });

  function parseClass(flags: number, start: number): RegexNode {
    const items: ClassItem[] = [];
    const ascii = (flags & regexFlags.A) !== 0;
    const negated = source[at] === "^";
    if (negated) at++;
    const first = at;
    const readOne = (): ClassItem => {
      const here = at;
      const c = source[at++];
      if (c === undefined) throw fail("unterminated character set", start);
      if (c !== "\\") return { kind: "range", from: c.codePointAt(0) ?? 0, to: c.codePointAt(0) ?? 0 };
      const letter = source[at++];
      if (letter === undefined) throw fail("bad escape (end of pattern)", here);
      if ("dDsSwW".includes(letter)) return category(letter, ascii);
      const code = characterEscape(letter, here, true);
      if (code === undefined) throw fail(`bad escape \\${letter}`, here);
      return { kind: "range", from: code, to: code };
    };
    while (true) {
      if (source[at] === undefined) throw fail("unterminated character set", start);
      if (source[at] === "]" && at !== first) {
        at++;
        break;
      }
      const itemStart = at;
      const low = readOne();
      if (source[at] !== "-") {
        items.push(low);
        continue;
      }
      if (source[at + 1] === undefined) throw fail("unterminated character set", start);
      at++;
      if (source[at] === "]") {
        items.push(low, { kind: "range", from: 45, to: 45 });
        at++;
        break;
      }
      const high = readOne();
      const shown = source.slice(itemStart, at).join("");
      if (low.kind !== "range" || high.kind !== "range" || high.from < low.from)
        throw fail(`bad character range ${shown}`, itemStart);
      items.push({ kind: "range", from: low.from, to: high.to });
    }
    return classOf(items, negated, flags);
  }

  function readName(terminator: string): string {
    const start = at;
    let name = "";
    while (source[at] !== terminator) {
      if (at >= source.length) {
        if (name === "") throw fail("missing group name", start);
        throw fail(`missing ${terminator}, unterminated name`, start);
      }
      name += source[at++] ?? "";
    }
    at++;
    if (name === "") throw fail("missing group name", start);
    return name;
  }

  function closeGroup(start: number): void {
    if (source[at] !== ")") throw fail("missing ), unterminated subpattern", start);
    at++;
  }

  function capture(flags: number, start: number, name: string | undefined, nameAt: number): RegexNode {
    const index = ++groups;
    if (name !== undefined) {
      const known = groupIndex.get(name);
      if (known !== undefined)
        throw fail(`redefinition of group name '${name}' as group ${index}; was group ${known}`, nameAt);
      groupIndex.set(name, index);
    }
    open.add(index);
    const body = parseChoice(flags);
    closeGroup(start);
    open.delete(index);
    return { kind: "group", index, body };
  }

  function parseGroup(flags: number, start: number): RegexNode | undefined {
    if (source[at] !== "?") return capture(flags, start, undefined, start);
    at++;
    const c = source[at++];
    if (c === undefined) throw fail("unexpected end of pattern", at - 1);
    if (c === "P") {
      const next = source[at++];
      if (next === "<") {
        const nameAt = at;
        const name = readName(">");
        if (!/^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(name))
          throw fail(`bad character in group name '${name}'`, nameAt);
        return capture(flags, start, name, nameAt);
      }
      if (next === "=") {
        const nameAt = at;
        const name = readName(")");
        if (!/^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(name))
          throw fail(`bad character in group name '${name}'`, nameAt);
        if (!groupIndex.has(name)) throw fail(`unknown group name '${name}'`, nameAt);
        throw lacks("backreferences", start);
      }
      if (next === undefined) throw fail("unexpected end of pattern", at - 1);
      throw fail(`unknown extension ?P${next}`, start + 1);
    }
    if (c === ":") {
      const body = parseChoice(flags);
      closeGroup(start);
      return body.kind !== "class" ? { kind: "sequence", items: [body] } : body;
    }
    if (c === "#") {
      while (source[at] !== ")")
        if (at++ >= source.length) throw fail("missing ), unterminated comment", start);
      at++;
      return undefined;
    }
    if (c === "=" || c === "!") throw lacks("lookahead assertions", start);
    if (c === "<") {
      const next = source[at];
      if (next === "=" || next === "!") throw lacks("lookbehind assertions", start);
      if (next === undefined) throw fail("unexpected end of pattern", at);
      throw fail(`unknown extension ?<${next}`, start + 1);
    }
    if (c === "(") throw lacks("conditional groups", start);
    if (c === ">") throw lacks("atomic groups", start);
    if (/^[aiLmsux-]$/.test(c)) return parseFlags(c, flags, start);
    throw fail(`unknown extension ?${c}`, start + 1);
  }

  const flagOf = (letter: string): number =>
    letter === "i"
      ? 2
      : letter === "m"
        ? 8
        : letter === "s"
          ? 16
          : letter === "u"
            ? 32
            : letter === "x"
              ? 64
              : letter === "a"
                ? 256
                : 0;

  function parseFlags(firstLetter: string, flags: number, start: number): RegexNode | undefined {
    let add = 0;
    let remove = 0;
    let letter: string | undefined = firstLetter;
    while (letter !== undefined && /^[aiLmsux]$/.test(letter)) {
      if (letter === "L") throw fail("bad inline flags: cannot use 'L' flag with a str pattern", at);
      add |= flagOf(letter);
      if ((add & 32) !== 0 && (add & 256) !== 0)
        throw fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible", at);
      letter = source[at++];
    }
    if (letter === ")") {
      if (start !== 0) throw fail("global flags not at the start of the expression", start);
      globalFlags |= add;
      throw restart;
    }
    const minus = letter === "-";
    if (minus) {
      letter = source[at++];
      if (letter === undefined) throw fail("missing flag", at - 1);
      if (!/^[aiLmsux]$/.test(letter))
        throw fail(/^[a-zA-Z]$/.test(letter) ? "unknown flag" : "missing flag", at - 1);
      while (letter !== undefined && /^[aiLmsux]$/.test(letter)) {
        if ("aLu".includes(letter))
          throw fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", at);
        remove |= flagOf(letter);
        letter = source[at++];
      }
    }
    const expected = minus ? "missing :" : "missing -, : or )";
    if (letter === undefined) throw fail(expected, at - 1);
    if (letter !== ":") throw fail(/^[a-zA-Z]$/.test(letter) ? "unknown flag" : expected, at - 1);
    if ((add & remove) !== 0) throw fail("bad inline flags: flag turned on and off", at - 1);
    const inner =
      (((add & 256) !== 0 ? flags & ~32 : (add & 32) !== 0 ? flags & ~256 : flags) | add) & ~remove;
    const body = parseChoice(inner);
    closeGroup(start);
    return body.kind !== "class" ? { kind: "sequence", items: [body] } : body;
  }

  /** Global inline flags count for the whole pattern: they stand at its start, so parsing begins again after them. */
  const restart = Symbol("flags");
  let from = 0;
  while (true) {
    try {
      at = from;
      groups = 0;
      const tree = parseChoice(globalFlags);
      if (source[at] === ")") throw fail("unbalanced parenthesis", at);
      return { tree, flags: (globalFlags & 256) !== 0 ? globalFlags : globalFlags | 32, groups, groupIndex };
    } catch (error) {
      if (error !== restart) throw error;
      from = at;
      nesting = 0;
    }
  }
}

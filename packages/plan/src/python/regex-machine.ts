/** Runs a pattern in time proportional to text length times program size: all threads advance together. */
import type { Charge } from "./charge.ts";
import { PythonError } from "./error.ts";
import { type AssertionKind, type ClassItem, isWordCode, type RegexNode } from "./regex-parse.ts";

export type Instruction =
  | { readonly op: "one"; readonly test: (code: number) => boolean }
  | { readonly op: "split"; readonly first: number; readonly second: number }
  | { readonly op: "jump"; readonly to: number }
  | { readonly op: "save"; readonly slot: number }
  | { readonly op: "assert"; readonly assertion: AssertionKind; readonly ascii: boolean }
  | { readonly op: "match" };

/** INVARIANT: bounds the work per character. */
const maximumProgram = 20_000;

/** Letters that are the same capital, of more than one character. */
const twins: ReadonlyMap<number, number> = new Map([
  [0xfb06, 0xfb05],
  [0x1fd3, 0x390],
  [0x1fe3, 0x3b0],
]);

function simpleCase(code: number, ascii: boolean): { lower: number; upper: number } {
  if (code < 128) {
    const upper = code >= 97 && code <= 122 ? code - 32 : code;
    return { lower: upper >= 65 && upper <= 90 ? upper + 32 : upper, upper };
  }
  if (ascii) return { lower: code, upper: code };
  if (code === 0x130) return { lower: 0x69, upper: 0x130 };
  const twin = twins.get(code);
  if (twin !== undefined) return { lower: twin, upper: twin };
  const one = (text: string, fallback: number): number => {
    const value = text.codePointAt(0) ?? fallback;
    return text.length === (value > 0xffff ? 2 : 1) ? value : fallback;
  };
  const upper = one(String.fromCodePoint(code).toUpperCase(), code);
  return { upper, lower: one(String.fromCodePoint(upper).toLowerCase(), upper) };
}

function testOf(
  items: readonly ClassItem[],
  negated: boolean,
  ignoreCase: boolean,
  ascii: boolean,
): (code: number) => boolean {
  const [only] = items;
  if (items.length === 1 && !negated && only?.kind === "range" && only.from === only.to) {
    if (!ignoreCase) return (code) => code === only.from;
    const wanted = simpleCase(only.from, ascii).lower;
    return (code) => simpleCase(code, ascii).lower === wanted;
  }
  const singles = new Set<number>();
  const folded = new Set<number>();
  const others: ClassItem[] = [];
  for (const item of items) {
    if (item.kind === "range" && item.from === item.to) {
      singles.add(item.from);
      if (ignoreCase) folded.add(simpleCase(item.from, ascii).lower);
    } else others.push(item);
  }
  const plain = (code: number): boolean =>
    singles.has(code) ||
    others.some((item) => (item.kind === "range" ? code >= item.from && code <= item.to : item.test(code)));
  if (!ignoreCase) return (code) => plain(code) !== negated;
  return (code) => {
    const { lower, upper } = simpleCase(code, ascii);
    const capital = simpleCase(lower, ascii).upper;
    return (plain(code) || folded.has(lower) || plain(lower) || plain(upper) || plain(capital)) !== negated;
  };
}

/** The same test with its answers for ASCII ready. */
function tabled(test: (code: number) => boolean): (code: number) => boolean {
  const table = new Uint8Array(128);
  for (let code = 0; code < 128; code++) table[code] = test(code) ? 1 : 0;
  return (code) => (code < 128 ? table[code] === 1 : test(code));
}

/**
 * What the first character of a match must pass; `undefined` when a match may be empty. Assertions count as passed: the
 * answer may be yes too often, never no.
 */
export function firstCharacter(program: readonly Instruction[]): ((code: number) => boolean) | undefined {
  const tests = new Set<(code: number) => boolean>();
  const seen = new Set<number>();
  const stack = [0];
  for (let pc = stack.pop(); pc !== undefined; pc = stack.pop()) {
    if (seen.has(pc)) continue;
    seen.add(pc);
    const instruction = program[pc];
    if (instruction === undefined || instruction.op === "match") return undefined;
    if (instruction.op === "one") tests.add(instruction.test);
    else if (instruction.op === "jump") stack.push(instruction.to);
    else if (instruction.op === "split") stack.push(instruction.first, instruction.second);
    else stack.push(pc + 1);
  }
  const all = [...tests];
  return tabled((code) => all.some((test) => test(code)));
}

/** Compiles a tree; OverflowError when counted repetitions make the program too large. */
export function compileProgram(tree: RegexNode): readonly Instruction[] {
  const program: Instruction[] = [];
  // Counted repetitions compile a node many times: its test is made once.
  const tests = new Map<RegexNode, (code: number) => boolean>();
  const add = (instruction: Instruction): number => {
    if (program.length >= maximumProgram) throw new PythonError("error", "regular expression is too large");
    return program.push(instruction) - 1;
  };
  const split = (at: number, first: number, second: number, greedy: boolean): void => {
    program[at] = greedy ? { op: "split", first, second } : { op: "split", first: second, second: first };
  };
  const emit = (node: RegexNode): void => {
    switch (node.kind) {
      case "empty":
        return;
      case "any":
        add({ op: "one", test: node.newline ? () => true : (code) => code !== 10 });
        return;
      case "class": {
        const test = tests.get(node) ?? tabled(testOf(node.items, node.negated, node.ignoreCase, node.ascii));
        tests.set(node, test);
        add({ op: "one", test });
        return;
      }
      case "assertion":
        add({ op: "assert", assertion: node.assertion, ascii: node.ascii });
        return;
      case "group":
        add({ op: "save", slot: node.index * 2 });
        emit(node.body);
        add({ op: "save", slot: node.index * 2 + 1 });
        return;
      case "sequence":
        for (const item of node.items) emit(item);
        return;
      case "choice": {
        const jumps: number[] = [];
        node.items.forEach((item, i) => {
          if (i === node.items.length - 1) {
            emit(item);
            return;
          }
          const fork = add({ op: "jump", to: 0 });
          emit(item);
          jumps.push(add({ op: "jump", to: 0 }));
          split(fork, fork + 1, program.length, true);
        });
        for (const jump of jumps) program[jump] = { op: "jump", to: program.length };
        return;
      }
      case "repeat": {
        for (let i = 0; i < node.min; i++) emit(node.body);
        if (node.max === Number.POSITIVE_INFINITY) {
          const fork = add({ op: "jump", to: 0 });
          emit(node.body);
          add({ op: "jump", to: fork });
          split(fork, fork + 1, program.length, node.greedy);
          return;
        }
        const forks: number[] = [];
        for (let i = node.min; i < node.max; i++) {
          forks.push(add({ op: "jump", to: 0 }));
          emit(node.body);
        }
        for (const fork of forks) split(fork, fork + 1, program.length, node.greedy);
      }
    }
  };
  emit(tree);
  add({ op: "match" });
  return program;
}

function holds(
  assertion: AssertionKind,
  ascii: boolean,
  codes: Uint32Array,
  at: number,
  end: number,
): boolean {
  switch (assertion) {
    case "start":
      return at === 0;
    case "lineStart":
      return at === 0 || codes[at - 1] === 10;
    case "absoluteEnd":
      return at === end;
    case "end":
      return at === end || (at === end - 1 && codes[at] === 10);
    case "lineEnd":
      return at === end || codes[at] === 10;
    default: {
      // As CPython 3.11: in an empty text neither a boundary nor the absence of one is found.
      if (end === 0) return false;
      const before = at > 0 && isWordCode(codes[at - 1] ?? 0, ascii);
      const after = at < end && isWordCode(codes[at] ?? 0, ascii);
      return (before !== after) === (assertion === "wordBoundary");
    }
  }
}

type Slots = readonly number[];

/**
 * The leftmost match from `start`, by Python's priorities; `undefined` when there is none. Slots are pairs of
 * positions, -1 for groups that took no part. `mustAdvance` refuses an empty match at `start`. `charge` is told the steps taken, as they mount up.
 */
export function runProgram(
  program: readonly Instruction[],
  slotCount: number,
  codes: Uint32Array,
  start: number,
  end: number,
  mode: "search" | "match" | "fullmatch",
  mustAdvance: boolean,
  charge: Charge,
  first?: (code: number) => boolean,
): Slots | undefined {
  let current: { pc: number; slots: Slots }[] = [];
  let next: { pc: number; slots: Slots }[] = [];
  const seen = new Uint32Array(program.length);
  let generation = 1;
  let steps = 0;
  let best: Slots | undefined;

  const enter = (list: { pc: number; slots: Slots }[], from: number, fromSlots: Slots, at: number): void => {
    const stack: { pc: number; slots: Slots }[] = [{ pc: from, slots: fromSlots }];
    for (let thread = stack.pop(); thread !== undefined; thread = stack.pop()) {
      let { pc, slots } = thread;
      while (seen[pc] !== generation) {
        seen[pc] = generation;
        steps++;
        const instruction = program[pc];
        if (instruction === undefined) break;
        if (instruction.op === "jump") pc = instruction.to;
        else if (instruction.op === "split") {
          stack.push({ pc: instruction.second, slots });
          pc = instruction.first;
        } else if (instruction.op === "save") {
          slots = slots.with(instruction.slot, at);
          pc++;
        } else if (instruction.op === "assert") {
          if (!holds(instruction.assertion, instruction.ascii, codes, at, end)) break;
          pc++;
        } else {
          list.push({ pc, slots });
          break;
        }
      }
    }
  };

  const fresh: Slots = new Array<number>(slotCount).fill(-1);
  for (let at = start; at <= end; at++) {
    if (first !== undefined && mode === "search" && best === undefined && current.length === 0) {
      const from = at;
      while (at < end && !first(codes[at] ?? 0)) at++;
      steps += at - from;
      if (at === end) break;
      // What was seen at another position says nothing here.
      if (at !== from) generation++;
    }
    // `next` of the step before was filled under this generation: new threads rank below it.
    if (best === undefined && (mode === "search" || at === start)) enter(current, 0, fresh.with(0, at), at);
    if (current.length === 0 && (best !== undefined || mode !== "search")) break;
    generation++;
    const code = codes[at] ?? 0;
    for (const { pc, slots } of current) {
      const instruction = program[pc];
      if (instruction === undefined) continue;
      if (instruction.op === "match") {
        if (mode === "fullmatch" && at !== end) continue;
        if (mustAdvance && at === start) continue;
        best = slots.with(1, at);
        break;
      }
      if (instruction.op === "one" && at < end && instruction.test(code)) enter(next, pc + 1, slots, at + 1);
    }
    [current, next] = [next, current];
    next.length = 0;
    if (steps > 65536) {
      charge(steps);
      steps = 0;
    }
  }
  charge(steps);
  return best;
}

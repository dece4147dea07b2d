import type { Match, Pattern } from "../ast.ts";
import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import { PyDeque } from "../types/deque.ts";
import { PyClass, PyInstance, rawOf } from "../value/class.ts";
import {
  boolClass,
  bytesClass,
  classOf,
  dictClass,
  floatClass,
  frozensetClass,
  intClass,
  listClass,
  setClass,
  strClass,
  tupleClass,
  typeName,
} from "../value/classes.ts";
import { type HashKey, PyDict, PyList, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { hashKey } from "../value/hash.ts";
import { PyRange } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { findAttribute } from "./attribute.ts";
import { type Execute, type Frame, normal } from "./code.ts";
import type { Context } from "./context.ts";
import { compileExpression } from "./expression.ts";
import { implicitMatch } from "./implicit-statement.ts";
import { collect } from "./iterate.ts";
import { type Store, storeName } from "./name.ts";
import { compileBlock } from "./statement.ts";

/** Whether a value fits; what was looked at joins `run.label`. Names are bound as they match. */
export type Matcher = (frame: Frame, value: Value, label: Label) => boolean;

export interface CompiledCase {
  readonly matches: Matcher;
  readonly guard: ((frame: Frame) => Value) | null;
  readonly span: Match["span"];
}

export function compileCases(c: Context, node: Match): readonly CompiledCase[] {
  return node.cases.map((one) => ({
    matches: compilePattern(c, one.pattern),
    guard: one.guard === null ? null : compileExpression(c, one.guard),
    span: one.pattern.span,
  }));
}

export function compileMatch(c: Context, node: Match): Execute {
  const { run } = c;
  if (run.implicitFlows) return implicitMatch(c, node);
  const subject = compileExpression(c, node.subject);
  const cases = compileCases(c, node);
  const bodies = node.cases.map((one) => compileBlock(c, one.body));
  return (frame) => {
    run.step();
    const value = subject(frame);
    const index = selectCase(c, cases, frame, value, run.label).index;
    return bodies[index]?.(frame) ?? normal;
  };
}

/** The first case that fits, -1 for none; `label` joins all that was looked at. */
export function selectCase(
  c: Context,
  cases: readonly CompiledCase[],
  frame: Frame,
  value: Value,
  label: Label,
): { index: number; label: Label } {
  const { run } = c;
  let seen = label;
  for (const [index, one] of cases.entries()) {
    run.at = one.span;
    run.label = seen;
    let fits = one.matches(frame, value, label);
    seen = run.join(seen, run.label);
    run.branch(seen);
    if (fits && one.guard !== null) {
      fits = isTrue(run, one.guard(frame));
      seen = run.join(seen, run.label);
      run.branch(seen);
    }
    if (fits) return { index, label: seen };
  }
  return { index: -1, label: seen };
}

const selfMatching: ReadonlySet<PyClass> = new Set([
  boolClass,
  bytesClass,
  dictClass,
  floatClass,
  frozensetClass,
  intClass,
  listClass,
  setClass,
  strClass,
  tupleClass,
]);

function compilePattern(c: Context, pattern: Pattern): Matcher {
  const { run } = c;
  switch (pattern.kind) {
    case "MatchValue": {
      const value = compileExpression(c, pattern.value);
      return (frame, subject, label) => {
        const before = run.label;
        const wanted = value(frame);
        run.label = run.join(before, run.join(run.label, run.join(label, deepLabel(run, subject))));
        return equals(run, subject, wanted);
      };
    }
    case "MatchSingleton": {
      const { value } = pattern;
      return (_frame, subject, label) => {
        run.label = run.join(run.label, label);
        return subject === value;
      };
    }
    case "MatchAs": {
      const inner = pattern.pattern === null ? null : compilePattern(c, pattern.pattern);
      const store = pattern.name === null ? null : storeName(c, pattern.name);
      return (frame, subject, label) => {
        if (inner !== null && !inner(frame, subject, label)) return false;
        const { label: seen } = run;
        store?.(frame, subject, label);
        run.label = seen;
        return true;
      };
    }
    case "MatchOr": {
      const parts = pattern.patterns.map((part) => compilePattern(c, part));
      return (frame, subject, label) => parts.some((part) => part(frame, subject, label));
    }
    case "MatchSequence":
      return compileSequencePattern(c, pattern.patterns);
    case "MatchMapping": {
      const keys = pattern.keys.map((key) => compileExpression(c, key));
      const parts = pattern.patterns.map((part) => compilePattern(c, part));
      const rest = pattern.rest === null ? null : storeName(c, pattern.rest);
      return (frame, given, label) => {
        run.label = run.join(run.label, label);
        const subject = rawOf(given);
        if (!(subject instanceof PyDict)) return false;
        let seen = run.join(run.label, subject.shape);
        const used = new Set<HashKey>();
        for (const [i, key] of keys.entries()) {
          const wanted = hashKey(run, key(frame));
          const value = subject.map.get(wanted);
          run.label = seen;
          if (value === undefined) return false;
          used.add(wanted);
          if (
            !(
              parts[i]?.(frame, value, run.join(run.join(label, subject.shape), subject.labelOf(wanted))) ??
              false
            )
          )
            return false;
          seen = run.join(seen, run.label);
        }
        if (rest !== null) {
          const left = new PyDict(0, subject.shape);
          run.chargeCells(subject.size);
          for (const [hash, value] of subject.map) {
            if (!used.has(hash)) left.set(hash, subject.keyOf(hash), value, subject.labelOf(hash));
          }
          rest(frame, left, label);
        }
        run.label = seen;
        return true;
      };
    }
    case "MatchClass":
      return compileClassPattern(c, pattern);
    case "MatchStar":
      return () => true;
  }
}

function compileSequencePattern(c: Context, patterns: readonly Pattern[]): Matcher {
  const { run } = c;
  const star = patterns.findIndex((part) => part.kind === "MatchStar");
  const parts = patterns.map((part) => compilePattern(c, part));
  const starred = patterns[star];
  const store: Store | null =
    starred?.kind === "MatchStar" && starred.name !== null ? storeName(c, starred.name) : null;
  const least = star < 0 ? patterns.length : patterns.length - 1;
  return (frame, given, label) => {
    run.label = run.join(run.label, label);
    let subject = given instanceof PyDeque ? given.list : rawOf(given);
    if (given instanceof PyRange) {
      if (star < 0 ? given.size !== least : given.size < least) return false;
      subject = new PyTuple(collect(run, given).items, label);
      run.label = run.join(run.label, label);
    }
    if (!(subject instanceof PyList || subject instanceof PyTuple)) return false;
    const shape = subject instanceof PyList ? run.join(label, subject.shape) : label;
    run.label = run.join(run.label, shape);
    const { items } = subject;
    if (star < 0 ? items.length !== least : items.length < least) return false;
    const after = star < 0 ? 0 : patterns.length - star - 1;
    for (const [i, part] of parts.entries()) {
      if (i === star) continue;
      const at = star < 0 || i < star ? i : items.length - (patterns.length - i);
      if (!part(frame, items[at] ?? null, run.join(shape, subject.labelAt(at)))) return false;
    }
    if (store !== null) {
      const end = items.length - after;
      const labels: Label[] = [];
      for (let i = star; i < end; i++) labels.push(subject.labelAt(i));
      store(frame, new PyList(items.slice(star, end), 0, shape, labels), shape);
    }
    return true;
  };
}

function compileClassPattern(c: Context, pattern: Extract<Pattern, { kind: "MatchClass" }>): Matcher {
  const { run } = c;
  const cls = compileExpression(c, pattern.cls);
  const positional = pattern.patterns.map((part) => compilePattern(c, part));
  const keywords = pattern.kwd_patterns.map((part) => compilePattern(c, part));
  return (frame, subject, label) => {
    let seen = run.join(run.label, label);
    const wanted = cls(frame);
    seen = run.join(seen, run.label);
    run.label = seen;
    if (!(wanted instanceof PyClass)) throw raise(run, "TypeError", "called match pattern must be a class");
    if (!classOf(subject).isSubclassOf(wanted)) return false;
    if (positional.length === 1 && selfMatching.has(wanted)) {
      if (!(positional[0]?.(frame, subject, label) ?? false)) return false;
    } else if (positional.length > 0) {
      const names = matchArguments(c, wanted, positional.length);
      const twice = pattern.kwd_attrs.find((name) => names.slice(0, positional.length).includes(name));
      if (twice !== undefined)
        throw raise(run, "TypeError", `${wanted.name}() got multiple sub-patterns for attribute '${twice}'`);
      for (const [i, part] of positional.entries())
        if (!attributeMatches(c, part, names[i] ?? "", frame, subject, label)) return false;
    }
    for (const [i, part] of keywords.entries()) {
      if (!attributeMatches(c, part, pattern.kwd_attrs[i] ?? "", frame, subject, label)) return false;
    }
    return true;
  };
}

function matchArguments(c: Context, cls: PyClass, count: number): readonly string[] {
  const { run } = c;
  const declared = cls.lookup("__match_args__");
  if (declared !== undefined && !(declared instanceof PyTuple))
    throw raise(run, "TypeError", `${cls.name}.__match_args__ must be a tuple (got ${typeName(declared)})`);
  const names = declared instanceof PyTuple ? declared.items.map(String) : (cls.tupleFields ?? []);
  if (names.length < count)
    throw raise(
      run,
      "TypeError",
      `${cls.name}() accepts ${names.length} positional sub-pattern${names.length === 1 ? "" : "s"} (${count} given)`,
    );
  return names;
}

function attributeMatches(
  c: Context,
  part: Matcher,
  name: string,
  frame: Frame,
  subject: Value,
  label: Label,
): boolean {
  const { run } = c;
  const seen = run.label;
  run.label = label;
  const value =
    subject instanceof PyInstance || typeof subject === "object"
      ? findAttribute(run, subject, name)
      : undefined;
  const found = run.label;
  run.label = run.join(seen, found);
  if (value === undefined) return false;
  return part(frame, value, found);
}

import { expect, test } from "vitest";
import { builtinValues } from "../src/builtins/table.ts";
import { modules } from "../src/check/modules.ts";
import { LimitExceeded, Raised } from "../src/errors.ts";
import { call } from "../src/evaluate/call.ts";
import { defaultLimits } from "../src/limits.ts";
import { type Label, LabelTable } from "../src/metadata.ts";
import { findModule } from "../src/modules/registry.ts";
import { PythonError } from "../src/python/error.ts";
import { Run } from "../src/run.ts";
import { PyBuiltin } from "../src/value/callable.ts";
import { PyClass } from "../src/value/class.ts";
import { classOf } from "../src/value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../src/value/container.ts";
import { deepLabel } from "../src/value/deep.ts";
import { PyIterator } from "../src/value/iterator.ts";
import { PyBytes, PyFloat } from "../src/value/scalar.ts";
import { strOf } from "../src/value/text.ts";
import type { Value } from "../src/value/value.ts";
import { callbacksOf } from "./callbacks-labelled.ts";
import { letters } from "./run-case.ts";

const table = new LabelTable(letters);
const secret = table.intern("s");

function newRun(): Run {
  return new Run({
    limits: { ...defaultLimits, steps: 20_000 },
    joins: table,
    implicitFlows: false,
    planLabel: 0,
    forbids: () => false,
    world: { observe: () => 0, print: () => {}, answered: () => false, environmentLabel: 0 },
  });
}

/** Arguments to try, each made anew with one label for itself and all inside. */
type Make = (label: Label) => Value;
const dict: Make = (label) => {
  const made = new PyDict(label, label);
  made.set("a", "a", 1, label);
  made.set("b", "b", 2, label);
  return made;
};
const set: Make = (label) => {
  const made = new PySet(false, label);
  made.add("a", "a");
  return made;
};
const plainArguments: readonly Make[] = [
  () => 2,
  () => "a",
  () => "2024-01-02",
  () => new PyFloat(1.5),
  () => null,
  (label) => new PyList([3, 1, 2], label, label),
  (label) => new PyList(["a", "b"], label, label),
  (label) => new PyTuple([1, 2], label),
  dict,
  set,
  () => new PyBytes(new Uint8Array([97, 98])),
  () => builtinValues.get("abs") ?? null,
  () => builtinValues.get("str") ?? null,
];

/** What is tried for arguments given by name. */
const keywordArguments: readonly Make[] = [
  ...plainArguments,
  () => true,
  () => builtinValues.get("dict") ?? null,
  () => "utf-8",
];

/** Instances of module types, made by their own constructors. */
function instancesOf(name: string, cls: PyClass): Make[] {
  const made: Make[] = [];
  for (const combination of combinations(plainArguments, 3)) {
    if (made.length >= 2) break;
    const make: Make = (label) => {
      const run = newRun();
      const values = combination.map((one) => one(label));
      return call(
        run,
        cls,
        values,
        values.map(() => label),
        null,
      );
    };
    try {
      make(0);
      made.push(make);
    } catch (thrown) {
      if (!isPythons(thrown)) throw new Error(`${name}: ${String(thrown)}`);
    }
  }
  return made;
}

function isPythons(thrown: unknown): boolean {
  return (
    thrown instanceof Raised ||
    thrown instanceof PythonError ||
    (typeof thrown === "object" && thrown !== null && !(thrown instanceof Error))
  );
}

function* combinations<T>(pool: readonly T[], most: number): Generator<readonly T[]> {
  yield [];
  for (const a of pool) yield [a];
  if (most < 2) return;
  for (const a of pool) for (const b of pool) yield [a, b];
  if (most < 3) return;
  for (const a of pool) for (const b of pool) for (const c of pool.slice(0, 6)) yield [a, b, c];
}

interface Subject {
  readonly name: string;
  readonly callee: Value;
  /** Of a method: what it is called on. */
  readonly receivers: readonly Make[];
}

/** Every function of builtins and modules, every method of every type that they offer or give. */
function subjects(): Subject[] {
  const found: Subject[] = [];
  const classes = new Map<PyClass, string>();
  const add = (name: string, value: Value) => {
    if (value instanceof PyClass) {
      if (value.kind === "exception" || classes.has(value)) return;
      classes.set(value, name);
    } else if (value instanceof PyBuiltin) found.push({ name, callee: value, receivers: [] });
  };
  for (const [name, value] of builtinValues) add(name, value);
  for (const name of modules.keys())
    for (const [member, value] of findModule(name)?.members ?? []) add(`${name}.${member}`, value);
  for (const [cls, name] of classes) {
    if (cls.construct !== null) found.push({ name, callee: cls, receivers: [] });
    const plain = plainArguments.filter(
      (make) => classOf(make(0)).isSubclassOf(cls) && cls.name !== "object",
    );
    const receivers = plain.length > 0 ? plain : cls.construct === null ? [] : instancesOf(name, cls);
    for (const [method, value] of cls.attributes)
      if (value instanceof PyBuiltin)
        found.push({
          name: `${name}.${method}`,
          callee: value,
          receivers: value.binding === "method" ? receivers : [() => cls],
        });
  }
  return found;
}

/** All labels that a call left: in its result, in what an iterator gives, in the arguments it changed. */
function labelsAfter(run: Run, result: Value, others: readonly Value[]): Label {
  let label = run.join(run.label, deepLabel(run, result));
  if (result instanceof PyTuple) {
    for (const item of result.items)
      if (item instanceof PyIterator) label = run.join(label, labelsAfter(run, item, []));
  }
  if (result instanceof PyIterator) {
    for (let i = 0; i < 12; i++) {
      const item = result.advance(run);
      label = run.join(label, run.join(run.label, deepLabel(run, item ?? null)));
      if (item === undefined) break;
    }
  }
  for (const other of others) {
    label = run.join(label, deepLabel(run, other));
    if (other instanceof PyIterator) label = run.join(label, other.position);
  }
  return label;
}

/** Functions and positions whose result does not hang on the argument, and why. */
const exempt: ReadonlyMap<string, string> = new Map([
  ["print 0", "what it shows goes to the log with its label"],
  ["print 1", "what it shows goes to the log with its label"],
  ["random.shuffle 0", "gives None; the list keeps its label"],
  ["object.__init__ 0", "gives None"],
  ["dict.get 2", "a default that is not given out"],
  ["dict.pop 2", "a default that is not given out"],
  ["dict.setdefault 2", "a default that is not given out"],
  ["functools.reduce 0", "a function that is never called"],
  ["itertools.accumulate 1", "a function that is never called"],
  ["functools.cmp_to_key 0", "the keys that it makes carry the function's label"],
  ["typing.cast 0", "the type is not looked at"],
  ["enum.auto 0", "arguments are not looked at"],
  ["enum.auto 1", "arguments are not looked at"],
  ["pydantic.Field 0", "the default carries its label in the field"],
  ["collections.Counter 0", "None stands for no argument"],
  ["collections.Counter.__init__ 1", "None stands for no argument"],
  ["collections.Counter.update 1", "None stands for no argument"],
  ["collections.Counter.subtract 1", "None stands for no argument"],
  ["dataclasses.dataclass 0", "None stands for no argument"],
  ["pydantic.Field default", "the default carries its label in the field"],
  ["dataclasses.field default", "the default carries its label in the field"],
  ["pydantic.BaseModel.model_rebuild force", "gives None"],
  ["pydantic.BaseModel.model_validate 0", "a call's result joins its callee, the class with it"],
  ["pydantic.BaseModel.parse_obj 0", "a call's result joins its callee, the class with it"],
  ["pydantic.BaseModel.model_construct 0", "a call's result joins its callee, the class with it"],
  ["pydantic.BaseModel.model_construct 1", "positional arguments are not looked at"],
  ["pydantic.BaseModel.model_construct 2", "positional arguments are not looked at"],
]);

interface Attempt {
  readonly subject: Subject;
  readonly combination: readonly Make[];
  /** The last of the arguments is given by this name. */
  readonly keyword: string | null;
}

/** Whether the label of the argument at a position came out; null when the call is none. -1: no argument has a label. */
function comesOut({ subject, combination, keyword }: Attempt, labelled: number): boolean | null {
  const run = newRun();
  const labels = combination.map((_, i) => (i === labelled ? secret : 0));
  const values = combination.map((make, i) => make(labels[i] ?? 0));
  const others = values.filter((_, i) => i !== labelled);
  try {
    const result = call(run, subject.callee, [...values], labels, keyword === null ? null : [keyword]);
    // A method that gives None left what it did in its receiver, which has the label already.
    if (result === null && labelled === 0 && subject.receivers.length > 0) return true;
    const label = labelsAfter(run, result, others);
    return run.join(label, secret) === label;
  } catch (thrown) {
    if (labelled >= 0 && thrown instanceof Raised)
      return run.join(thrown.label, deepLabel(run, thrown.exception)) !== 0;
    if (isPythons(thrown)) return null;
    throw thrown;
  }
}

/** Calls that work: of positions alone, and the first of them with one more argument for each name. */
function* attempts(subject: Subject, start: readonly Make[]): Generator<Attempt> {
  let good = 0;
  const bases: (readonly Make[])[] = [];
  for (const rest of combinations(plainArguments, 2)) {
    const attempt = { subject, combination: [...start, ...rest], keyword: null };
    if (comesOut(attempt, -1) === null) continue;
    if (bases.length < 3) bases.push(attempt.combination);
    if (++good > 30) break;
    yield attempt;
  }
  const keywords = subject.callee instanceof PyBuiltin ? subject.callee.keywords : [];
  for (const keyword of keywords) {
    let named = 0;
    for (const base of bases)
      for (const one of keywordArguments) {
        const attempt = { subject, combination: [...base, one], keyword };
        if (named > 12 || comesOut(attempt, -1) === null) continue;
        named++;
        yield attempt;
      }
  }
}

test("security.md M3: no builtin, method or module function loses the label of an argument", () => {
  const lost = new Map<string, string>();
  let calls = 0;
  let named = 0;
  const all = subjects();
  for (const subject of all) {
    const starts = subject.receivers.length === 0 ? [[]] : subject.receivers.map((one) => [one]);
    for (const start of starts)
      for (const attempt of attempts(subject, start)) {
        calls++;
        if (attempt.keyword !== null) named++;
        const { combination, keyword } = attempt;
        combination.forEach((_, position) => {
          if (comesOut(attempt, position) !== false) return;
          const last = position === combination.length - 1;
          const key = `${subject.name} ${keyword !== null && last ? keyword : position}`;
          if (!exempt.has(key))
            lost.set(key, combination.map((make) => String(classOf(make(0)).name)).join(","));
        });
      }
  }
  expect(all.length).toBeGreaterThan(300);
  expect(calls).toBeGreaterThan(1_000);
  expect(named).toBeGreaterThan(500);
  expect(Array.from(lost, ([key, types]) => `${key} of (${types})`)).toEqual([]);
}, 60_000);

/** Calls that hand a callback or an instance with special methods to a builtin, and one more argument. */
function* callbackAttempts(
  subject: Subject,
  start: readonly Make[],
  active: readonly Value[],
): Generator<Attempt> {
  const others = plainArguments.slice(0, 10);
  for (const value of active) {
    const one: Make = () => value;
    yield { subject, combination: [...start, one], keyword: null };
    for (const other of others) {
      yield { subject, combination: [...start, one, other], keyword: null };
      yield { subject, combination: [...start, other, one], keyword: null };
      // Inside a list of two it is compared, joined, shown.
      const list: Make = () => new PyList([value, value]);
      yield { subject, combination: [...start, list, other], keyword: null };
    }
    yield { subject, combination: [...start, () => new PyList([value, value])], keyword: null };
    if (subject.callee instanceof PyBuiltin)
      for (const keyword of subject.callee.keywords)
        for (const other of [[], ...others.map((make) => [make])])
          yield { subject, combination: [...start, ...other, one], keyword };
  }
}

/** What a builtin may call without telling what it gave, and why. */
const untold: ReadonlySet<string> = new Set([
  // What it shows goes to the log with its label.
  "print",
]);

test("security.md M3, F3: what builtins call of the plan leaves its labels in what they give", async () => {
  const { run, secret, active, heard, told } = await callbacksOf();
  const lost = new Map<string, string>();
  const called = new Set<Value>();
  let calls = 0;
  for (const subject of subjects()) {
    const starts = subject.receivers.length === 0 ? [[]] : subject.receivers.slice(0, 3).map((one) => [one]);
    for (const start of starts)
      for (const { combination, keyword } of callbackAttempts(subject, start, active)) {
        const values = combination.map((make) => make(0));
        const labels = values.map(() => 0);
        let label: Label = 0;
        heard();
        run.beginStretch();
        run.label = 0;
        try {
          const names = keyword === null ? null : [keyword];
          const result = call(run, subject.callee, values.slice(), labels, names);
          label = labelsAfter(run, result, values);
        } catch (thrown) {
          if (thrown instanceof Raised) {
            // Whether it was raised hangs on no label here; what it says may.
            run.label = run.join(thrown.label, deepLabel(run, thrown.exception));
            const says = strOf(run, thrown.exception).includes(told);
            label = says ? run.label : secret;
          } else if (isPythons(thrown) || thrown instanceof LimitExceeded) continue;
          else throw thrown;
        }
        const ran = heard();
        if (ran.length === 0) continue;
        calls++;
        for (const name of ran) called.add(name);
        if (run.join(label, secret) !== label && !untold.has(subject.name))
          lost.set(
            `${subject.name} ${keyword ?? ""}`,
            `${combination.map((make) => String(classOf(make(0)).name)).join(",")}: ${Array.from(new Set(ran)).join(" ")}`,
          );
      }
  }
  expect(calls).toBeGreaterThan(1_000);
  expect(Array.from(lost, ([name, how]) => `${name} of (${how})`)).toEqual([]);
  expect(called.size).toBeGreaterThan(20);
}, 60_000);

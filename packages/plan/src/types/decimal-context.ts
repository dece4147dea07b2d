/**
 * `decimal.Context`, and which one is in force. Its label stands for all its settings; its flags tell of every operation
 * that ran, or did not: what is read of them carries all labels that came into the run.
 */
import { deep, deepJoin, deepMethod, defineMethods, own, ownMethod } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { collect } from "../evaluate/iterate.ts";
import { indexOf, maximumIndex } from "../evaluate/slice.ts";
import type { Label } from "../metadata.ts";
import {
  type ContextSettings,
  DecimalContext,
  defaultSettings,
  exponentMax,
  type Signal,
  signals,
} from "../python/decimal/index.ts";
import type { Run } from "../run.ts";
import { PyInstance, PyProperty } from "../value/class.ts";
import { dictClass, objectClass, typeName } from "../value/classes.ts";
import { PyDict } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { notImplemented } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { construction } from "./construction.ts";
import { signalClass, signalOf } from "./decimal-signals.ts";
import { roundingArgument } from "./decimal-value.ts";
import { refuseAttributes } from "./immutable.ts";
import { qualifiedClass } from "./qualified-class.ts";

export const contextClass = qualifiedClass("Context", objectClass, "decimal");

export class PyContext extends PyInstance {
  readonly context: DecimalContext;
  constructor(context: DecimalContext) {
    super(contextClass);
    this.context = context;
  }
}

const holderClass = qualifiedClass("CurrentContext", objectClass, "decimal");

/** Which context is in force. An arm that mentions what can change that reaches this (security.md F1). */
class CurrentContext extends PyInstance {
  current: PyContext;
  constructor(current: PyContext) {
    super(holderClass);
    this.current = current;
  }
  override inside(): Iterable<Value> {
    return [this.current];
  }
}

function freshContext(run: Run): PyContext {
  const charges = { work: run.chargeBytes, integer: run.chargeInteger };
  return new PyContext(new DecimalContext(defaultSettings, charges));
}

function holderOf(run: Run): CurrentContext {
  if (!(run.decimals instanceof CurrentContext)) run.decimals = new CurrentContext(freshContext(run));
  const { decimals } = run;
  if (!(decimals instanceof CurrentContext)) throw new Error("the run holds something else");
  return decimals;
}

/** The context in force. INVARIANT: its label joins `run.label`, so whatever it decides carries it. */
export function currentContext(run: Run): PyContext {
  const holder = holderOf(run);
  run.label = run.join(run.label, run.join(holder.shape, holder.current.shape));
  return holder.current;
}

/** What an operation's `context` argument says: the one in force for None; TypeError. */
export function contextFor(run: Run, given: Value = null): DecimalContext {
  if (given === null) return currentContext(run).context;
  if (given instanceof PyContext) return given.context;
  throw raise(run, "TypeError", "optional argument must be a context");
}

function setCurrent(run: Run, context: PyContext, before: Label = 0): void {
  const holder = holderOf(run);
  holder.shape = run.join(before, run.join(run.label, run.pc));
  holder.current = context;
}

/** What the mention of a function that reads or changes the context in force reaches. */
export const contextReach = (run: Run): Value => holderOf(run);

export function contextOf(run: Run, value: Value = null): PyContext {
  if (value instanceof PyContext) return value;
  throw raise(run, "TypeError", "argument must be a context");
}

function wholeArgument(run: Run, value: Value): number {
  const found = typeof value === "object" ? undefined : indexOf(run, value);
  if (found === undefined) throw raise(run, "TypeError", "an integer is required");
  if (found > maximumIndex || found < -maximumIndex - 1n)
    throw raise(run, "OverflowError", "Python int too large to convert to C ssize_t");
  return Number(found);
}

function within(run: Run, value: Value, low: number, high: number, message: string): number {
  const found = wholeArgument(run, value);
  if (found < low || found > high) throw raise(run, "ValueError", message);
  return found;
}

/** Exponents and precisions that CPython takes and plans do not compute with. */
function bounded(run: Run, value: number): number {
  if (Math.abs(value) > exponentMax)
    throw new Unsupported("a decimal context whose precision or exponents go beyond 10**15", run.at);
  return value;
}

/** As libmpdec has it, but for the last digits, which a float cannot hold. */
const wide = 999_999_999_999_999_900;

type Change = (run: Run, value: Value) => Partial<ContextSettings>;

const changes: Readonly<Record<string, Change>> = {
  prec: (run, value) => ({
    precision: bounded(run, within(run, value, 1, wide, "valid range for prec is [1, MAX_PREC]")),
  }),
  rounding: (run, value) => ({ rounding: roundingArgument(run, value) }),
  Emin: (run, value) => ({
    minimumExponent: bounded(run, within(run, value, -wide, 0, "valid range for Emin is [MIN_EMIN, 0]")),
  }),
  Emax: (run, value) => ({
    maximumExponent: bounded(run, within(run, value, 0, wide, "valid range for Emax is [0, MAX_EMAX]")),
  }),
  capitals: (run, value) => ({
    capitals: within(run, value, 0, 1, "valid values for capitals are 0 or 1") === 1,
  }),
  clamp: (run, value) => ({ clamp: within(run, value, 0, 1, "valid values for clamp are 0 or 1") === 1 }),
};

const readings: Readonly<Record<string, (settings: ContextSettings) => Value>> = {
  prec: ({ precision }) => precision,
  rounding: ({ rounding }) => rounding,
  Emin: ({ minimumExponent }) => minimumExponent,
  Emax: ({ maximumExponent }) => maximumExponent,
  capitals: ({ capitals }) => Number(capitals),
  clamp: ({ clamp }) => Number(clamp),
};

function change(run: Run, target: PyContext, changed: Partial<ContextSettings>): void {
  target.shape = run.join(target.shape, run.join(run.label, run.pc));
  target.context.settings = { ...target.context.settings, ...changed };
}

function attribute(
  name: string,
  read: (run: Run, self: PyContext) => Value,
  write: (run: Run, self: PyContext, value: Value) => void,
) {
  contextClass.attributes.set(
    name,
    new PyProperty(
      deepMethod(`${name}(self)`, (run, self) => read(run, contextOf(run, self))),
      deepMethod(`${name}(self, value)`, (run, self, value = null) => {
        write(run, contextOf(run, self), value);
        return null;
      }),
    ),
  );
}

for (const [name, read] of Object.entries(readings)) {
  const changed = changes[name];
  if (changed !== undefined)
    attribute(
      name,
      (_run, self) => read(self.context.settings),
      (run, self, value) => change(run, self, changed(run, value)),
    );
}

/** What a signal's class says; KeyError. */
export function signalArgument(run: Run, value: Value): Signal {
  const found = signalOf(value);
  if (found !== undefined) return found;
  throw raise(
    run,
    "KeyError",
    "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]",
  );
}

const signalDictClass = qualifiedClass("SignalDict", objectClass, "abc");

/** `context.flags` and `context.traps`. */
export class PySignals extends PyInstance {
  readonly owner: PyContext;
  readonly which: "flags" | "traps";
  constructor(owner: PyContext, which: "flags" | "traps") {
    super(signalDictClass);
    this.owner = owner;
    this.which = which;
  }
  override inside(): Iterable<Value> {
    return [this.owner];
  }
  has(run: Run, signal: Signal): boolean {
    const { context } = this.owner;
    if (this.which === "traps") return context.settings.traps.has(signal);
    run.label = run.join(run.label, run.sources);
    return context.hasFlag(signal);
  }
  put(run: Run, signal: Signal, on: boolean): void {
    const { context } = this.owner;
    if (this.which === "flags") {
      context.setFlag(signal, on);
      return;
    }
    const traps = new Set(context.settings.traps);
    if (on) traps.add(signal);
    else traps.delete(signal);
    change(run, this.owner, { traps });
  }
  asDict(run: Run): PyDict {
    const found = signals.map((signal) => [signalClass(signal), this.has(run, signal)] as const);
    const dict = new PyDict(run.label, run.label);
    for (const [cls, on] of found) dict.set(cls, cls, on, run.label);
    return dict;
  }
}

/** The signals that a dict or list of them names. */
function setSignals(run: Run, given: Value, lists: boolean): ReadonlySet<Signal> {
  if (given instanceof PySignals) return new Set(signals.filter((one) => given.has(run, one)));
  if (given instanceof PyDict) {
    const entries = Array.from(
      given.entries(),
      ([key, value]) => [signalOf(key), isTrue(run, value)] as const,
    );
    if (entries.length !== signals.length || entries.some(([signal]) => signal === undefined))
      throw raise(run, "KeyError", "invalid signal dict");
    return new Set(entries.flatMap(([signal, on]) => (on && signal !== undefined ? [signal] : [])));
  }
  if (!lists || typeName(given) !== "list") throw raise(run, "TypeError", "argument must be a signal dict");
  return new Set(collect(run, given).items.map((one) => signalArgument(run, one)));
}

function setFlags(run: Run, { context }: PyContext, given: ReadonlySet<Signal>): void {
  for (const signal of signals) context.setFlag(signal, given.has(signal));
  run.label = run.planLabel;
}

attribute(
  "flags",
  (_run, self) => new PySignals(self, "flags"),
  (run, self, value) => setFlags(run, self, setSignals(run, value, false)),
);
attribute(
  "traps",
  (_run, self) => new PySignals(self, "traps"),
  (run, self, value) => change(run, self, { traps: setSignals(run, value, false) }),
);

const settingNames = ["prec", "rounding", "Emin", "Emax", "capitals", "clamp"] as const;

/** Applies the arguments of `Context(...)` and `localcontext(...)` that are not None. */
function configure(run: Run, target: PyContext, values: readonly Value[]): void {
  settingNames.forEach((name, i) => {
    const value = values[i] ?? null;
    if (value !== null) change(run, target, changes[name]?.(run, value) ?? {});
  });
  const [flags = null, traps = null] = values.slice(settingNames.length);
  if (flags !== null) setFlags(run, target, setSignals(run, flags, true));
  if (traps !== null) change(run, target, { traps: setSignals(run, traps, true) });
}

const parameters =
  "prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None";

contextClass.construct = construction(`?Context(${parameters})`, (run, ...values) => {
  const created = freshContext(run);
  configure(run, created, values);
  return created;
});

const copied = (source: PyContext): PyContext => {
  const copy = new PyContext(source.context.copy());
  copy.shape = source.shape;
  return copy;
};

const managerClass = qualifiedClass("ContextManager", objectClass, "decimal");

/** What `localcontext` gives: entered, its context is in force; left, the one before with the label of its choice. */
class ContextManager extends PyInstance {
  readonly local: PyContext;
  before: PyContext;
  beforeLabel: Label = 0;
  constructor(local: PyContext, before: PyContext) {
    super(managerClass);
    this.local = local;
    this.before = before;
  }
  override inside(): Iterable<Value> {
    return [this.local, this.before];
  }
}

function managerOf(run: Run, value: Value = null): ContextManager {
  if (value instanceof ContextManager) return value;
  throw raise(run, "TypeError", "a context manager is needed");
}

defineMethods(managerClass, [
  ownMethod("__enter__(self)", (run, _labels, self) => {
    const manager = managerOf(run, self);
    const holder = holderOf(run);
    manager.before = holder.current;
    manager.beforeLabel = holder.shape;
    setCurrent(run, manager.local, holder.shape);
    return manager.local;
  }),
  ownMethod("__exit__(self, type, value, traceback)", (run, [reference = 0], self) => {
    const manager = managerOf(run, self);
    run.label = reference;
    setCurrent(run, manager.before, manager.beforeLabel);
    run.label = run.planLabel;
    return false;
  }),
]);
refuseAttributes(managerClass);

export const getcontext = deep("decimal.getcontext()", (run) => currentContext(run));

export const setcontext = deep("?setcontext(ctx)", (run, given) => {
  setCurrent(run, contextOf(run, given), holderOf(run).shape);
  run.label = run.planLabel;
  return null;
});

/** What is set carries its label in the context; which context there was before does not hang on it. */
export const localcontext = own(
  `?localcontext(ctx=None, ${parameters})`,
  (run, [given = 0, ...labels], context = null, ...values) => {
    run.label = run.join(given, deepLabel(run, context));
    const before = currentContext(run);
    if (context !== null && !(context instanceof PyContext))
      throw raise(run, "TypeError", "optional argument must be a context");
    const local = copied(context ?? before);
    run.label = deepJoin(run, values, labels);
    // That nothing was set carries its label too.
    change(run, local, {});
    configure(run, local, values);
    run.label = run.join(given, run.planLabel);
    return new ContextManager(local, before);
  },
);

const list = (shown: readonly Signal[]): string => `[${shown.join(", ")}]`;

defineMethods(contextClass, [
  deepMethod("__repr__(self)", (run, self) => {
    const { context } = contextOf(run, self);
    const { settings } = context;
    run.label = run.join(run.label, run.sources);
    const shown = settingNames.map((name) => `${name}=${String(readings[name]?.(settings))}`);
    return `Context(${shown.join(", ")}, flags=${list(context.shownFlags())}, traps=${list(context.shownTraps())})`;
  }),
  deepMethod("copy(self)", (run, self) => copied(contextOf(run, self))),
  deepMethod("clear_flags(self)", (run, self) => {
    contextOf(run, self).context.clearFlags();
    run.label = run.planLabel;
    return null;
  }),
  deepMethod("clear_traps(self)", (run, self) => {
    change(run, contextOf(run, self), { traps: new Set() });
    run.label = run.planLabel;
    return null;
  }),
  deepMethod("Etiny(self)", (run, self) => {
    const { settings } = contextOf(run, self).context;
    return settings.minimumExponent - settings.precision + 1;
  }),
  deepMethod("Etop(self)", (run, self) => {
    const { settings } = contextOf(run, self).context;
    return settings.maximumExponent - settings.precision + 1;
  }),
]);
refuseAttributes(contextClass);

function signalsOf(run: Run, value: Value = null): PySignals {
  if (value instanceof PySignals) return value;
  throw raise(run, "TypeError", "a signal dict is needed");
}

/** Methods that it has as every mapping has them. */
const mapping = (signature: string) =>
  deepMethod(signature, (run, self, ...rest) => {
    const dict = signalsOf(run, self).asDict(run);
    const { label } = run;
    const method = dictClass.lookup(signature.slice(0, signature.indexOf("("))) ?? null;
    return callProtocol(run, method, [dict, ...rest], [label, ...rest.map(() => label)]);
  });

defineMethods(signalDictClass, [
  mapping("keys(self)"),
  mapping("values(self)"),
  mapping("items(self)"),
  mapping("get(self, key, default=None)"),
  mapping("copy(self)"),
  mapping("__iter__(self)"),
  mapping("__contains__(self, key)"),
  deepMethod("__len__(self)", () => signals.length),
  deepMethod("__getitem__(self, key)", (run, self, key = null) =>
    signalsOf(run, self).has(run, signalArgument(run, key)),
  ),
  deepMethod("__setitem__(self, key, value)", (run, self, key = null, value = null) => {
    signalsOf(run, self).put(run, signalArgument(run, key), isTrue(run, value));
    run.label = run.planLabel;
    return null;
  }),
  deepMethod("__delitem__(self, key)", (run) => {
    throw raise(run, "ValueError", "signal keys cannot be deleted");
  }),
  deepMethod("__eq__(self, other)", (run, self, other = null) => {
    if (!(other instanceof PySignals || other instanceof PyDict)) return notImplemented;
    const mine = signalsOf(run, self);
    if (other instanceof PyDict && other.size !== signals.length)
      throw raise(run, "ValueError", "invalid signal dict");
    const theirs = setSignals(run, other, false);
    return signals.every((signal) => mine.has(run, signal) === theirs.has(signal));
  }),
  deepMethod("__repr__(self)", (run, self) => {
    const found = signalsOf(run, self);
    const shown = signals.map(
      (signal) => `<class 'decimal.${signal}'>:${found.has(run, signal) ? "True" : "False"}`,
    );
    return `{${shown.join(", ")}}`;
  }),
]);
refuseAttributes(signalDictClass);

/** `functools.partial`: a callable with arguments of its own. */
import { defineMethods, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { call } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import { wrongReceiver } from "../modules/arguments.ts";
import type { Run } from "../run.ts";
import { PyBuiltin, PyFunction, PyMethod, PyTool } from "../value/callable.ts";
import { PyClass, PyInstance } from "../value/class.ts";
import { objectClass } from "../value/classes.ts";
import { PyDict, PyTuple } from "../value/container.ts";
import { textKey } from "../value/json-values.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { refuseAttributes } from "./immutable.ts";
import { qualifiedClass } from "./qualified-class.ts";

export const partialClass = qualifiedClass("partial", objectClass, "functools");

export class PyPartial extends PyInstance {
  readonly callee: Value;
  readonly calleeLabel: Label;
  readonly given: PyTuple;
  readonly keywords: PyDict;
  constructor(callee: Value, calleeLabel: Label, given: PyTuple, keywords: PyDict) {
    super(partialClass);
    this.callee = callee;
    this.calleeLabel = calleeLabel;
    this.given = given;
    this.keywords = keywords;
    this.set("func", callee, calleeLabel);
    this.set("args", given, 0);
    this.set("keywords", keywords, 0);
  }
}

function isCallable(value: Value): boolean {
  if (value instanceof PyInstance) return value.cls.lookup("__call__") !== undefined;
  return (
    value instanceof PyFunction ||
    value instanceof PyBuiltin ||
    value instanceof PyMethod ||
    value instanceof PyClass ||
    value instanceof PyTool
  );
}

/** The arguments of a call with those of the partial before them; keywords of the call win. */
function merge(
  run: Run,
  partial: { readonly given: PyTuple; readonly keywords: PyDict },
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
): { values: Value[]; labels: Label[]; names: string[] | null } {
  const positional = values.length - (names?.length ?? 0);
  const { given, keywords } = partial;
  run.chargeCells(given.items.length + keywords.size + values.length);
  const all = [...given.items, ...values.slice(0, positional)];
  const allLabels = [...given.items.map((_item, i) => given.labelAt(i)), ...labels.slice(0, positional)];
  const named = new Map<string, { value: Value; label: Label }>();
  for (const [key, value, label] of keywords.entries())
    if (typeof key === "string") named.set(key, { value, label });
  names?.forEach((name, i) => {
    named.set(name, { value: values[positional + i] ?? null, label: labels[positional + i] ?? 0 });
  });
  for (const { value, label } of named.values()) {
    all.push(value);
    allLabels.push(label);
  }
  return { values: all, labels: allLabels, names: named.size === 0 ? null : Array.from(named.keys()) };
}

partialClass.construct = (run, _cls, values, labels, names) => {
  const positional = values.length - (names?.length ?? 0);
  const [callee = null, ...rest] = values;
  const [calleeLabel = 0, ...restLabels] = labels;
  if (positional === 0) throw raise(run, "TypeError", "type 'partial' takes at least one argument");
  if (!isCallable(callee)) throw raise(run, "TypeError", "the first argument must be callable");
  const nothing = { given: new PyTuple([]), keywords: new PyDict() };
  // A partial of a partial is one partial.
  const base = callee instanceof PyPartial ? callee : nothing;
  const merged = merge(run, base, rest, restLabels, names);
  const count = merged.values.length - (merged.names?.length ?? 0);
  const keywords = new PyDict();
  merged.names?.forEach((name, i) => {
    keywords.set(textKey(name), name, merged.values[count + i] ?? null, merged.labels[count + i] ?? 0);
  });
  const given = new PyTuple(merged.values.slice(0, count), 0, merged.labels.slice(0, count));
  run.label = run.planLabel;
  return callee instanceof PyPartial
    ? new PyPartial(callee.callee, run.join(callee.calleeLabel, calleeLabel), given, keywords)
    : new PyPartial(callee, calleeLabel, given, keywords);
};

defineMethods(partialClass, [
  variadic("__call__", (run, values, labels, names) => {
    const [self = null, ...rest] = values;
    const [label = 0, ...restLabels] = labels;
    if (!(self instanceof PyPartial)) throw wrongReceiver(run, partialClass, self);
    const merged = merge(run, self, rest, restLabels, names);
    const reference = run.join(label, self.calleeLabel);
    run.label = reference;
    const result = call(run, self.callee, merged.values, merged.labels, merged.names);
    run.label = run.join(run.label, reference);
    return result;
  }),
  variadic("__repr__", (run, values) => {
    const [self = null] = values;
    if (!(self instanceof PyPartial)) throw wrongReceiver(run, partialClass, self);
    const parts = [self.callee, ...self.given.items].map((value) => reprOf(run, value));
    for (const [key, value] of self.keywords.entries()) parts.push(`${String(key)}=${reprOf(run, value)}`);
    return `functools.partial(${parts.join(", ")})`;
  }),
]);
refuseAttributes(partialClass);

import { type Raised, raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { Cell, type PyFunction } from "../value/callable.ts";
import { PyDict, PyTuple } from "../value/container.ts";
import { textKey } from "../value/json-values.ts";
import type { Value } from "../value/value.ts";
import { Frame } from "./code.ts";

/**
 * Makes the frame of a call: arguments bound to parameters, with CPython's errors. `run.label` is the label of the callee
 * and of starred operands' shapes.
 * INVARIANT: it joins what was not given: defaults, how long `*args` is, which keys `**kwargs` has (security.md M3).
 */
export function bindFrame(
  run: Run,
  fn: PyFunction,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): Frame {
  const { code } = fn;
  const simple =
    names === null &&
    values.length === code.positional &&
    code.keywordOnly === 0 &&
    !code.hasVararg &&
    !code.hasKwarg;
  const frame = simple
    ? new Frame(values, labels, closureCells(fn))
    : bindGeneral(run, fn, values, labels, names);
  for (const [slot, index] of code.cellParameters) {
    const cell = frame.cells[index];
    if (cell === undefined) continue;
    cell.value = frame.slots[slot];
    cell.label = frame.labels[slot] ?? 0;
  }
  return frame;
}

function closureCells(fn: PyFunction): Cell[] {
  const { ownCells } = fn.code;
  const cells = fn.cells.slice();
  for (let i = 0; i < ownCells; i++) cells.push(new Cell());
  return cells;
}

function bindGeneral(
  run: Run,
  fn: PyFunction,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): Frame {
  const { code } = fn;
  const { label: callLabel } = run;
  const named = names ?? [];
  const given = values.length - named.length;
  const fixed = code.positional + code.keywordOnly;
  const slots: (Value | undefined)[] = new Array(fixed).fill(undefined);
  const slotLabels: Label[] = new Array(fixed).fill(0);
  const positional = Math.min(given, code.positional);
  for (let i = 0; i < positional; i++) {
    slots[i] = values[i];
    slotLabels[i] = labels[i] ?? 0;
  }
  const extra = new PyDict(0, callLabel);
  for (let i = 0; i < named.length; i++) {
    const name = named[i] ?? "";
    const value = values[given + i] ?? null;
    const label = labels[given + i] ?? 0;
    const index = code.parameters.indexOf(name, code.positionalOnly);
    if (index >= 0 && index < fixed) {
      if (slots[index] !== undefined)
        throw raise(
          run,
          "TypeError",
          `${fn.code.qualifiedName}() got multiple values for argument '${name}'`,
        );
      slots[index] = value;
      slotLabels[index] = label;
    } else if (code.hasKwarg) extra.set(textKey(name), name, value, label);
    else if (code.parameters.slice(0, code.positionalOnly).includes(name))
      throw raise(
        run,
        "TypeError",
        `${fn.code.qualifiedName}() got some positional-only arguments passed as keyword arguments: '${name}'`,
      );
    else
      throw raise(
        run,
        "TypeError",
        `${fn.code.qualifiedName}() got an unexpected keyword argument '${name}'`,
      );
  }
  if (given > code.positional && !code.hasVararg) throw tooMany(run, fn, given, slots);
  fillDefaults(run, fn, slots, slotLabels, callLabel);
  if (code.hasVararg) {
    slots.push(
      new PyTuple(
        values.slice(code.positional, Math.max(given, code.positional)),
        0,
        labels.slice(code.positional, Math.max(given, code.positional)),
      ),
    );
    slotLabels.push(callLabel);
  }
  if (code.hasKwarg) {
    slots.push(extra);
    slotLabels.push(0);
  }
  return new Frame(slots, slotLabels, closureCells(fn));
}

function fillDefaults(
  run: Run,
  fn: PyFunction,
  slots: (Value | undefined)[],
  labels: Label[],
  callLabel: Label,
): void {
  const { code } = fn;
  const firstDefault = code.positional - fn.defaults.length;
  const missing: string[] = [];
  for (let i = 0; i < code.positional; i++) {
    if (slots[i] !== undefined) continue;
    if (i < firstDefault) missing.push(code.parameters[i] ?? "");
    else {
      slots[i] = fn.defaults[i - firstDefault];
      labels[i] = run.join(fn.defaultLabels[i - firstDefault] ?? 0, callLabel);
    }
  }
  if (missing.length > 0) throw missingArguments(run, fn, missing, "positional");
  for (let i = 0; i < code.keywordOnly; i++) {
    const slot = code.positional + i;
    if (slots[slot] !== undefined) continue;
    const value = fn.keywordDefaults[i];
    if (value === undefined) missing.push(code.parameters[slot] ?? "");
    else {
      slots[slot] = value;
      labels[slot] = run.join(fn.keywordDefaultLabels[i] ?? 0, callLabel);
    }
  }
  if (missing.length > 0) throw missingArguments(run, fn, missing, "keyword-only");
}

/** `'a', 'b', and 'c'`. */
export function quotedList(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  if (quoted.length <= 1) return quoted.join("");
  if (quoted.length === 2) return quoted.join(" and ");
  return `${quoted.slice(0, -1).join(", ")}, and ${quoted.at(-1)}`;
}

function missingArguments(run: Run, fn: PyFunction, missing: readonly string[], which: string): Raised {
  const plural = missing.length === 1 ? "" : "s";
  return raise(
    run,
    "TypeError",
    `${fn.code.qualifiedName}() missing ${missing.length} required ${which} argument${plural}: ${quotedList(missing)}`,
  );
}

function tooMany(run: Run, fn: PyFunction, given: number, slots: readonly (Value | undefined)[]): Raised {
  const { code } = fn;
  const least = code.positional - fn.defaults.length;
  const takes = fn.defaults.length > 0 ? `from ${least} to ${code.positional}` : `${code.positional}`;
  const keywordOnly = slots.slice(code.positional).filter((value) => value !== undefined).length;
  return raise(run, "TypeError", `${code.qualifiedName}() ${countedArguments(takes, given, keywordOnly)}`);
}

/** What is said of a call with too many positional arguments, and some that go by keyword alone. */
export function countedArguments(takes: string, given: number, keywordOnly: number): string {
  const plural = (count: number) => (count === 1 ? "" : "s");
  const were =
    keywordOnly > 0
      ? `${given} positional argument${plural(given)} (and ${keywordOnly} keyword-only argument${plural(keywordOnly)}) were`
      : `${given} ${given === 1 ? "was" : "were"}`;
  return `takes ${takes} positional argument${takes === "1" ? "" : "s"} but ${were} given`;
}

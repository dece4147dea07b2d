/** Loading, storing and deleting names. */
import type { Span } from "../ast.ts";
import { raise, Unsupported } from "../errors.ts";
import type { Label } from "../metadata.ts";
import { PyTool } from "../value/callable.ts";
import type { Value } from "../value/value.ts";
import { raiseStored } from "./choice.ts";
import type { Evaluate, Frame } from "./code.ts";
import type { Context } from "./context.ts";
import { mayRaise } from "./may-raise.ts";
import { resolveName } from "./variables.ts";

export type Store = (frame: Frame, value: Value, label: Label) => void;

const temporaryMark = "\0";

/** The name that stands for a temporary in a rewritten tree. */
export function temporaryName(slot: number): string {
  return temporaryMark + String(slot);
}

/** The slot of a module variable; made when it is first named. */
export function globalSlot(c: Context, name: string): number {
  const { slots } = c.globals;
  let slot = slots.get(name);
  if (slot === undefined) {
    slot = slots.size;
    slots.set(name, slot);
  }
  return slot;
}

/** The cell of a name in the frame around a function, class or generator expression that uses it. */
export function cellAround(c: Context, name: string): number {
  // A class body's own names are not seen from inside.
  const variable = c.scope.kind === "class" ? null : resolveName(name, c.scope);
  return variable?.kind === "cell" ? c.layout.cell(variable.scope, name) : c.layout.free(name);
}

export function loadName(c: Context, id: string, span: Span): Evaluate {
  const { run } = c;
  if (id.startsWith(temporaryMark)) return loadSlot(c, Number(id.slice(1)), id, span);
  const variable = resolveName(id, c.scope);
  switch (variable.kind) {
    case "slot":
      if (variable.scope.kind === "class")
        return loadClassName(c, c.layout.slot(variable.scope, id), id, span);
      return loadSlot(c, c.layout.slot(variable.scope, id), id, span);
    case "cell":
    case "free": {
      const index = variable.kind === "cell" ? c.layout.cell(variable.scope, id) : c.layout.free(id);
      const own = variable.kind === "cell";
      return (frame) => {
        const cell = frame.cells[index];
        if (cell?.value === undefined) {
          run.at = span;
          run.label = run.join(cell?.label ?? 0, run.planLabel);
          throw own
            ? raise(
                run,
                "UnboundLocalError",
                `cannot access local variable '${id}' where it is not associated with a value`,
              )
            : raise(
                run,
                "NameError",
                `cannot access free variable '${id}' where it is not associated with a value in enclosing scope`,
              );
        }
        run.label = cell.label;
        return cell.value;
      };
    }
    case "global":
      return loadGlobal(c, id, span);
  }
}

function loadSlot(c: Context, slot: number, id: string, span: Span): Evaluate {
  const { run } = c;
  return (frame) => {
    const value = frame.slots[slot];
    run.label = frame.labels[slot] ?? 0;
    if (value === undefined) {
      run.at = span;
      throw raise(
        run,
        "UnboundLocalError",
        `cannot access local variable '${id}' where it is not associated with a value`,
      );
    }
    return value;
  };
}

/** In a class body an unbound name is looked up further out. */
function loadClassName(c: Context, slot: number, id: string, span: Span): Evaluate {
  const { run } = c;
  const outer = loadGlobal(c, id, span);
  return (frame) => {
    const value = frame.slots[slot];
    if (value === undefined) return outer(frame);
    run.label = frame.labels[slot] ?? 0;
    return value;
  };
}

function loadGlobal(c: Context, id: string, span: Span): Evaluate {
  const { run, globals } = c;
  const builtin = globals.builtins.get(id) ?? globals.tools.get(id);
  if (builtin !== undefined && !globals.slots.has(id)) {
    return () => {
      run.label = run.planLabel;
      return builtin;
    };
  }
  const slot = globalSlot(c, id);
  const module = globals.frame;
  return () => {
    const value = module.slots[slot];
    if (value !== undefined) {
      run.label = module.labels[slot] ?? 0;
      return value;
    }
    run.label = run.join(run.planLabel, module.labels[slot] ?? 0);
    if (builtin !== undefined) return builtin;
    run.at = span;
    if (id === "super") throw new Unsupported("'super' is no value in a plan; call it in a method", span);
    throw raise(run, "NameError", `name '${id}' is not defined`);
  };
}

/** The callee of a call: where any name is a tool, an unbound one is. */
export function loadCallee(c: Context, id: string, span: Span): Evaluate {
  const { run, globals } = c;
  if (
    !globals.anyTool ||
    id.startsWith(temporaryMark) ||
    globals.builtins.has(id) ||
    resolveName(id, c.scope).kind !== "global"
  )
    return loadName(c, id, span);
  const tool = new PyTool(id, null);
  const slot = globals.slots.get(id);
  const module = globals.frame;
  return () => {
    const value = slot === undefined ? undefined : module.slots[slot];
    run.label = run.join(run.planLabel, slot === undefined ? 0 : (module.labels[slot] ?? 0));
    return value ?? (value === null ? null : tool);
  };
}

export function storeName(c: Context, id: string): Store {
  const store = storeUntraced(c, id);
  const { tracing } = c.globals;
  if (tracing === null || id.startsWith(temporaryMark)) return store;
  const tell = tracing.storing(c, id);
  return (frame, value, label) => {
    store(frame, value, label);
    tell(value, label);
  };
}

function storeUntraced(c: Context, id: string): Store {
  const { run } = c;
  const variable = resolveName(id, c.scope);
  switch (variable.kind) {
    case "slot": {
      const slot = c.layout.slot(variable.scope, id);
      return (frame, value, label) => {
        frame.slots[slot] = value;
        frame.labels[slot] = run.pc === 0 ? label : run.join(label, run.pc);
      };
    }
    case "cell":
    case "free": {
      const index = variable.kind === "cell" ? c.layout.cell(variable.scope, id) : c.layout.free(id);
      return (frame, value, label) => {
        const cell = frame.cells[index];
        if (cell === undefined) return;
        cell.value = value;
        cell.label = run.join(run.join(label, run.pc), cell.floor);
        if (cell.reach !== 0) raiseStored(run, value, cell.reach);
      };
    }
    case "global": {
      const slot = globalSlot(c, id);
      const module = c.globals.frame;
      return (_frame, value, label) => {
        module.slots[slot] = value;
        module.labels[slot] = run.implicitFlows
          ? run.join(run.join(label, run.pc), module.floors[slot] ?? 0)
          : label;
        const reach = module.reaches[slot];
        if (reach !== undefined && reach !== 0) raiseStored(run, value, reach);
      };
    }
  }
}

export function deleteName(c: Context, id: string, span: Span): (frame: Frame) => void {
  const { run } = c;
  const load = loadName(c, id, span);
  const variable = resolveName(id, c.scope);
  const module = c.globals.frame;
  const own = variable.kind === "global" ? globalSlot(c, id) : null;
  return (frame) => {
    load(frame);
    if (run.tries > 0) mayRaise(run, run.label);
    // Builtins are in no namespace of the plan.
    if (own !== null && module.slots[own] === undefined) {
      run.at = span;
      throw raise(run, "NameError", `name '${id}' is not defined`);
    }
    unbind(
      c,
      variable.kind,
      variable.kind === "slot" || variable.kind === "cell" ? variable.scope : null,
      id,
    )(frame);
    run.label = 0;
  };
}

/** Makes a name unbound; that it is carries the control label. */
export function unbindName(c: Context, id: string): (frame: Frame) => void {
  const variable = resolveName(id, c.scope);
  return unbind(
    c,
    variable.kind,
    variable.kind === "slot" || variable.kind === "cell" ? variable.scope : null,
    id,
  );
}

function unbind(
  c: Context,
  kind: "slot" | "cell" | "free" | "global",
  scope: Context["scope"] | null,
  id: string,
): (frame: Frame) => void {
  const { run } = c;
  if (kind === "slot" && scope !== null) {
    const slot = c.layout.slot(scope, id);
    return (frame) => {
      frame.slots[slot] = undefined;
      frame.labels[slot] = run.pc;
    };
  }
  if (kind === "global") {
    const slot = globalSlot(c, id);
    const module = c.globals.frame;
    return () => {
      module.slots[slot] = undefined;
      module.labels[slot] = run.join(run.pc, module.floors[slot] ?? 0);
    };
  }
  const index = kind === "cell" && scope !== null ? c.layout.cell(scope, id) : c.layout.free(id);
  return (frame) => {
    const cell = frame.cells[index];
    if (cell === undefined) return;
    cell.value = undefined;
    cell.label = run.join(run.pc, cell.floor);
  };
}

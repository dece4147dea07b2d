/**
 * What the arms of a branch may assign or change, taken or not (plan.md, Metadata 6; security.md F1). Names come from the
 * program; what is reachable from them, through functions, classes and generators too, is found when it is needed.
 */
import type { Node } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Scope } from "../scope/scope.ts";
import { raiseReachable } from "../value/deep.ts";
import type { Value } from "../value/value.ts";
import { type ArmVariable, ArmVariables } from "./arm-variables.ts";
import type { Frame } from "./code.ts";
import type { Context } from "./context.ts";
import { frameOf, resolveName } from "./variables.ts";

/** Spreads a condition's label over what its arms could have changed. */
export interface Spread {
  /** Before an arm runs: every object reachable from what the arms mention. */
  before(frame: Frame, label: Label): void;
  /** After: every variable that the arms could have assigned. */
  after(frame: Frame, label: Label): void;
}

/** A variable as this frame reaches it. */
interface Place {
  read(frame: Frame): Value | undefined;
  raise(frame: Frame, label: Label): void;
  /** For what is bound to it from now on. */
  raiseFloor(frame: Frame, label: Label): void;
  /** For the objects that are bound to it from now on. */
  raiseReach(frame: Frame, label: Label): void;
}

/** Null for a variable that only the arms themselves have: of a function, class or comprehension in them. */
function placeOf(c: Context, { owner, name }: ArmVariable): Place | null {
  const { run, globals, layout } = c;
  if (owner === null) {
    const slot = globals.slots.get(name);
    if (slot === undefined) return null;
    const module = globals.frame;
    return {
      read: () => module.slots[slot],
      raise: (_frame, label) => {
        module.labels[slot] = run.join(module.labels[slot] ?? 0, label);
      },
      raiseFloor: (_frame, label) => {
        module.floors[slot] = run.join(module.floors[slot] ?? 0, label);
      },
      raiseReach: (_frame, label) => {
        module.reaches[slot] = run.join(module.reaches[slot] ?? 0, label);
      },
    };
  }
  if (!isAround(owner, c.scope)) return null;
  const variable = frameOf(owner) === layout.scope ? resolveName(name, owner) : null;
  if (variable?.kind === "slot") {
    const slot = layout.slot(owner, name);
    return {
      read: (frame) => frame.slots[slot],
      raise: (frame, label) => {
        frame.labels[slot] = run.join(frame.labels[slot] ?? 0, label);
      },
      // No function shares it.
      raiseFloor: () => {},
      raiseReach: () => {},
    };
  }
  if (variable === null && !layout.hasFree(name)) return null;
  const index = variable === null ? layout.free(name) : layout.cell(owner, name);
  return {
    read: (frame) => frame.cells[index]?.value,
    raise: (frame, label) => {
      const cell = frame.cells[index];
      if (cell !== undefined) cell.label = run.join(cell.label, label);
    },
    raiseFloor: (frame, label) => {
      const cell = frame.cells[index];
      if (cell !== undefined) cell.floor = run.join(cell.floor, label);
    },
    raiseReach: (frame, label) => {
      const cell = frame.cells[index];
      if (cell !== undefined) cell.reach = run.join(cell.reach, label);
    },
  };
}

/** Whether a scope is another one or lies around it. */
export function isAround(outer: Scope, inner: Scope): boolean {
  for (let scope: Scope | null = inner; scope !== null; scope = scope.parent)
    if (scope === outer) return true;
  return false;
}

/** Without implicit flows nothing is spread. */
export const nothing: Spread = { before() {}, after() {} };

/** The spread of a condition over its arms. Names are resolved when the label first matters. */
export function joinEffects(c: Context, arms: readonly Node[]): Spread {
  const { run } = c;
  if (!run.implicitFlows) return nothing;
  let places: Record<"mentioned" | "bound" | "latent" | "latentlyBound", readonly Place[]> | undefined;
  const resolve = () => {
    if (places === undefined) {
      const found = new ArmVariables(c.globals.scopes, c.scope, arms).found;
      const placesOf = (wanted: readonly ArmVariable[]) =>
        wanted.map((variable) => placeOf(c, variable)).filter((place) => place !== null);
      places = {
        mentioned: placesOf(found),
        bound: placesOf(found.filter(({ bound }) => bound)),
        latent: placesOf(found.filter(({ latent }) => latent)),
        latentlyBound: placesOf(found.filter(({ latentlyBound }) => latentlyBound)),
      };
    }
    return places;
  };
  return {
    before(frame, label) {
      let seen: Set<object> | undefined;
      for (const place of resolve().mentioned) {
        const value = place.read(frame);
        if (typeof value !== "object" || value === null) continue;
        seen ??= new Set();
        raiseReachable(run, value, label, seen);
      }
      // INVARIANT: where a function is made in one arm alone, and then reached, its variables have the floor in both.
      for (const place of resolve().latent) place.raiseReach(frame, label);
      for (const place of resolve().latentlyBound) {
        place.raise(frame, label);
        place.raiseFloor(frame, label);
      }
    },
    after(frame, label) {
      for (const place of resolve().bound) place.raise(frame, label);
    },
  };
}

/** Which of a function's free variables it, or a function in it, may bind: positions in `free`. */
export function boundCells(
  c: Context,
  scope: Scope,
  free: readonly string[],
  body: readonly Node[],
): () => readonly number[] {
  let cells: readonly number[] | undefined;
  return () => {
    if (cells === undefined) {
      const bound = new ArmVariables(c.globals.scopes, scope, body).found
        .filter((one) => one.bound && one.owner !== null && isAround(one.owner, c.scope))
        .map(({ name }) => name);
      cells = free.flatMap((name, at) => (bound.includes(name) ? [at] : []));
    }
    return cells;
  };
}

/** How a function of the plan reaches the module's variables: slots that it mentions, and those that it may bind. */
export interface GlobalEffects {
  readonly frame: Frame;
  readonly mentioned: readonly number[];
  readonly bound: readonly number[];
}

/** The module variables that a body may read or bind, itself and the functions in it. `scope`: the body's own. */
export function globalEffects(c: Context, scope: Scope, body: readonly Node[]): () => GlobalEffects {
  let effects: GlobalEffects | undefined;
  return () => {
    if (effects === undefined) {
      const { slots, frame, scopes } = c.globals;
      const variables = new ArmVariables(scopes, scope, body).found.filter(({ owner }) => owner === null);
      const slotsOf = (wanted: readonly ArmVariable[]) =>
        wanted.map(({ name }) => slots.get(name)).filter((slot) => slot !== undefined);
      effects = {
        frame,
        mentioned: slotsOf(variables),
        bound: slotsOf(variables.filter(({ bound }) => bound)),
      };
    }
    return effects;
  };
}

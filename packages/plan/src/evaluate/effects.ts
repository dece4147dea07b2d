/**
 * What the arms of a branch may assign or change, taken or not (plan.md, Metadata 6; security.md F1). Names come from the
 * program; what is reachable from them, through functions, classes and generators too, is found when it is needed.
 */
import type { Node } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { raiseReachable } from "../value/deep.ts";
import type { Value } from "../value/value.ts";
import { someChild } from "../walk.ts";
import type { Frame } from "./code.ts";
import type { Context } from "./context.ts";
import { resolveName } from "./variables.ts";
import { patternNames } from "./walk.ts";

/** Spreads a condition's label over what its arms could have changed. */
export interface Spread {
  /** Before an arm runs: every object reachable from what the arms mention. */
  before(frame: Frame, label: Label): void;
  /** After: every variable that the arms could have assigned. */
  after(frame: Frame, label: Label): void;
}

/** Names that arms mention, and names that they may bind. */
export interface ArmNames {
  readonly mentioned: ReadonlySet<string>;
  readonly bound: ReadonlySet<string>;
  /** Of the bound ones: those that a function made in an arm may bind in the frames around it, whenever it is called. */
  readonly latent: ReadonlySet<string>;
  /** Names that something in the arms declares global: there they mean the module's, whatever they mean around it. */
  readonly globals: ReadonlySet<string>;
}

/** Collects names, those of nested functions too: they may be called. */
export function namesIn(nodes: readonly Node[]): ArmNames {
  const mentioned = new Set<string>();
  const bound = new Set<string>();
  const latent = new Set<string>();
  const globals = new Set<string>();
  const visit = (node: Node, inside: "" | "function" | "generator") => {
    let within = inside;
    switch (node.kind) {
      case "Name":
        (node.ctx === "Load" ? mentioned : bound).add(node.id);
        break;
      case "Lambda":
        within = "function";
        break;
      case "GeneratorExp":
        if (inside === "") within = "generator";
        break;
      case "NamedExpr":
        if (inside === "generator") latent.add(node.target.id);
        break;
      case "Global":
        for (const name of node.names) globals.add(name);
        if (inside !== "") for (const name of node.names) latent.add(name);
        break;
      case "Nonlocal":
        if (inside !== "") for (const name of node.names) latent.add(name);
        break;
      case "FunctionDef":
        bound.add(node.name);
        within = "function";
        break;
      case "ClassDef":
        bound.add(node.name);
        break;
      case "alias":
        bound.add(node.asname ?? node.name.split(".")[0] ?? node.name);
        break;
      case "ExceptHandler":
        if (node.name !== null) bound.add(node.name);
        break;
      case "match_case":
        for (const name of patternNames(node.pattern)) bound.add(name);
        break;
      case "AugAssign":
        if (node.target.kind === "Name") mentioned.add(node.target.id);
        break;
    }
    someChild(node, visit, within);
  };
  for (const node of nodes) visit(node, "");
  return { mentioned, bound, latent, globals };
}

/** A variable as this frame reaches it. */
interface Place {
  read(frame: Frame): Value | undefined;
  raise(frame: Frame, label: Label): void;
  /** For what is bound to it from now on. */
  raiseFloor(frame: Frame, label: Label): void;
}

function globalPlace(c: Context, name: string): Place | null {
  const { run, globals } = c;
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
  };
}

function placeOf(c: Context, name: string): Place | null {
  const { run, layout } = c;
  const variable = resolveName(name, c.scope);
  if (variable.kind === "global") return globalPlace(c, name);
  if (variable.kind === "slot") {
    const slot = layout.slot(variable.scope, name);
    return {
      read: (frame) => frame.slots[slot],
      raise: (frame, label) => {
        frame.labels[slot] = run.join(frame.labels[slot] ?? 0, label);
      },
      // No function shares it.
      raiseFloor: () => {},
    };
  }
  if (variable.kind === "cell") return cellPlace(run, layout.cell(variable.scope, name));
  return layout.hasFree(name) ? cellPlace(run, layout.free(name)) : null;
}

function cellPlace(run: Run, index: number): Place {
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
  };
}

function placesOf(c: Context, names: Iterable<string>, globals: ReadonlySet<string>): readonly Place[] {
  return Array.from(names).flatMap((name) => {
    const found = [placeOf(c, name)];
    if (globals.has(name)) found.push(globalPlace(c, name));
    if (c.scope.kind === "class" && c.scope.parent !== null && c.scope.bound.has(name)) {
      // In a class body a function means the name further out.
      if (resolveName(name, c.scope.parent).kind === "global") found.push(globalPlace(c, name));
      else if (c.layout.hasFree(name)) found.push(cellPlace(c.run, c.layout.free(name)));
    }
    return found.filter((place) => place !== null);
  });
}

const nothing: Spread = { before() {}, after() {} };

/** The spread of a condition over its arms. Names are resolved when the label first matters. */
export function joinEffects(c: Context, arms: readonly Node[]): Spread {
  const { run } = c;
  if (!run.implicitFlows) return nothing;
  let places: Record<"mentioned" | "bound" | "latent", readonly Place[]> | undefined;
  const resolve = () => {
    if (places === undefined) {
      const names = namesIn(arms);
      places = {
        mentioned: placesOf(c, [...names.mentioned, ...names.bound], names.globals),
        bound: placesOf(c, names.bound, names.globals),
        latent: placesOf(c, names.latent, names.globals),
      };
    }
    return places;
  };
  return {
    before(frame, label) {
      const seen = new Set<object>();
      for (const place of resolve().mentioned) {
        const value = place.read(frame);
        if (typeof value === "object" && value !== null) raiseReachable(run, value, label, seen);
      }
      // INVARIANT: where a function is made in one arm alone, and then reached, its variables have the floor in both.
      for (const place of resolve().latent) {
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
export function boundCells(free: readonly string[], body: readonly Node[]): () => readonly number[] {
  let cells: readonly number[] | undefined;
  return () => {
    if (cells === undefined) {
      const { bound } = namesIn(body);
      cells = free.flatMap((name, at) => (bound.has(name) ? [at] : []));
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

/** The module variables that a body may read or bind, itself and the functions in it; `walrus`: those of `:=` too. */
export function globalEffects(c: Context, body: readonly Node[], walrus = false): () => GlobalEffects {
  let effects: GlobalEffects | undefined;
  return () => {
    if (effects === undefined) {
      const { slots, frame } = c.globals;
      const names = namesIn(body);
      const declared = new Set<string>();
      const visit = (node: Node) => {
        if (node.kind === "Global") for (const name of node.names) declared.add(name);
        if (walrus && node.kind === "NamedExpr") declared.add(node.target.id);
        someChild(node, visit, null);
      };
      for (const node of body) visit(node);
      const slotsOf = (wanted: Iterable<string>) =>
        Array.from(wanted, (name) => slots.get(name)).filter((slot) => slot !== undefined);
      effects = { frame, mentioned: slotsOf([...names.mentioned, ...declared]), bound: slotsOf(declared) };
    }
    return effects;
  };
}

/** Names of attributes that some statement of a program stores or deletes. */
export function storedAttributes(module: Node): ReadonlySet<string> {
  const stored = new Set<string>();
  const visit = (node: Node) => {
    if (node.kind === "Attribute" && node.ctx !== "Load") stored.add(node.attr);
    someChild(node, visit, null);
  };
  visit(module);
  return stored;
}

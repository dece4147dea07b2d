/** Which variable a name means: a slot or cell of the frame at hand, a cell of one further out, or the module's. */
import type { Scope } from "../scope/scope.ts";

/** Where a name's value is. */
export type Variable =
  | { readonly kind: "slot"; readonly scope: Scope }
  | { readonly kind: "cell"; readonly scope: Scope }
  | { readonly kind: "free" }
  | { readonly kind: "global" };

const free: Variable = { kind: "free" };
const global: Variable = { kind: "global" };

/** The scope whose frame holds a scope's variables. */
export function frameOf(scope: Scope): Scope {
  let frame = scope;
  while (!frame.framed && frame.parent !== null) frame = frame.parent;
  return frame;
}

function owns(scope: Scope, name: string): boolean {
  const residence = scope.symbols.get(name)?.residence;
  return residence === "local" || residence === "cell";
}

/** The scope that binds a name as seen from another; null where that is the module or nothing. */
export function ownerOf(name: string, from: Scope): Scope | null {
  if (from.kind === "module") return null;
  const residence = from.symbols.get(name)?.residence;
  if (residence === undefined || residence === "global") return null;
  if (residence !== "free") return from;
  for (let around = from.parent; around !== null && around.kind !== "module"; around = around.parent)
    if (around.kind !== "class" && owns(around, name)) return around;
  return null;
}

/** Resolves `name` as seen from `scope`. */
export function resolveName(name: string, scope: Scope): Variable {
  const owner = ownerOf(name, scope);
  if (owner === null) return global;
  if (owner !== scope && frameOf(owner) !== frameOf(scope)) return free;
  return { kind: owner.symbols.get(name)?.captured === true ? "cell" : "slot", scope: owner };
}

/** Names of functions further out that a scope's frame holds in cells, for itself or for what is inside it. */
export function freeNames(scope: Scope): readonly string[] {
  const names = scope.passedOn === null ? [] : [...scope.passedOn];
  for (const { name, residence } of scope.symbols.values())
    if (residence === "free" && name !== "__class__") names.push(name);
  return names;
}

/** A scope's own variables that live in cells. */
export function capturedNames(scope: Scope): readonly string[] {
  return scope.bound.filter((name) => owns(scope, name) && scope.symbols.get(name)?.captured === true);
}

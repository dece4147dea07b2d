import type { Node } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Frame } from "./code.ts";
import type { Context } from "./context.ts";

/** What parts of a program may assign or change, by name. */
export interface Effects {
  readonly unknown: boolean;
}

/** Spreads a condition's label over what its arms could have changed. */
export interface Spread {
  /** Before an arm runs: every object reachable from what the arms mention. */
  before(frame: Frame, label: Label): void;
  /** After: every variable that the arms could have assigned. */
  after(frame: Frame, label: Label): void;
}

export function analyseEffects(_module: Node, _scopes: unknown, _wanted: boolean): Effects {
  return { unknown: false };
}

export function joinEffects(_c: Context, _arms: readonly Node[]): Spread {
  return { before() {}, after() {} };
}

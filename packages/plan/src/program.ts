import type { Module } from "./ast.ts";
import type { ScopeTable } from "./scope/scope.ts";

/** A plan that `checkPlan` accepted. It can be run any number of times; runs share nothing. */
export interface Program {
  readonly module: Module;
  /** Where its names live, and what it calls. */
  readonly scopes: ScopeTable;
  /** The source's lines, for excerpts and traces. */
  readonly lines: readonly string[];
}

import type { Module } from "./ast.ts";

/** A plan that `checkPlan` accepted. It can be run any number of times; runs share nothing. */
export interface Program {
  readonly module: Module;
  /** The source's lines, for excerpts and traces. */
  readonly lines: readonly string[];
}

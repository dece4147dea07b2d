import type { Module } from "../ast.ts";
import { compileBlockSuspending } from "./block-suspending.ts";
import type { ExecuteSuspending } from "./code.ts";
import type { Context } from "./context.ts";

/** The whole program. Its loops take turns with the event loop, so they are compiled in their suspending form. */
export function compileModule(c: Context, module: Module): ExecuteSuspending {
  return compileBlockSuspending(c, module.body);
}

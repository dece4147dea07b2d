import type { Module } from "../ast.ts";
import type { ExecuteSuspending } from "./code.ts";
import { normal } from "./code.ts";
import type { Context } from "./context.ts";
import { compileStatement } from "./statement.ts";
import { compileStatementSuspending } from "./suspending.ts";

/** The whole program. Its loops take turns with the event loop, so they are compiled in their suspending form. */
export function compileModule(c: Context, module: Module): ExecuteSuspending {
  const { reach } = c.globals;
  const parts = module.body.map((node) =>
    reach.within(node) || node.kind === "For" || node.kind === "While"
      ? { plain: null, suspending: compileStatementSuspending(c, node) }
      : { plain: compileStatement(c, node), suspending: null },
  );
  return function* (frame) {
    for (const part of parts) {
      if (part.suspending === null) part.plain?.(frame);
      else yield* part.suspending(frame);
    }
    return normal;
  };
}

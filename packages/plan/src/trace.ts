import type { PreparedCall } from "./evaluate/tool-call.ts";
import type { Label } from "./metadata.ts";
import type { Program } from "./program.ts";

/** One step of the way that the data of an argument took, the nearest first. */
export interface TraceStep<L> {
  /** The variable, or the expression of the argument itself. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** The source line, trimmed. */
  readonly text: string;
  readonly label: L;
}

/** Where the data of an argument of a call came from. */
export function traceArgument<L>(
  program: Program,
  call: PreparedCall,
  name: string,
  outside: (label: Label) => L,
): readonly TraceStep<L>[] {
  const argument = [...call.arguments, ...call.positional].find((one) => one.name === name);
  if (argument === undefined) return [];
  const { line, column } = call.span;
  return [
    { name, line, column, text: (program.lines[line - 1] ?? "").trim(), label: outside(argument.label) },
  ];
}

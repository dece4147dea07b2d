import type { TurnContext } from "./turn-context.ts";

/** Shows what a turn is about to a client that streams and asked for it: programs, calls, failed attempts. */
export function showThought({ run, input }: Pick<TurnContext, "run" | "input">, text: string): void {
  if (!input.config.responseFormat.stream_thoughts || run.journal.replaying) return;
  run.scope.emit({ kind: "reasoning", delta: `${text}\n` });
}

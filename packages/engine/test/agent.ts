import type { Message, ToolCallItem, TurnOutcome, TurnRequest } from "../src/index.ts";
import { resent, type Stage, toolResult } from "./stage.ts";

/** A client's tools: what each returns for its arguments. */
export type ToolBox = Readonly<Record<string, (args: Readonly<Record<string, unknown>>) => unknown>>;

export interface Played {
  readonly outcome: TurnOutcome;
  readonly calls: readonly ToolCallItem[];
  readonly messages: readonly Message[];
}

/** What a tool's result is on the wire: text as it is, anything else as JSON. */
function resultText(result: unknown): string {
  return typeof result === "string" ? result : JSON.stringify(result);
}

/** Plays an agent: sends the request, runs the calls, sends their results, until the final answer. */
export async function play(stage: Stage, begin: TurnRequest, tools: ToolBox = {}): Promise<Played> {
  let messages = [...begin.messages];
  const calls: ToolCallItem[] = [];
  for (;;) {
    const outcome = await stage.turn({ ...begin, messages });
    messages = [...messages, resent(outcome)];
    if (outcome.kind === "final") return { outcome, calls, messages };
    for (const call of outcome.calls) {
      calls.push(call);
      const run = tools[call.name];
      if (run === undefined) throw new Error(`The agent has no tool '${call.name}'.`);
      messages.push(toolResult(call.id, resultText(run(JSON.parse(call.arguments)))));
    }
  }
}

/** The JSON of a dual-LLM answer. */
export function contentOf(outcome: TurnOutcome): unknown {
  return JSON.parse(outcome.text);
}

import type { SequrityClient } from "@sequrity/client";
import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { Mailbox } from "./mailbox.ts";

/** What the agent saw while it worked. */
export interface AgentEvents {
  /** A tool call came; it is about to be run. */
  call(name: string, args: Readonly<Record<string, unknown>>): void;
}

/**
 * A plain agent: sends the user's request, runs the tool calls that come back, sends their results, until the final
 * answer. Nothing in it knows of plans or policies; the answer's text is returned.
 */
export async function runAgent(
  client: SequrityClient,
  mailbox: Mailbox,
  request: string,
  options: NonNullable<Parameters<SequrityClient["control"]["chat"]["create"]>[1]>,
  events: AgentEvents,
): Promise<string> {
  const messages: ChatCompletionMessageParam[] = [{ role: "user", content: request }];
  for (;;) {
    const completion = await client.control.chat.create(
      { model: "recorded-planner,recorded-quarantine", messages, tools: [...mailbox.tools] },
      options,
    );
    const message = completion.choices[0]?.message;
    if (message === undefined) throw new Error("The server answered without a choice.");
    const calls = message.tool_calls ?? [];
    if (calls.length === 0) return message.content ?? "";
    messages.push(message);
    for (const call of calls) {
      if (call.type !== "function")
        throw new Error(`A call of type ${call.type} came; only functions were offered.`);
      const args: Readonly<Record<string, unknown>> = JSON.parse(call.function.arguments);
      events.call(call.function.name, args);
      messages.push({
        role: "tool",
        tool_call_id: call.id,
        content: mailbox.run(call.function.name, args),
      });
    }
  }
}

import Anthropic from "@anthropic-ai/sdk";
import type { ToolBox } from "./agent.ts";
import { mailBox, mailTools } from "./agent.ts";
import { bootstrapKey } from "./running.ts";

/** An agent as users of Anthropic's client write them: tools, a loop over `tool_use` and `tool_result`. */

export type Message = Anthropic.Messages.Message;
export type MessageParams = Anthropic.Messages.MessageParam[];

/** The tools of agent.ts, as this API declares them. */
export const anthropicTools: Anthropic.Messages.Tool[] = mailTools.flatMap((tool) =>
  tool.type === "function"
    ? [
        {
          name: tool.function.name,
          description: tool.function.description ?? "",
          input_schema: { type: "object" as const, ...tool.function.parameters },
        },
      ]
    : [],
);

export function anthropicOf(
  url: string,
  options: {
    readonly apiKey?: string | null;
    readonly headers?: Readonly<Record<string, string>>;
    readonly path?: string;
  } = {},
): Anthropic {
  return new Anthropic({
    apiKey: options.apiKey === undefined ? bootstrapKey : options.apiKey,
    baseURL: `${url}${options.path ?? "/control/chat"}`,
    maxRetries: 0,
    defaultHeaders: options.headers ?? {},
  });
}

/** One step of the loop: what the next request is, given the answer to the last; undefined at the end. */
export function nextParams(
  messages: MessageParams,
  answer: Message,
  tools: ToolBox = mailBox,
): MessageParams | undefined {
  if (answer.stop_reason !== "tool_use") return undefined;
  const results = answer.content.flatMap((block): Anthropic.Messages.ToolResultBlockParam[] => {
    if (block.type !== "tool_use") return [];
    const run = tools[block.name];
    if (run === undefined) throw new Error(`the agent has no tool '${block.name}'`);
    const input: Record<string, unknown> = JSON.parse(JSON.stringify(block.input));
    try {
      const result = run(input);
      const content = typeof result === "string" ? result : JSON.stringify(result);
      return [{ type: "tool_result", tool_use_id: block.id, content }];
    } catch (error) {
      const content = error instanceof Error ? error.message : "failed";
      return [{ type: "tool_result", tool_use_id: block.id, content, is_error: true }];
    }
  });
  return [...messages, { role: "assistant", content: answer.content }, { role: "user", content: results }];
}

/** Runs the loop to its end; every answer, in order. */
export async function runMessages(
  ask: (messages: MessageParams) => Promise<Message>,
  query: string,
  tools: ToolBox = mailBox,
): Promise<readonly Message[]> {
  const answers: Message[] = [];
  let messages: MessageParams | undefined = [{ role: "user", content: query }];
  while (messages !== undefined) {
    const answer = await ask(messages);
    answers.push(answer);
    messages = nextParams(messages, answer, tools);
  }
  return answers;
}

/** The text of an answer. */
export function textIn(answer: Message | undefined): string {
  return (answer?.content ?? []).map((block) => (block.type === "text" ? block.text : "")).join("");
}

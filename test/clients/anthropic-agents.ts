import Anthropic from "@anthropic-ai/sdk";
import { type Agent, MailBox, statusField, toolDeclarations } from "./agent.ts";

/** `@anthropic-ai/sdk`, whose base URL ends before `/v1`. */

const tools = toolDeclarations.map(({ name, description, parameters }) => ({
  name,
  description,
  input_schema: { ...parameters, required: [...parameters.required] },
}));

export const anthropicAgents: readonly Agent[] = [
  {
    name: "@anthropic-ai/sdk",
    statusOf: statusField,
    async converse(queries, setting) {
      const client = new Anthropic({
        apiKey: setting.apiKey,
        baseURL: `${setting.url}/control/chat/anthropic`,
        defaultHeaders: { ...setting.headers },
        maxRetries: 0,
      });
      const box = new MailBox();
      const texts: string[] = [];
      const messages: Anthropic.MessageParam[] = [];
      const options = setting.signal === undefined ? {} : { signal: setting.signal };
      for (const query of queries) {
        messages.push({ role: "user", content: query });
        for (;;) {
          const body = { model: setting.model, max_tokens: 512, messages, tools };
          const message = setting.streamed
            ? await client.messages
                .stream(body, options)
                .on("text", () => setting.onText?.())
                .finalMessage()
            : await client.messages.create(body, options);
          messages.push({ role: "assistant", content: message.content });
          const results = message.content.flatMap((block) =>
            block.type === "tool_use"
              ? [
                  {
                    type: "tool_result" as const,
                    tool_use_id: block.id,
                    content: box.run(block.name, block.input),
                  },
                ]
              : [],
          );
          if (results.length === 0) {
            texts.push(message.content.map((block) => (block.type === "text" ? block.text : "")).join(""));
            break;
          }
          messages.push({ role: "user", content: results });
        }
      }
      return { texts, calls: box.calls };
    },
  },
];

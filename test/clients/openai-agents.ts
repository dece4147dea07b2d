import OpenAI from "openai";
import PreviousOpenAI from "openai-previous";
import { type Agent, MailBox, openAiBase, statusField, toolDeclarations } from "./agent.ts";

/** npm `openai`, this major and the one before: chat completions and responses. */

const chatTools = toolDeclarations.map(({ name, description, parameters }) => ({
  type: "function" as const,
  function: { name, description, parameters: { ...parameters } },
}));
const responsesTools = toolDeclarations.map(({ name, description, parameters }) => ({
  type: "function" as const,
  name,
  description,
  parameters: { ...parameters },
  strict: false,
}));

function clientSettings(setting: Parameters<Agent["converse"]>[1]) {
  return {
    apiKey: setting.apiKey,
    baseURL: openAiBase(setting.url),
    defaultHeaders: { ...setting.headers },
    maxRetries: 0,
  };
}

function chatAgent(name: string, connect: (settings: ReturnType<typeof clientSettings>) => OpenAI): Agent {
  return {
    name,
    statusOf: statusField,
    async converse(queries, setting) {
      const client = connect(clientSettings(setting));
      const box = new MailBox();
      const texts: string[] = [];
      const messages: OpenAI.Chat.ChatCompletionMessageParam[] = [];
      const options = setting.signal === undefined ? {} : { signal: setting.signal };
      for (const query of queries) {
        messages.push({ role: "user", content: query });
        for (;;) {
          const body = { model: setting.model, messages, tools: chatTools };
          const completion = setting.streamed
            ? await client.chat.completions
                .stream(body, options)
                .on("content", () => setting.onText?.())
                .finalChatCompletion()
            : await client.chat.completions.create(body, options);
          const message = completion.choices[0]?.message;
          if (message === undefined) throw new Error("no choice");
          messages.push(message);
          const calls = message.tool_calls ?? [];
          if (calls.length === 0) {
            texts.push(message.content ?? "");
            break;
          }
          for (const call of calls) {
            if (call.type !== "function") throw new Error("a function call was expected");
            const content = box.run(call.function.name, call.function.arguments);
            messages.push({ role: "tool", tool_call_id: call.id, content });
          }
        }
      }
      return { texts, calls: box.calls };
    },
  };
}

function responsesAgent(
  name: string,
  connect: (settings: ReturnType<typeof clientSettings>) => OpenAI,
): Agent {
  return {
    name,
    statusOf: statusField,
    async converse(queries, setting) {
      const client = connect(clientSettings(setting));
      const box = new MailBox();
      const texts: string[] = [];
      const options = setting.signal === undefined ? {} : { signal: setting.signal };
      let previous: string | undefined;
      for (const query of queries) {
        let input: OpenAI.Responses.ResponseInput = [{ role: "user", content: query }];
        while (input.length > 0) {
          const body = {
            model: setting.model,
            input,
            tools: responsesTools,
            ...(previous === undefined ? {} : { previous_response_id: previous }),
          };
          const response = setting.streamed
            ? await client.responses
                .stream(body, options)
                .on("response.output_text.delta", () => setting.onText?.())
                .finalResponse()
            : await client.responses.create(body, options);
          previous = response.id;
          input = response.output.flatMap((item) =>
            item.type === "function_call"
              ? [
                  {
                    type: "function_call_output" as const,
                    call_id: item.call_id,
                    output: box.run(item.name, item.arguments),
                  },
                ]
              : [],
          );
          if (input.length === 0) texts.push(response.output_text);
        }
      }
      return { texts, calls: box.calls };
    },
  };
}

const previous = (settings: ReturnType<typeof clientSettings>): OpenAI => {
  // The calls that the tests make are the same in both majors: one agent's code serves them.
  const client: unknown = new PreviousOpenAI(settings);
  if (!isOpenAi(client)) throw new Error("no client");
  return client;
};
function isOpenAi(client: unknown): client is OpenAI {
  return client instanceof PreviousOpenAI;
}

export const openAiAgents: readonly Agent[] = [
  chatAgent("openai, chat completions", (settings) => new OpenAI(settings)),
  chatAgent("openai one major before, chat completions", previous),
  responsesAgent("openai, responses", (settings) => new OpenAI(settings)),
  responsesAgent("openai one major before, responses", previous),
];

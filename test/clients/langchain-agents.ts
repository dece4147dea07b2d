import { type AIMessageChunk, type BaseMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import { type Agent, MailBox, openAiBase, statusField, toolDeclarations } from "./agent.ts";

/** `@langchain/openai`, on both of OpenAI's APIs. */

const tools = toolDeclarations.map(({ name, description, parameters }) => ({
  type: "function" as const,
  function: { name, description, parameters: { ...parameters } },
}));

function langchainAgent(name: string, useResponsesApi: boolean): Agent {
  return {
    name,
    statusOf: statusField,
    async converse(queries, setting) {
      const box = new MailBox();
      const texts: string[] = [];
      const model = new ChatOpenAI({
        model: setting.model,
        apiKey: setting.apiKey,
        maxRetries: 0,
        useResponsesApi,
        configuration: { baseURL: openAiBase(setting.url), defaultHeaders: { ...setting.headers } },
      }).bindTools(tools);
      const messages: BaseMessage[] = [];
      const options = setting.signal === undefined ? {} : { signal: setting.signal };
      for (const query of queries) {
        messages.push(new HumanMessage(query));
        for (;;) {
          let answer: AIMessageChunk | undefined;
          if (setting.streamed) {
            for await (const chunk of await model.stream(messages, options)) {
              if (chunk.text !== "") setting.onText?.();
              answer = answer === undefined ? chunk : answer.concat(chunk);
            }
          } else {
            answer = await model.invoke(messages, options);
          }
          if (answer === undefined) throw new Error("an empty stream");
          messages.push(answer);
          const calls = answer.tool_calls ?? [];
          if (calls.length === 0) {
            texts.push(answer.text);
            break;
          }
          for (const call of calls) {
            const content = box.run(call.name, call.args);
            messages.push(new ToolMessage({ content, tool_call_id: call.id ?? "" }));
          }
        }
      }
      return { texts, calls: box.calls };
    },
  };
}

export const langchainAgents: readonly Agent[] = [
  langchainAgent("@langchain/openai, chat completions", false),
  langchainAgent("@langchain/openai, responses", true),
];

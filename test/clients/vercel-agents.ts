import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import {
  APICallError,
  generateText,
  isStepCount,
  type LanguageModel,
  type ModelMessage,
  streamText,
  tool,
} from "ai";
import { z } from "zod";
import { type Agent, MailBox, openAiBase, type Setting } from "./agent.ts";

/** Vercel's `ai` over each of its providers that speaks one of our APIs. */

const providers: Readonly<Record<string, (setting: Setting) => LanguageModel>> = {
  "ai with @ai-sdk/openai, chat completions": (setting) =>
    createOpenAI({
      apiKey: setting.apiKey,
      baseURL: openAiBase(setting.url),
      headers: { ...setting.headers },
    }).chat(setting.model),
  "ai with @ai-sdk/openai, responses": (setting) =>
    createOpenAI({
      apiKey: setting.apiKey,
      baseURL: openAiBase(setting.url),
      headers: { ...setting.headers },
    }).responses(setting.model),
  "ai with @ai-sdk/openai-compatible": (setting) =>
    createOpenAICompatible({
      name: "sequrity",
      apiKey: setting.apiKey,
      baseURL: openAiBase(setting.url),
      headers: { ...setting.headers },
    }).chatModel(setting.model),
  // This provider sends our key as `x-api-key`.
  "ai with @ai-sdk/anthropic": (setting) =>
    createAnthropic({
      apiKey: setting.apiKey,
      baseURL: `${setting.url}/control/chat/anthropic/v1`,
      headers: { ...setting.headers },
    }).chat(setting.model),
};

export const vercelAgents: readonly Agent[] = Object.entries(providers).map(([name, modelOf]) => ({
  name,
  statusOf: (error) => (APICallError.isInstance(error) ? error.statusCode : undefined),
  async converse(queries, setting) {
    const box = new MailBox();
    const texts: string[] = [];
    const messages: ModelMessage[] = [];
    const tools = {
      get_mail: tool({
        description: "Reads a mail.",
        inputSchema: z.object({ number: z.number().int() }),
        execute: (input) => box.run("get_mail", input),
      }),
      send_mail: tool({
        description: "Sends a mail.",
        inputSchema: z.object({ to: z.string(), body: z.string() }),
        execute: (input) => box.run("send_mail", input),
      }),
    };
    for (const query of queries) {
      messages.push({ role: "user", content: query });
      const request = {
        model: modelOf(setting),
        messages,
        tools,
        maxRetries: 0,
        stopWhen: isStepCount(8),
        ...(setting.signal === undefined ? {} : { abortSignal: setting.signal }),
      };
      if (setting.streamed) {
        let failure: unknown;
        const stream = streamText({
          ...request,
          onError: ({ error }) => {
            failure = error;
          },
        });
        let text = "";
        for await (const part of stream.fullStream) {
          // Each step has a text of its own: the last one's is the answer.
          if (part.type === "start-step") text = "";
          if (part.type === "text-delta") {
            text += part.text;
            setting.onText?.();
          }
          if (part.type === "abort") throw new Error("aborted");
        }
        if (failure !== undefined) throw failure;
        texts.push(text);
        messages.push(...(await stream.response).messages);
      } else {
        const result = await generateText(request);
        texts.push(result.text);
        messages.push(...result.response.messages);
      }
    }
    return { texts, calls: box.calls };
  },
}));

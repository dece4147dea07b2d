import {
  type AgentInputItem,
  OpenAIChatCompletionsModel,
  OpenAIResponsesModel,
  Agent as OpenAiAgent,
  Runner,
  tool,
} from "@openai/agents";
import OpenAI from "openai";
import { z } from "zod";
import { type Agent, MailBox, openAiBase, statusField } from "./agent.ts";

/** `@openai/agents`, on both of OpenAI's APIs. */

const models = {
  "@openai/agents, chat completions": OpenAIChatCompletionsModel,
  "@openai/agents, responses": OpenAIResponsesModel,
};

export const agentsSdkAgents: readonly Agent[] = Object.entries(models).map(([name, Model]) => ({
  name,
  statusOf: statusField,
  async converse(queries, setting) {
    const box = new MailBox();
    const client = new OpenAI({
      apiKey: setting.apiKey,
      baseURL: openAiBase(setting.url),
      defaultHeaders: { ...setting.headers },
      maxRetries: 0,
    });
    const agent = new OpenAiAgent({
      name: "Mail",
      model: new Model(client, setting.model),
      tools: [
        tool({
          name: "get_mail",
          description: "Reads a mail.",
          parameters: z.object({ number: z.number().int() }),
          execute: (input) => box.run("get_mail", input),
        }),
        tool({
          name: "send_mail",
          description: "Sends a mail.",
          parameters: z.object({ to: z.string(), body: z.string() }),
          execute: (input) => box.run("send_mail", input),
        }),
      ],
    });
    // A runner without tracing: traces would go to OpenAI.
    const runner = new Runner({ tracingDisabled: true });
    const texts: string[] = [];
    let history: AgentInputItem[] = [];
    const options = setting.signal === undefined ? {} : { signal: setting.signal };
    for (const query of queries) {
      history.push({ role: "user", content: query });
      if (setting.streamed) {
        const run = await runner.run(agent, history, { ...options, stream: true });
        for await (const event of run) {
          if (event.type === "raw_model_stream_event" && event.data.type === "output_text_delta")
            setting.onText?.();
        }
        await run.completed;
        if (setting.signal?.aborted === true) throw new Error("aborted");
        if (run.error) throw run.error;
        texts.push(run.finalOutput ?? "");
        history = run.history;
      } else {
        const run = await runner.run(agent, history, options);
        texts.push(run.finalOutput ?? "");
        history = run.history;
      }
    }
    return { texts, calls: box.calls };
  },
}));

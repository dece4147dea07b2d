import { type AIMessage, type BaseMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { ChatSequrity } from "../../src/integrations/langchain.ts";
import { recordings } from "./recordings.ts";
import { startServerWith, type TestServer } from "./server.ts";

/** LangChain, its own package, against a server. */

let server: TestServer;
beforeAll(async () => {
  server = await startServerWith(recordings);
});
afterAll(() => server[Symbol.asyncDispose]());

const chat = (settings?: ConstructorParameters<typeof ChatSequrity>[0]["settings"]) =>
  new ChatSequrity({ client: server.client(), model: "planner,quarantine", settings });

const weather = tool(() => JSON.stringify({ sky: "sunny" }), {
  name: "get_weather",
  description: "The weather in a city.",
  schema: z.object({ city: z.string() }),
});

test("invoke, and a conversation in one session", async () => {
  const client = server.client();
  const model = new ChatSequrity({ client, model: "planner,quarantine" });
  const messages: BaseMessage[] = [new HumanMessage("say one")];
  const first = await model.invoke(messages);
  expect(first.text).toBe("one");
  const session = client.control.sessionId;
  expect(session).toEqual(expect.any(String));
  const second = await model.invoke([...messages, first, new HumanMessage("say two")]);
  expect(second.text).toBe("two");
  expect(client.control.sessionId).toBe(session);
  await model.invoke("say one");
  expect(client.control.sessionId).not.toBe(session);
});

test("bindTools: the calls are LangChain's, their results go on with the plan", async () => {
  const model = chat().bindTools([weather]);
  const messages: BaseMessage[] = [new HumanMessage("What is the weather in Paris?")];
  const asking = await model.invoke(messages);
  expect(asking.tool_calls).toMatchObject([{ name: "get_weather", args: { city: "Paris" } }]);
  messages.push(asking);
  for (const call of asking.tool_calls ?? []) {
    messages.push(
      new ToolMessage({ tool_call_id: call.id ?? "", content: await weather.invoke({ city: "Paris" }) }),
    );
  }
  expect((await model.invoke(messages)).text).toBe("It is sunny.");
});

test("stream", async () => {
  let text = "";
  for await (const chunk of await chat().stream("say one")) text += chunk.text;
  expect(text).toBe("one");
});

test("withStructuredOutput", async () => {
  const person = chat().withStructuredOutput(z.object({ name: z.string(), age: z.number() }), {
    method: "jsonSchema",
  });
  expect(await person.invoke("Make up a person.")).toEqual({ name: "Ada", age: 36 });
});

test("batch: conversations at the same time", async () => {
  const answers = await chat().batch(
    [
      ["human", "say one"],
      ["human", "say two"],
    ].map((message) => [message]) as never,
  );
  expect(answers.map((answer: AIMessage) => answer.text)).toEqual(["one", "two"]);
});

test("errors carry the server's message and status", async () => {
  const model = new ChatSequrity({ client: server.client(), model: "nobody" });
  await expect(model.invoke("say one")).rejects.toMatchObject({ status: 502 });
});

test("an abort ends the call", async () => {
  await expect(chat().invoke("say one", { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

import type { ChatCompletionRequest } from "@sequrity/wire";
import type { OpenAI } from "openai";
import { expectTypeOf, test } from "vitest";
import {
  type ChatCompletion,
  type ChatCompletionStream,
  type MessageAnswer,
  type MessageEventStream,
  type ResponseAnswer,
  type ResponseEventStream,
  SequrityClient,
} from "../src/index.ts";

/** Objects that are passed on as they come: to our types they are any objects. */
type PassedOn = "web_search_options" | "moderation" | "prompt_cache_options";

test("whatever the official client's types let through, the request's type takes", () => {
  expectTypeOf<Omit<OpenAI.ChatCompletionCreateParams, PassedOn>>().toExtend<
    Omit<ChatCompletionRequest, PassedOn>
  >();
});

test("the body decides whether the answer is streamed", () => {
  const { chat } = new SequrityClient({ apiKey: "k" }).control;
  const messages: OpenAI.ChatCompletionMessageParam[] = [];
  const whole = () => chat.create({ model: "m", messages });
  const streamed = () => chat.create({ model: "m", messages, stream: true });
  const either = (stream: boolean) => chat.create({ model: "m", messages, stream });
  expectTypeOf(whole).returns.resolves.toEqualTypeOf<ChatCompletion>();
  expectTypeOf(streamed).returns.resolves.toEqualTypeOf<ChatCompletionStream>();
  expectTypeOf(either).returns.resolves.toEqualTypeOf<ChatCompletion | ChatCompletionStream>();
});

test("so it does in the other two APIs", () => {
  const { responses, messages } = new SequrityClient({ apiKey: "k" }).control;
  const asked = { model: "m", max_tokens: 1, messages: [] };
  const response = () => responses.create({ model: "m", input: "u" });
  const events = () => responses.create({ model: "m", input: "u", stream: true });
  const kept = () => responses.retrieve("id");
  const keptEvents = () => responses.retrieve("id", { stream: true });
  const message = () => messages.create(asked);
  const blocks = () => messages.create({ ...asked, stream: true });
  const either = (stream: boolean) => messages.create({ ...asked, stream });
  expectTypeOf(response).returns.resolves.toEqualTypeOf<ResponseAnswer>();
  expectTypeOf(events).returns.resolves.toEqualTypeOf<ResponseEventStream>();
  expectTypeOf(kept).returns.resolves.toEqualTypeOf<ResponseAnswer>();
  expectTypeOf(keptEvents).returns.resolves.toEqualTypeOf<ResponseEventStream>();
  expectTypeOf(message).returns.resolves.toEqualTypeOf<MessageAnswer>();
  expectTypeOf(blocks).returns.resolves.toEqualTypeOf<MessageEventStream>();
  expectTypeOf(either).returns.resolves.toEqualTypeOf<MessageAnswer | MessageEventStream>();
});

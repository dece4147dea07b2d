import type { ChatCompletionRequest } from "@sequrity/wire";
import type { OpenAI } from "openai";
import { expectTypeOf, test } from "vitest";
import { type ChatCompletion, type ChatCompletionStream, SequrityClient } from "../src/index.ts";

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

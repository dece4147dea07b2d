import type { ModelAnswer, ModelEvent, ToolCallItem } from "@sequrity/engine";
import { createParser } from "eventsource-parser";
import { arrayAt, numberAt, objectAt, stringAt } from "../json-fields.ts";
import { JsonTextError, parseJsonText } from "../json-text.ts";
import { readFinishReason, readUsage, reasoningIn, refuseError } from "./chat-answer.ts";
import { garbage } from "./upstream.ts";

const bufferedCharactersMax = 8 * 1024 * 1024;

/**
 * The events of a streamed chat completion, the answer with the last.
 *
 * @throws {ProviderFault} when the stream breaks off, stalls, carries an error or is no such stream
 */
export async function* readChatStream(
  provider: string,
  body: AsyncIterable<Uint8Array>,
  secrets: readonly string[],
): AsyncGenerator<ModelEvent> {
  const decoder = new TextDecoder();
  const arrived: string[] = [];
  let broken = false;
  const parser = createParser({
    onEvent: (event) => arrived.push(event.data),
    onError: (error) => {
      broken ||= error.type === "max-buffer-size-exceeded";
    },
    maxBufferSize: bufferedCharactersMax,
  });
  const answer = new AnswerInPieces(provider, secrets);
  for await (const piece of body) {
    parser.feed(decoder.decode(piece, { stream: true }));
    if (broken) throw garbage(provider, "an event of its stream is too long");
    for (const data of arrived.splice(0)) {
      if (data === "[DONE]") {
        yield { kind: "finish", answer: answer.whole() };
        return;
      }
      yield* answer.take(data);
    }
  }
  // Some servers leave the last marker out; without a finish reason too, the stream was cut.
  if (!answer.finished) throw garbage(provider, "its stream broke off before the end");
  yield { kind: "finish", answer: answer.whole() };
}

/** A completion put together from its chunks. */
class AnswerInPieces {
  readonly #provider: string;
  readonly #secrets: readonly string[];
  readonly #calls: { id: string | undefined; name: string; arguments: string }[] = [];
  #id = "";
  #model = "";
  #text = "";
  #reasoning = "";
  #refusal: string | undefined;
  #finishReason: string | undefined;
  #usage = readUsage(undefined);
  #chunks = 0;

  constructor(provider: string, secrets: readonly string[]) {
    this.#provider = provider;
    this.#secrets = secrets;
  }

  get finished(): boolean {
    return this.#finishReason !== undefined;
  }

  *take(data: string): Generator<ModelEvent> {
    const chunk = this.#parse(data);
    refuseError(this.#provider, chunk, this.#secrets);
    this.#chunks += 1;
    this.#id = stringAt(chunk, "id") ?? this.#id;
    this.#model = stringAt(chunk, "model") ?? this.#model;
    const usage = objectAt(chunk, "usage");
    if (usage !== undefined) this.#usage = readUsage(usage);
    const choices = arrayAt(chunk, "choices");
    if (choices === undefined) throw garbage(this.#provider, "a chunk of its stream has no choices");
    for (const choice of choices) {
      if ((numberAt(choice, "index") ?? 0) !== 0) continue;
      this.#finishReason = stringAt(choice, "finish_reason") ?? this.#finishReason;
      const delta = objectAt(choice, "delta");
      if (delta === undefined) continue;
      const reasoning = reasoningIn(delta);
      if (reasoning !== undefined && reasoning !== "") {
        this.#reasoning += reasoning;
        yield { kind: "reasoning", delta: reasoning };
      }
      const text = stringAt(delta, "content");
      if (text !== undefined && text !== "") {
        this.#text += text;
        yield { kind: "text", delta: text };
      }
      const refusal = stringAt(delta, "refusal");
      if (refusal !== undefined) this.#refusal = (this.#refusal ?? "") + refusal;
      for (const call of arrayAt(delta, "tool_calls") ?? []) yield this.#takeCall(call);
    }
  }

  #parse(data: string) {
    try {
      return parseJsonText(data);
    } catch (error) {
      if (error instanceof JsonTextError) throw garbage(this.#provider, "a chunk of its stream is no JSON");
      throw error;
    }
  }

  #takeCall(fragment: Parameters<typeof objectAt>[0]): ModelEvent {
    const id = stringAt(fragment, "id");
    const called = objectAt(fragment, "function");
    const name = stringAt(called, "name");
    const text = stringAt(called, "arguments") ?? "";
    const index = numberAt(fragment, "index") ?? this.#indexOf(id);
    // Indexes count up one by one; anything else would leave calls without a name.
    if (!Number.isSafeInteger(index) || index < 0 || index > this.#calls.length) {
      throw garbage(this.#provider, "the tool calls of its stream are out of order");
    }
    const known = this.#calls[index];
    if (known === undefined) this.#calls.push({ id, name: name ?? "", arguments: text });
    else {
      known.id ??= id;
      if (known.name === "") known.name = name ?? "";
      known.arguments += text;
    }
    return {
      kind: "tool_call",
      index,
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
      argumentsDelta: text,
    };
  }

  #indexOf(id: string | undefined): number {
    if (id === undefined) return Math.max(0, this.#calls.length - 1);
    const known = this.#calls.findIndex((call) => call.id === id);
    return known < 0 ? this.#calls.length : known;
  }

  whole(): ModelAnswer {
    if (this.#chunks === 0) throw garbage(this.#provider, "its stream is empty");
    const toolCalls = this.#calls.map((call, index): ToolCallItem => {
      if (call.name === "") throw garbage(this.#provider, "a tool call of its stream has no name");
      return {
        id: call.id ?? `call_${index}`,
        name: call.name,
        arguments: call.arguments === "" ? "{}" : call.arguments,
      };
    });
    return {
      id: this.#id,
      model: this.#model,
      text: this.#text,
      ...(this.#refusal === undefined ? {} : { refusal: this.#refusal }),
      ...(this.#reasoning === "" ? {} : { reasoning: this.#reasoning }),
      toolCalls,
      finishReason: readFinishReason(this.#provider, this.#finishReason, toolCalls.length > 0),
      usage: this.#usage,
    };
  }
}

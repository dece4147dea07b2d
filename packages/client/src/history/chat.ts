import type { OpenAI } from "openai";
import { fieldOf, itemsOf, textField } from "../fields.ts";
import { type Said, type StreamReading, textOf } from "./said.ts";

/** What a chat completion says: of the request's messages, of an answer, of a stream. */

function saidBy(message: unknown): Said {
  const answered = textField(message, "tool_call_id");
  return {
    role: textField(message, "role") ?? "",
    text: textOf(fieldOf(message, "content")),
    calls: [
      ...itemsOf(fieldOf(message, "tool_calls")).map((call) => textField(call, "id") ?? ""),
      ...(answered === undefined ? [] : [answered]),
    ],
  };
}

export function saidInChat(body: unknown): readonly Said[] {
  return itemsOf(fieldOf(body, "messages")).map(saidBy);
}

/** What an answer says, once for each of its choices. */
export function saidByChatCompletion(completion: unknown): readonly (readonly Said[])[] {
  return itemsOf(fieldOf(completion, "choices")).map((choice) => [saidBy(fieldOf(choice, "message"))]);
}

interface Choice {
  text: string;
  readonly calls: Map<number, string>;
  finished: boolean;
}

export class ChatReading implements StreamReading<OpenAI.ChatCompletionChunk> {
  readonly #choices = new Map<number, Choice>();
  #sessionId: string | undefined;

  read(chunk: OpenAI.ChatCompletionChunk): void {
    this.#sessionId ??= textField(chunk, "session_id");
    for (const { index, delta, finish_reason: finish } of chunk.choices) {
      const choice = this.#choices.get(index) ?? {
        text: "",
        calls: new Map<number, string>(),
        finished: false,
      };
      this.#choices.set(index, choice);
      choice.text += delta.content ?? "";
      for (const call of delta.tool_calls ?? []) if (call.id) choice.calls.set(call.index, call.id);
      if (finish !== null && finish !== undefined) choice.finished = true;
    }
  }

  get sessionId(): string | undefined {
    return this.#sessionId;
  }

  get finished(): boolean {
    const choices = [...this.#choices.values()];
    return choices.length > 0 && choices.every((choice) => choice.finished);
  }

  answers(): readonly (readonly Said[])[] {
    return [...this.#choices.values()].map(({ text, calls }) => [
      { role: "assistant", text, calls: [...calls.values()] },
    ]);
  }
}

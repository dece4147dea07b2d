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
  readonly calls: Map<unknown, string>;
  finished: boolean;
}

export class ChatReading implements StreamReading {
  readonly #choices = new Map<unknown, Choice>();
  #sessionId: string | undefined;

  read(chunk: unknown): void {
    this.#sessionId ??= textField(chunk, "session_id");
    for (const said of itemsOf(fieldOf(chunk, "choices"))) {
      const choice = this.#choice(fieldOf(said, "index"));
      const delta = fieldOf(said, "delta");
      choice.text += textOf(fieldOf(delta, "content"));
      for (const call of itemsOf(fieldOf(delta, "tool_calls"))) {
        const id = textField(call, "id");
        // A call's id comes with its first piece; some servers repeat it with the others.
        if (id) choice.calls.set(fieldOf(call, "index"), id);
      }
      if (textField(said, "finish_reason") !== undefined) choice.finished = true;
    }
  }

  #choice(index: unknown): Choice {
    const known = this.#choices.get(index);
    if (known !== undefined) return known;
    const choice: Choice = { text: "", calls: new Map(), finished: false };
    this.#choices.set(index, choice);
    return choice;
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

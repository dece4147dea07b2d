import { fieldOf, itemsOf, textField } from "../fields.ts";
import { type Said, type StreamReading, textOf } from "./said.ts";

/** What a request and an answer of the Messages API say. */

/** A message of blocks: its calls, and its results each as a message of its own, as the other APIs have them. */
function saidBy(message: unknown): readonly Said[] {
  const role = textField(message, "role") ?? "";
  const content = fieldOf(message, "content");
  const blocks = itemsOf(content);
  const results = blocks
    .filter((block) => textField(block, "type") === "tool_result")
    .map((block) => ({
      role: "tool",
      text: textOf(fieldOf(block, "content")),
      calls: [textField(block, "tool_use_id") ?? ""],
    }));
  const calls = blocks
    .filter((block) => textField(block, "type") === "tool_use")
    .map((block) => textField(block, "id") ?? "");
  const own = { role, text: textOf(content), calls };
  return results.length > 0 && own.text === "" ? results : [...results, own];
}

export function saidInMessages(body: unknown): readonly Said[] {
  const system = textOf(fieldOf(body, "system"));
  return [
    ...(system === "" ? [] : [{ role: "system", text: system, calls: [] }]),
    ...itemsOf(fieldOf(body, "messages")).flatMap(saidBy),
  ];
}

export function saidByMessage(message: unknown): readonly (readonly Said[])[] {
  return [saidBy(message)];
}

export class MessagesReading implements StreamReading {
  #sessionId: string | undefined;
  #text = "";
  readonly #calls: string[] = [];
  #finished = false;

  read(event: unknown): void {
    switch (textField(event, "type")) {
      case "message_start":
        this.#sessionId ??= textField(fieldOf(event, "message"), "session_id");
        return;
      case "content_block_start": {
        const block = fieldOf(event, "content_block");
        this.#text += textField(block, "text") ?? "";
        if (textField(block, "type") === "tool_use") this.#calls.push(textField(block, "id") ?? "");
        return;
      }
      case "content_block_delta":
        this.#text += textField(fieldOf(event, "delta"), "text") ?? "";
        return;
      case "message_stop":
        this.#finished = true;
        return;
      default:
    }
  }

  get sessionId(): string | undefined {
    return this.#sessionId;
  }

  get finished(): boolean {
    return this.#finished;
  }

  answers(): readonly (readonly Said[])[] {
    return [[{ role: "assistant", text: this.#text, calls: this.#calls }]];
  }
}

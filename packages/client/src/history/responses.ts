import { fieldOf, itemsOf, textField } from "../fields.ts";
import { type Said, type StreamReading, textOf } from "./said.ts";

/** What a request and an answer of the Responses API say. */

function saidByItem(item: unknown): readonly Said[] {
  const callId = textField(item, "call_id");
  if (callId !== undefined) {
    const result = textField(item, "type")?.endsWith("_output") === true;
    return [{ role: result ? "tool" : "assistant", text: textOf(fieldOf(item, "output")), calls: [callId] }];
  }
  const role = textField(item, "role");
  // Reasoning and the like: no message, so nothing that the conversation is told by.
  return role === undefined ? [] : [{ role, text: textOf(fieldOf(item, "content")), calls: [] }];
}

/**
 * What a request says. Undefined when it names what it goes on from: then the server finds the session, and what the
 * request says is not the whole history.
 */
export function saidInResponses(body: unknown): readonly Said[] | undefined {
  if (fieldOf(body, "previous_response_id") != null || fieldOf(body, "conversation") != null)
    return undefined;
  const instructions = textField(body, "instructions");
  const input = fieldOf(body, "input");
  return [
    ...(instructions === undefined ? [] : [{ role: "system", text: instructions, calls: [] }]),
    ...(typeof input === "string"
      ? [{ role: "user", text: input, calls: [] }]
      : itemsOf(input).flatMap(saidByItem)),
  ];
}

/** What an answer says. One that still runs in the background has said nothing yet. */
export function saidByResponse(response: unknown): readonly (readonly Said[])[] {
  const status = textField(response, "status");
  if (status === "queued" || status === "in_progress") return [];
  return [itemsOf(fieldOf(response, "output")).flatMap(saidByItem)];
}

const ends: ReadonlySet<string> = new Set(["response.completed", "response.failed", "response.incomplete"]);

export class ResponsesReading implements StreamReading {
  #sessionId: string | undefined;
  #response: unknown;

  read(event: unknown): void {
    const response = fieldOf(event, "response");
    this.#sessionId ??= textField(response, "session_id");
    if (ends.has(textField(event, "type") ?? "")) this.#response = response;
  }

  get sessionId(): string | undefined {
    return this.#sessionId;
  }

  get finished(): boolean {
    return this.#response !== undefined;
  }

  answers(): readonly (readonly Said[])[] {
    return saidByResponse(this.#response);
  }
}

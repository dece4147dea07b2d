import { itemsOf, textField } from "../fields.ts";

/** Which of the public APIs a request speaks. */
export type Api = "chat" | "responses" | "messages";

/** A message of any of the three APIs, as far as its conversation can be told by it. */
export interface Said {
  readonly role: string;
  readonly text: string;
  /** The ids of the calls that it makes or answers. */
  readonly calls: readonly string[];
}

/** The text of some content: its text parts joined. null, "" and absent are one. */
export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return itemsOf(content)
    .map((part) => textField(part, "text") ?? "")
    .join("");
}

/**
 * The answers that a stream gave, gathered event by event; each API has its own. It sees every event before the caller
 * does.
 */
export interface StreamReading {
  read(event: unknown): void;
  /** Whether the answer is whole: a stream that ends before it broke off. */
  readonly finished: boolean;
  /** The session as the events name it. */
  readonly sessionId: string | undefined;
  /** One answer, or with `n` one for each choice. */
  answers(): readonly (readonly Said[])[];
}

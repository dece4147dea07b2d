import type { Api, Said } from "./history/said.ts";

/**
 * Which session a conversation belongs to. One client may hold many conversations at once, so the session is found by
 * what the caller resends: the answer that it was given, and everything before it.
 */

/** Assistant items side by side are one message: the Responses API has each call of an answer as an item of its own. */
function merged(history: readonly Said[]): Said[] {
  const whole: Said[] = [];
  for (const said of history) {
    const last = whole.at(-1);
    if (said.role === "assistant" && last?.role === "assistant") {
      whole[whole.length - 1] = {
        role: said.role,
        text: last.text + said.text,
        calls: [...last.calls, ...said.calls],
      };
    } else whole.push(said);
  }
  return whole;
}

/**
 * A history as a key: all of it, no hash. INVARIANT: two histories have one key only when they are one; no text that
 * somebody chose can lead into another's session.
 */
function keyOf(api: Api, history: readonly Said[]): string {
  return JSON.stringify([api, ...merged(history).map(({ role, text, calls }) => [role, text, ...calls])]);
}

const conversationsMax = 1000;
const charactersMax = 8_000_000;

export class Conversations {
  /** null: two sessions gave the same answer to the same history, so neither can be told. */
  readonly #sessions = new Map<string, string | null>();
  #characters = 0;

  /** Notes the session that gave an answer to a history. The oldest are forgotten when there is too much. */
  remember(api: Api, history: readonly Said[], answer: readonly Said[], sessionId: string): void {
    const key = keyOf(api, [...history, ...answer]);
    const known = this.#sessions.get(key);
    this.#drop(key);
    this.#sessions.set(key, known === undefined || known === sessionId ? sessionId : null);
    this.#characters += key.length;
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size <= conversationsMax && this.#characters <= charactersMax) break;
      this.#drop(oldest);
    }
  }

  /**
   * The session that a history belongs to. Undefined for a new conversation and for one that this client does not know;
   * one that ends in tool results names its session by them.
   */
  find(api: Api, history: readonly Said[]): string | undefined {
    const last = history.findLastIndex((said) => said.role === "assistant");
    if (last < 0) return undefined;
    return this.#sessions.get(keyOf(api, history.slice(0, last + 1))) ?? undefined;
  }

  /** Forgets all conversations. */
  forget(): void {
    this.#sessions.clear();
    this.#characters = 0;
  }

  #drop(key: string): void {
    if (this.#sessions.delete(key)) this.#characters -= key.length;
  }
}

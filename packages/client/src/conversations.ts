/**
 * Which session a conversation belongs to. One client may hold many conversations at once, so the session is found by
 * what the caller resends: the answer that it was given, and everything before it.
 */

/** A message as far as its conversation can be told by it. */
interface Said {
  readonly role: string;
  readonly content?: unknown;
  readonly tool_calls?: unknown;
}

function fieldOf(value: unknown, name: string): unknown {
  return new Map(Object.entries(Object(value))).get(name);
}

/** The text of some content: its text parts joined. null, "" and absent are one. */
function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  const parts: readonly unknown[] = Array.isArray(content) ? content : [];
  return parts.map((part) => String(fieldOf(part, "text") ?? "")).join("");
}

function callIds(toolCalls: unknown): readonly string[] {
  const calls: readonly unknown[] = Array.isArray(toolCalls) ? toolCalls : [];
  return calls.map((call) => String(fieldOf(call, "id")));
}

/**
 * A history as a key: all of it, no hash. INVARIANT: two histories have one key only when they are one; no text that
 * somebody chose can lead into another's session.
 */
function keyOf(messages: readonly Said[]): string {
  return JSON.stringify(
    messages.map(({ role, content, tool_calls }) => [role, textOf(content), ...callIds(tool_calls)]),
  );
}

const conversationsMax = 1000;
const charactersMax = 8_000_000;

export class Conversations {
  /** null: two sessions gave the same answer to the same history, so neither can be told. */
  readonly #sessions = new Map<string, string | null>();
  #characters = 0;

  /** Notes the session that gave an answer to a history. The oldest are forgotten when there is too much. */
  remember(messages: readonly Said[], answer: Said, sessionId: string): void {
    const key = keyOf([...messages, answer]);
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
  find(messages: readonly Said[]): string | undefined {
    const last = messages.findLastIndex((message) => message.role === "assistant");
    if (last < 0) return undefined;
    return this.#sessions.get(keyOf(messages.slice(0, last + 1))) ?? undefined;
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

import { emptyMetadata, metadataToJson } from "@sequrity/sqrt";
import { isSessionId, parseToolCallId, type SessionConfig } from "@sequrity/wire";
import type { ToolDefinition } from "./conversation.ts";
import { Fault } from "./faults.ts";
import type { TurnJournal } from "./journal.ts";
import { jsonObjectOf, sameData } from "./json.ts";
import { type EngineState, initialState, type Pinned, readSession, storedState } from "./state.ts";
import { type SessionStore, StaleSession } from "./store.ts";
import type { TurnRequest } from "./turn-request.ts";

/** Which session a request belongs to, and that session while one request holds it. */

/** The session that the last tool result in the history names. */
function sessionOfLastResult(request: TurnRequest): string | undefined {
  for (const message of request.messages.toReversed()) {
    if (message.role === "tool") return parseToolCallId(message.callId)?.sessionId;
  }
  return undefined;
}

/** The session that the request names; undefined when it names none. Two that differ are a fault. */
export function namedSession(request: TurnRequest): string | undefined {
  const { sessionId, previousSessionId } = request;
  if (sessionId !== undefined && !isSessionId(sessionId)) throw sessionNotFound();
  const named = new Set<string>();
  for (const id of [sessionId, sessionOfLastResult(request), previousSessionId]) {
    if (id !== undefined) named.add(id);
  }
  if (named.size > 1) {
    throw new Fault(
      "session_ambiguous",
      "The header, the tool results and the previous response name different sessions.",
    );
  }
  return [...named][0];
}

export function sessionNotFound(): Fault {
  return new Fault("session_not_found", "There is no such session.");
}

/** A session that one request holds. All writes go through it, each under the version that the last one left. */
export class HeldSession {
  readonly id: string;
  readonly pinned: Pinned;
  readonly #store: SessionStore;
  readonly #owner: string;
  readonly #lifetime: () => number;
  #version: number;
  #state: EngineState;

  private constructor(
    store: SessionStore,
    owner: string,
    lifetime: () => number,
    session: {
      readonly id: string;
      readonly version: number;
      readonly pinned: Pinned;
      readonly state: EngineState;
    },
  ) {
    this.#store = store;
    this.#owner = owner;
    this.#lifetime = lifetime;
    this.id = session.id;
    this.pinned = session.pinned;
    this.#version = session.version;
    this.#state = session.state;
  }

  /** Takes a session for one request; undefined when there is none under this key. */
  static async acquire(
    store: SessionStore,
    id: string,
    keyId: string,
    owner: string,
    expiresAt: () => number,
  ): Promise<HeldSession | undefined> {
    const acquired = await store.acquire(id, keyId, owner);
    switch (acquired.kind) {
      case "not_found":
        return undefined;
      case "busy":
        throw new Fault("session_busy", "Another request is being answered in this session; try again.", {
          retryAfterSeconds: 1,
        });
      case "acquired": {
        const { version } = acquired.session;
        return new HeldSession(store, owner, expiresAt, { id, version, ...readSession(acquired.session) });
      }
    }
  }

  /** Begins a session, held by `owner`. */
  static async begin(
    store: SessionStore,
    id: string,
    request: TurnRequest,
    owner: string,
    createdAt: number,
    expiresAt: () => number,
  ): Promise<HeldSession> {
    const pinned: Pinned = { config: request.config };
    const state = initialState(request.tools, metadataToJson(emptyMetadata));
    await store.create(
      {
        id,
        keyId: request.keyId,
        pinned: jsonObjectOf(pinned),
        state: storedState(state),
        createdAt,
        expiresAt: expiresAt(),
      },
      owner,
    );
    return new HeldSession(store, owner, expiresAt, { id, version: 0, pinned, state });
  }

  get state(): EngineState {
    return this.#state;
  }

  get version(): number {
    return this.#version;
  }

  /** Writes the journal's unwritten entries, and the state when it changed, in one transaction. */
  async write(journal: TurnJournal | undefined, state?: EngineState): Promise<void> {
    const entries = journal?.unwritten ?? [];
    if (entries.length === 0 && state === undefined) return;
    try {
      this.#version = await this.#store.write(this.id, this.#owner, this.#version, {
        entries,
        ...(state !== undefined && { state: storedState(state), expiresAt: this.#lifetime() }),
      });
    } catch (error) {
      if (error instanceof StaleSession) {
        throw new Fault("session_busy", "Another request took this session over; try again.", {
          cause: error,
        });
      }
      throw error;
    }
    journal?.markWritten();
    if (state !== undefined) this.#state = state;
  }

  async journal(turn: number) {
    return this.#store.journal(this.id, turn);
  }

  async release(): Promise<void> {
    await this.#store.release(this.id, this.#owner);
  }
}

/**
 * The config that a request of this session runs under: architecture, features, policies and trust as they were when
 * the session began, the rest as the request has it.
 * INVARIANT: nothing that decides about calls changes while a session lives (security.md, S1).
 */
export function pinnedConfig(pinned: Pinned, request: TurnRequest): SessionConfig {
  const ours = pinned.config;
  const theirs = request.config;
  const brought = request.brought ?? { features: true, policy: true, config: true };
  if (
    brought.features &&
    (ours.architecture !== theirs.architecture || !sameData(ours.features, theirs.features))
  ) {
    throw pinnedFault("architecture and features");
  }
  if (brought.policy && !sameData(ours.policy, theirs.policy)) throw pinnedFault("policies");
  const rest = brought.config ? theirs : ours;
  return {
    ...rest,
    architecture: ours.architecture,
    endpointType: ours.endpointType,
    features: ours.features,
    policy: ours.policy,
    trust: ours.trust,
  };
}

/** The session's tools with those that a new turn adds; one that is known must be as it was. */
export function pinnedTools(
  known: readonly ToolDefinition[],
  brought: readonly ToolDefinition[],
): readonly ToolDefinition[] {
  const tools = [...known];
  const names = new Set<string>();
  for (const tool of brought) {
    // INVARIANT: a policy could not tell two tools of one name apart (security.md, C10).
    if (names.has(tool.name)) {
      throw new Fault("tool_name_collision", `There are two tools named '${tool.name}'.`);
    }
    names.add(tool.name);
    const same = known.find((other) => other.name === tool.name);
    if (same === undefined) tools.push(tool);
    else if (!sameData(same, tool)) throw pinnedFault(`tool '${tool.name}'`);
  }
  return tools;
}

function pinnedFault(what: string): Fault {
  return new Fault(
    "session_pinned",
    `The session's ${what} cannot change after it began; begin a new session.`,
  );
}

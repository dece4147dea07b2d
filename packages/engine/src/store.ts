import type { JsonObject, JsonValue } from "./conversation.ts";

/**
 * What the engine asks of a store. A session is its pinned config, its state and its journal; everything that
 * came from outside is in the journal before it is used, so any node can take a session up (replay.ts).
 */

/** One thing that came from outside. `turn` and `seq` count from 0; (session, turn, seq) is unique. */
export interface JournalEntry {
  readonly turn: number;
  readonly seq: number;
  /** `model_answer`, `verdict`, `tool_result`, `environment`, ... (replay.ts lists them). */
  readonly kind: string;
  /** Hash of what was asked: a replay that asks something else has diverged. */
  readonly hash: string;
  readonly payload: JsonValue;
}

/** What may change from request to request, written as a whole. */
export type SessionState = JsonObject;

export interface SessionRow {
  readonly id: string;
  /** The API key that began the session; under another key it does not exist. */
  readonly keyId: string;
  /** Grows with each write; a write under an old version fails. */
  readonly version: number;
  /** Pinned when the session begins: architecture, policies, features (security.md, S1). */
  readonly pinned: JsonObject;
  readonly state: SessionState;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly expiresAt: number;
}

export type Acquired =
  | { readonly kind: "acquired"; readonly session: SessionRow }
  | { readonly kind: "busy" }
  | { readonly kind: "not_found" };

export interface SessionStore {
  /** Creates a session at version 0, held by `owner`. */
  create(session: Omit<SessionRow, "version">, owner: string): Promise<void>;
  /**
   * Takes the session for one request. Busy when another live request holds it, on this node or another; a hold of a
   * process that is gone does not count. Unknown, expired, and another key's session are all `not_found`.
   */
  acquire(id: string, keyId: string, owner: string): Promise<Acquired>;
  /** Gives the session back; harmless when it is not held by `owner`. */
  release(id: string, owner: string): Promise<void>;
  /**
   * Appends entries and replaces the state in one transaction; returns the new version. Throws `StaleSession` when
   * `version` is not the stored one or `owner` no longer holds the session: nothing is written then.
   */
  write(
    id: string,
    owner: string,
    version: number,
    change: {
      readonly entries: readonly JournalEntry[];
      readonly state?: SessionState;
      readonly expiresAt?: number;
    },
  ): Promise<number>;
  /** The journal of one turn, in order. */
  journal(id: string, turn: number): Promise<readonly JournalEntry[]>;
}

/** A write under an old version, or by one who no longer holds the session. */
export class StaleSession extends Error {
  override readonly name = "StaleSession";
}

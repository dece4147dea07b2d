import { setImmediate } from "node:timers/promises";
import {
  type Acquired,
  type JournalEntry,
  type JsonObject,
  type JsonValue,
  type SessionRow,
  type SessionStore,
  StaleSession,
} from "@sequrity/engine";
import type { Selectable, Transaction } from "kysely";
import { parseJsonText, writeJsonText } from "../json-text.ts";
import { identityText, isGone, type ProcessIdentity } from "./process-identity.ts";
import type { StoreDatabase, Tables } from "./schema.ts";
import type { Sealing } from "./sealing.ts";

/** A hold ends after so long unless its process renews it: a process of another host cannot be asked whether it lives. */
const leaseMs = 60_000;
/** Rows per insert: SQLite bounds the parameters of one statement. */
const rowsPerInsert = 500;
/** Sessions that are deleted in one statement. */
const sessionsPerSweep = 200;

export interface SessionsInput {
  readonly db: StoreDatabase;
  readonly sealing: Sealing;
  readonly self: ProcessIdentity;
  readonly now: () => number;
}

/** The engine's session store over the `sessions` and `journal` tables. */
export class Sessions implements SessionStore {
  readonly #db: StoreDatabase;
  readonly #sealing: Sealing;
  readonly #self: ProcessIdentity;
  readonly #now: () => number;

  constructor(input: SessionsInput) {
    this.#db = input.db;
    this.#sealing = input.sealing;
    this.#self = input.self;
    this.#now = input.now;
  }

  async create(session: Omit<SessionRow, "version">, owner: string): Promise<void> {
    await this.#db
      .insertInto("sessions")
      .values({
        id: session.id,
        key_id: session.keyId,
        version: 0,
        pinned: this.#seal(session.pinned, `sessions.pinned/${session.id}`),
        state: this.#seal(session.state, `sessions.state/${session.id}`),
        ...this.#lease(owner),
        created_at: session.createdAt,
        expires_at: session.expiresAt,
      })
      .execute();
  }

  async acquire(id: string, keyId: string, owner: string): Promise<Acquired> {
    return await this.#db.transaction().execute(async (transaction): Promise<Acquired> => {
      const row = await this.#live(transaction, id, keyId);
      if (row === undefined) return { kind: "not_found" };
      if (row.lease_owner !== null && row.lease_owner !== owner && this.#holds(row)) return { kind: "busy" };
      await transaction.updateTable("sessions").set(this.#lease(owner)).where("id", "=", id).execute();
      return { kind: "acquired", session: this.#session(row) };
    });
  }

  async release(id: string, owner: string): Promise<void> {
    await this.#db
      .updateTable("sessions")
      .set({ lease_owner: null, lease_process: null, lease_until: 0 })
      .where("id", "=", id)
      .where("lease_owner", "=", owner)
      .execute();
  }

  async write(
    id: string,
    owner: string,
    version: number,
    change: {
      readonly entries: readonly JournalEntry[];
      readonly state?: JsonObject;
      readonly expiresAt?: number;
    },
  ): Promise<number> {
    const next = version + 1;
    await this.#db.transaction().execute(async (transaction) => {
      // INVARIANT: who does not hold the session, or knows an older version of it, writes nothing.
      const updated = await transaction
        .updateTable("sessions")
        .set({
          version: next,
          ...(change.state === undefined ? {} : { state: this.#seal(change.state, `sessions.state/${id}`) }),
          ...(change.expiresAt === undefined ? {} : { expires_at: change.expiresAt }),
        })
        .where("id", "=", id)
        .where("version", "=", version)
        .where("lease_owner", "=", owner)
        .executeTakeFirst();
      if (updated.numUpdatedRows !== 1n) {
        throw new StaleSession(
          `session ${id} is no longer at version ${version}, or is held by another request`,
        );
      }
      for (let start = 0; start < change.entries.length; start += rowsPerInsert) {
        await transaction
          .insertInto("journal")
          .values(
            change.entries.slice(start, start + rowsPerInsert).map((entry) => this.#journalRow(id, entry)),
          )
          .execute();
      }
    });
    return next;
  }

  async journal(id: string, turn: number): Promise<readonly JournalEntry[]> {
    const rows = await this.#db
      .selectFrom("journal")
      .selectAll()
      .where("session_id", "=", id)
      .where("turn", "=", turn)
      .orderBy("seq")
      .execute();
    return rows.map((row) => ({
      turn: Number(row.turn),
      seq: Number(row.seq),
      kind: row.kind,
      hash: row.hash,
      payload: parseJsonText(
        this.#sealing.open(row.payload, journalPlace(id, Number(row.turn), Number(row.seq))),
      ),
    }));
  }

  /** One session for reading, whoever holds it; undefined when unknown, expired or another key's. */
  async find(id: string, keyId: string): Promise<SessionRow | undefined> {
    const row = await this.#live(this.#db, id, keyId);
    return row === undefined ? undefined : this.#session(row);
  }

  /** What a session was begun with, for reading; undefined as in `find`. */
  async pinnedOf(id: string, keyId: string): Promise<JsonObject | undefined> {
    const row = await this.#db
      .selectFrom("sessions")
      .select("pinned")
      .where("id", "=", id)
      .where("key_id", "=", keyId)
      .where("expires_at", ">", this.#now())
      .executeTakeFirst();
    return row === undefined ? undefined : this.#open(row.pinned, `sessions.pinned/${id}`);
  }

  /** The calls of a session that were answered in the legacy form, in order; none for another key's session. */
  async legacyCalls(id: string, keyId: string): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom("legacy_calls")
      .innerJoin("sessions", "sessions.id", "legacy_calls.session_id")
      .select("legacy_calls.call_id")
      .where("legacy_calls.session_id", "=", id)
      .where("sessions.key_id", "=", keyId)
      .orderBy("legacy_calls.position")
      .execute();
    return rows.map((row) => row.call_id);
  }

  /** Notes a call that is answered in the legacy form; a call that is noted already keeps its place. */
  async noteLegacyCall(id: string, callId: string): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const rows = await transaction
        .selectFrom("legacy_calls")
        .select("call_id")
        .where("session_id", "=", id)
        .execute();
      if (rows.some((row) => row.call_id === callId)) return;
      await transaction
        .insertInto("legacy_calls")
        .values({ session_id: id, position: rows.length, call_id: callId })
        .execute();
    });
  }

  /** Keeps this process's holds alive; called more often than a lease lasts. */
  async renewLeases(): Promise<void> {
    await this.#db
      .updateTable("sessions")
      .set({ lease_until: this.#now() + leaseMs })
      .where("lease_process", "=", identityText(this.#self))
      .execute();
  }

  /** Deletes expired sessions that nobody holds, with their journals; returns how many. */
  async sweep(): Promise<number> {
    const now = this.#now();
    let total = 0;
    for (;;) {
      const deleted = await this.#db
        .deleteFrom("sessions")
        .where("id", "in", (select) =>
          select
            .selectFrom("sessions")
            .select("id")
            .where("expires_at", "<=", now)
            .where("lease_until", "<=", now)
            .limit(sessionsPerSweep),
        )
        .executeTakeFirst();
      const count = Number(deleted.numDeletedRows);
      total += count;
      if (count < sessionsPerSweep) return total;
      // The embedded store works on this thread: others get their turn.
      await setImmediate();
    }
  }

  async #live(db: StoreDatabase | Transaction<Tables>, id: string, keyId: string) {
    const row = await db.selectFrom("sessions").selectAll().where("id", "=", id).executeTakeFirst();
    // INVARIANT: another key's session is as unknown as one that never was (security.md, S5).
    if (row === undefined || row.key_id !== keyId || Number(row.expires_at) <= this.#now()) return undefined;
    return row;
  }

  #holds(row: Selectable<Tables["sessions"]>): boolean {
    if (row.lease_process === null || Number(row.lease_until) <= this.#now()) return false;
    return !isGone(row.lease_process, this.#self);
  }

  #lease(owner: string) {
    return {
      lease_owner: owner,
      lease_process: identityText(this.#self),
      lease_until: this.#now() + leaseMs,
    };
  }

  #session(row: Selectable<Tables["sessions"]>): SessionRow {
    return {
      id: row.id,
      keyId: row.key_id,
      version: Number(row.version),
      pinned: this.#open(row.pinned, `sessions.pinned/${row.id}`),
      state: this.#open(row.state, `sessions.state/${row.id}`),
      createdAt: Number(row.created_at),
      expiresAt: Number(row.expires_at),
    };
  }

  #journalRow(id: string, entry: JournalEntry) {
    return {
      session_id: id,
      turn: entry.turn,
      seq: entry.seq,
      kind: entry.kind,
      hash: entry.hash,
      payload: this.#seal(entry.payload, journalPlace(id, entry.turn, entry.seq)),
    };
  }

  #seal(value: JsonValue, place: string): string {
    return this.#sealing.seal(writeJsonText(value), place);
  }

  #open(text: string, place: string): JsonObject {
    const value = parseJsonText(this.#sealing.open(text, place));
    if (isObject(value)) return value;
    throw new TypeError(`the stored value at ${place} is no object`);
  }
}

function journalPlace(id: string, turn: number, seq: number): string {
  return `journal/${id}/${turn}/${seq}`;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

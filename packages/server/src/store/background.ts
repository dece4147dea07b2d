import type { JsonObject } from "@sequrity/engine";
import type { Selectable, Transaction } from "kysely";
import { isObject } from "../json-fields.ts";
import { parseJsonText, writeJsonText } from "../json-text.ts";
import type { Conversations } from "./conversations.ts";
import { identityText, isGone, type ProcessIdentity } from "./process-identity.ts";
import type { Responses, StoredResponse } from "./responses.ts";
import type { StoreDatabase, Tables } from "./schema.ts";
import type { Sealing } from "./sealing.ts";

/** A hold ends after so long unless its process renews it. */
const holdMs = 60_000;
/** No process: whoever comes first may take the response up. */
const nobody = "";
const rowsPerInsert = 500;
const perClaim = 20;

export type BackgroundStatus = "queued" | "in_progress" | "completed" | "incomplete" | "failed" | "cancelled";
const active: readonly BackgroundStatus[] = ["queued", "in_progress"];
const statuses: readonly BackgroundStatus[] = [...active, "completed", "incomplete", "failed", "cancelled"];

/** Whether a response of this status is still being made. */
export function isActive(status: BackgroundStatus): boolean {
  return active.includes(status);
}

export interface BackgroundResponse {
  readonly id: string;
  readonly keyId: string;
  readonly status: BackgroundStatus;
  /** Its events are kept. */
  readonly streamed: boolean;
  /** As it is now. */
  readonly response: JsonObject;
  /** What it is made of, to take it up again. */
  readonly work: JsonObject;
  /** How often a process began to make it. */
  readonly attempts: number;
}

/** An event of a response's stream, by its `sequence_number`. */
export interface StoredEvent {
  readonly seq: number;
  readonly event: JsonObject;
}

/** How a response ended. */
export interface BackgroundEnd {
  readonly status: BackgroundStatus;
  readonly response: JsonObject;
  /** The last events, of which the first has the given number. */
  readonly events: (next: number) => readonly JsonObject[];
  /** What later requests find, kept together with the end. */
  readonly kept?: {
    readonly stored: StoredResponse;
    readonly conversation?: {
      readonly id: string;
      readonly items: Parameters<Conversations["append"]>[2];
      readonly lifetimeMs: number;
    };
  };
}

export interface BackgroundInput {
  readonly db: StoreDatabase;
  readonly sealing: Sealing;
  readonly self: ProcessIdentity;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly responses: Responses;
  readonly conversations: Conversations;
}

/**
 * Responses that are made while nobody waits for them, with the events of their streams.
 * INVARIANT: another key's response is as unknown as one that never was (security.md, S5).
 */
export class BackgroundResponses {
  readonly #db: StoreDatabase;
  readonly #sealing: Sealing;
  readonly #self: ProcessIdentity;
  readonly #now: () => number;
  readonly #responses: Responses;
  readonly #conversations: Conversations;

  constructor(input: BackgroundInput) {
    this.#db = input.db;
    this.#sealing = input.sealing;
    this.#self = input.self;
    this.#now = input.now;
    this.#responses = input.responses;
    this.#conversations = input.conversations;
  }

  /** Adds a response that this process begins to make. */
  async add(
    made: Omit<BackgroundResponse, "attempts">,
    events: readonly StoredEvent[],
    lifetimeMs: number,
  ): Promise<void> {
    const now = this.#now();
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("background_responses")
        .values({
          id: made.id,
          key_id: made.keyId,
          status: made.status,
          streamed: made.streamed ? 1 : 0,
          response: this.#seal(made.response, `background.response/${made.id}`),
          work: this.#seal(made.work, `background.work/${made.id}`),
          held_by: identityText(this.#self),
          held_until: now + holdMs,
          attempts: 1,
          created_at: now,
          expires_at: now + lifetimeMs,
        })
        .execute();
      await this.#insertEvents(transaction, made.id, events);
    });
  }

  /** One response; undefined when unknown, expired or another key's. */
  async find(id: string, keyId: string): Promise<BackgroundResponse | undefined> {
    const row = await this.#db
      .selectFrom("background_responses")
      .selectAll()
      .where("id", "=", id)
      .where("key_id", "=", keyId)
      .where("expires_at", ">", this.#now())
      .executeTakeFirst();
    return row === undefined ? undefined : this.#response(row);
  }

  /** Notes how far a response has come; false when it is over already, or another process makes it. */
  async note(
    id: string,
    progress: { readonly response?: JsonObject; readonly events: readonly StoredEvent[] },
  ): Promise<boolean> {
    return await this.#db.transaction().execute(async (transaction) => {
      const { response, events } = progress;
      const noted = await transaction
        .updateTable("background_responses")
        .set({
          status: "in_progress",
          ...(response === undefined ? {} : { response: this.#seal(response, `background.response/${id}`) }),
        })
        .where("id", "=", id)
        .where("held_by", "=", identityText(this.#self))
        .where("status", "in", active)
        .executeTakeFirst();
      if (noted.numUpdatedRows !== 1n) return false;
      await this.#insertEvents(transaction, id, events);
      return true;
    });
  }

  /**
   * Ends a response, and keeps what later requests find; false when it was over already.
   * INVARIANT: a response ends once, and all that tells of its end is written together.
   */
  async end(id: string, keyId: string, end: BackgroundEnd): Promise<boolean> {
    return await this.#db.transaction().execute(async (transaction) => {
      const ended = await transaction
        .updateTable("background_responses")
        .set({
          status: end.status,
          response: this.#seal(end.response, `background.response/${id}`),
          held_by: nobody,
        })
        .where("id", "=", id)
        .where("key_id", "=", keyId)
        .where("status", "in", active)
        .executeTakeFirst();
      if (ended.numUpdatedRows !== 1n) return false;
      const last = await transaction
        .selectFrom("response_events")
        .select("seq")
        .where("response_id", "=", id)
        .orderBy("seq", "desc")
        .executeTakeFirst();
      if (last !== undefined) {
        const next = Number(last.seq) + 1;
        const events = end.events(next).map((event, index) => ({ seq: next + index, event }));
        await this.#insertEvents(transaction, id, events);
      }
      if (end.kept !== undefined) {
        const { stored, conversation } = end.kept;
        await this.#responses.add(keyId, stored, transaction);
        if (conversation !== undefined) {
          const { items, lifetimeMs } = conversation;
          await this.#conversations.appendWithin(transaction, conversation.id, keyId, items, {
            lifetimeMs,
            sessionId: stored.sessionId,
          });
        }
      }
      return true;
    });
  }

  /** Lets another process take a response up. `counts`: this one's attempt was one. */
  async release(id: string, attempt: { readonly counts: boolean } = { counts: false }): Promise<void> {
    await this.#db
      .updateTable("background_responses")
      .set((expression) => ({
        held_by: nobody,
        held_until: 0,
        attempts: expression("attempts", "-", attempt.counts ? 0 : 1),
      }))
      .where("id", "=", id)
      .where("held_by", "=", identityText(this.#self))
      .execute();
  }

  /** Responses that are not over and that no living process makes. */
  async abandoned(): Promise<readonly BackgroundResponse[]> {
    const rows = await this.#db
      .selectFrom("background_responses")
      .selectAll()
      .where("status", "in", active)
      .where("held_by", "!=", identityText(this.#self))
      .orderBy("created_at")
      .execute();
    const now = this.#now();
    const left = rows.filter((row) => Number(row.held_until) <= now || isGone(row.held_by, this.#self));
    return left.slice(0, perClaim).map((row) => this.#response(row));
  }

  /** Takes an abandoned response up; false when another process was faster. */
  async takeUp({ id, attempts }: BackgroundResponse): Promise<boolean> {
    const taken = await this.#db
      .updateTable("background_responses")
      .set({
        held_by: identityText(this.#self),
        held_until: this.#now() + holdMs,
        attempts: attempts + 1,
      })
      .where("id", "=", id)
      .where("attempts", "=", attempts)
      .where("status", "in", active)
      .executeTakeFirst();
    return taken.numUpdatedRows === 1n;
  }

  /** Keeps this process's holds alive; the ids of those that are not over. */
  async renewHolds(): Promise<ReadonlySet<string>> {
    const own = identityText(this.#self);
    await this.#db
      .updateTable("background_responses")
      .set({ held_until: this.#now() + holdMs })
      .where("held_by", "=", own)
      .where("status", "in", active)
      .execute();
    const rows = await this.#db
      .selectFrom("background_responses")
      .select("id")
      .where("held_by", "=", own)
      .where("status", "in", active)
      .execute();
    return new Set(rows.map(({ id }) => id));
  }

  /** The events after a number, in order; at most so many. */
  async eventsAfter(id: string, seq: number, limit: number): Promise<readonly StoredEvent[]> {
    const rows = await this.#db
      .selectFrom("response_events")
      .selectAll()
      .where("response_id", "=", id)
      .where("seq", ">", seq)
      .orderBy("seq")
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      seq: Number(row.seq),
      event: this.#open(row.event, eventPlace(id, Number(row.seq))),
    }));
  }

  /** Deletes a response with its events; false when there is none. */
  async delete(id: string, keyId: string): Promise<boolean> {
    const deleted = await this.#db
      .deleteFrom("background_responses")
      .where("id", "=", id)
      .where("key_id", "=", keyId)
      .executeTakeFirst();
    return deleted.numDeletedRows === 1n;
  }

  /** Deletes what has expired; returns how many. */
  async sweep(): Promise<number> {
    const deleted = await this.#db
      .deleteFrom("background_responses")
      .where("expires_at", "<=", this.#now())
      .executeTakeFirst();
    return Number(deleted.numDeletedRows);
  }

  async #insertEvents(
    transaction: Transaction<Tables>,
    id: string,
    events: readonly StoredEvent[],
  ): Promise<void> {
    const rows = events.map(({ seq, event }) => ({
      response_id: id,
      seq,
      event: this.#seal(event, eventPlace(id, seq)),
    }));
    for (let start = 0; start < rows.length; start += rowsPerInsert) {
      await transaction
        .insertInto("response_events")
        .values(rows.slice(start, start + rowsPerInsert))
        .execute();
    }
  }

  #response(row: Selectable<Tables["background_responses"]>): BackgroundResponse {
    const { id } = row;
    const status = statuses.find((word) => word === row.status);
    if (status === undefined) throw new TypeError(`the stored response ${id} has no known status`);
    return {
      id,
      keyId: row.key_id,
      status,
      streamed: Number(row.streamed) !== 0,
      response: this.#open(row.response, `background.response/${id}`),
      work: this.#open(row.work, `background.work/${id}`),
      attempts: Number(row.attempts),
    };
  }

  #seal(value: JsonObject, place: string): string {
    return this.#sealing.seal(writeJsonText(value), place);
  }

  #open(text: string, place: string): JsonObject {
    const value = parseJsonText(this.#sealing.open(text, place));
    if (isObject(value)) return value;
    throw new TypeError(`the stored value at ${place} is no object`);
  }
}

function eventPlace(id: string, seq: number): string {
  return `response_events/${id}/${seq}`;
}

import type { JsonObject } from "@sequrity/engine";
import type { Selectable, Transaction } from "kysely";
import { arrayAt, isObject, objectAt, stringAt } from "../json-fields.ts";
import { parseJsonText, writeJsonText } from "../json-text.ts";
import type { StoreDatabase, Tables } from "./schema.ts";
import type { Sealing } from "./sealing.ts";

/** Items of one response that may be referred to: SQLite bounds the parameters of one statement. */
const itemsMax = 500;

/** A response of the Responses API as it is kept. */
export interface StoredResponse {
  readonly id: string;
  readonly sessionId: string;
  /** The response that it went on from. */
  readonly previousId: string | undefined;
  /** As it was answered. */
  readonly response: JsonObject;
  /** The request's own input items, each with an id. */
  readonly input: readonly JsonObject[];
}

export interface ResponsesInput {
  readonly db: StoreDatabase;
  readonly sealing: Sealing;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The stored responses; each lives as long as its session. */
export class Responses {
  readonly #db: StoreDatabase;
  readonly #sealing: Sealing;
  readonly #now: () => number;

  constructor(input: ResponsesInput) {
    this.#db = input.db;
    this.#sealing = input.sealing;
    this.#now = input.now;
  }

  /** @param db a transaction of the caller's */
  async add(
    keyId: string,
    stored: StoredResponse,
    db: StoreDatabase | Transaction<Tables> = this.#db,
  ): Promise<void> {
    if (db !== this.#db) return await this.#insert(keyId, stored, db);
    await this.#db.transaction().execute((transaction) => this.#insert(keyId, stored, transaction));
  }

  async #insert(
    keyId: string,
    stored: StoredResponse,
    db: StoreDatabase | Transaction<Tables>,
  ): Promise<void> {
    const { id, sessionId, previousId, response, input } = stored;
    await db
      .insertInto("responses")
      .values({
        id,
        key_id: keyId,
        session_id: sessionId,
        previous_id: previousId ?? null,
        body: this.#sealing.seal(writeJsonText({ response, input }), placeOf(id)),
        deleted: 0,
        created_at: this.#now(),
      })
      .execute();
    const items = new Set(outputOf(response).flatMap((item) => stringAt(item, "id") ?? []));
    if (items.size === 0) return;
    await db
      .insertInto("response_items")
      .values([...items].slice(0, itemsMax).map((item_id) => ({ response_id: id, item_id })))
      .execute();
  }

  /** An output item of a stored response, by its id; undefined when it is none of this key's. */
  async item(id: string, keyId: string): Promise<JsonObject | undefined> {
    const row = await this.#live(keyId)
      .innerJoin("response_items", "response_items.response_id", "responses.id")
      .where("response_items.item_id", "=", id)
      .where("responses.deleted", "=", 0)
      .orderBy("responses.created_at", "desc")
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return outputOf(this.#stored(row).response).find((item) => stringAt(item, "id") === id);
  }

  /** One response; undefined when unknown, deleted, expired with its session, or another key's. */
  async find(id: string, keyId: string): Promise<StoredResponse | undefined> {
    const row = await this.#live(keyId).where("responses.id", "=", id).executeTakeFirst();
    return row === undefined || Number(row.deleted) !== 0 ? undefined : this.#stored(row);
  }

  /** The id of a session's last response. */
  async lastOf(sessionId: string, keyId: string): Promise<string | undefined> {
    const row = await this.#live(keyId)
      .where("responses.session_id", "=", sessionId)
      .where("responses.deleted", "=", 0)
      .orderBy("responses.created_at", "desc")
      .executeTakeFirst();
    return row?.id;
  }

  /**
   * A response and all that it went on from, the oldest first; undefined as in `find`. Deleted ones before it are
   * among them: the conversation that went on from them is the session's, and goes with it.
   */
  async chain(id: string, keyId: string): Promise<readonly StoredResponse[] | undefined> {
    const last = await this.find(id, keyId);
    if (last === undefined) return undefined;
    const rows = await this.#live(keyId).where("responses.session_id", "=", last.sessionId).execute();
    const known = new Map(rows.map((row) => [row.id, row]));
    const chain = [last];
    // A row names only rows before it: taken out once, none comes twice.
    for (let previous = last.previousId; previous !== undefined; ) {
      const row = known.get(previous);
      if (row === undefined) return undefined;
      known.delete(previous);
      const stored = this.#stored(row);
      chain.push(stored);
      previous = stored.previousId;
    }
    return chain.toReversed();
  }

  /** Deletes a response; false when there is none. */
  async delete(id: string, keyId: string): Promise<boolean> {
    const deleted = await this.#db
      .updateTable("responses")
      .set({ deleted: 1 })
      .where("id", "=", id)
      .where("key_id", "=", keyId)
      .where("deleted", "=", 0)
      .executeTakeFirst();
    return deleted.numUpdatedRows === 1n;
  }

  /** INVARIANT: another key's response is as unknown as one that never was (security.md, S5). */
  #live(keyId: string) {
    return this.#db
      .selectFrom("responses")
      .innerJoin("sessions", "sessions.id", "responses.session_id")
      .selectAll("responses")
      .where("responses.key_id", "=", keyId)
      .where("sessions.expires_at", ">", this.#now());
  }

  #stored(row: Selectable<Tables["responses"]>): StoredResponse {
    const body = parseJsonText(this.#sealing.open(row.body, placeOf(row.id)));
    return {
      id: row.id,
      sessionId: row.session_id,
      previousId: row.previous_id ?? undefined,
      response: objectAt(body, "response") ?? {},
      input: (arrayAt(body, "input") ?? []).filter(isObject),
    };
  }
}

function outputOf(response: JsonObject): readonly JsonObject[] {
  return (arrayAt(response, "output") ?? []).filter(isObject);
}

function placeOf(id: string): string {
  return `responses/${id}`;
}

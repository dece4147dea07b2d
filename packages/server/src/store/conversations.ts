import type { JsonObject } from "@sequrity/engine";
import type { Selectable, Transaction } from "kysely";
import { objectAt, stringAt } from "../json-fields.ts";
import { parseJsonText, writeJsonText } from "../json-text.ts";
import { identityText, isGone, type ProcessIdentity } from "./process-identity.ts";
import type { StoreDatabase, Tables } from "./schema.ts";
import type { Sealing } from "./sealing.ts";

/** A hold ends after so long unless its process renews it. */
const holdMs = 60_000;
/** Rows per insert: SQLite bounds the parameters of one statement. */
const rowsPerInsert = 500;

export interface StoredConversation {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** The session that its responses are answered in. */
  readonly sessionId: string | undefined;
}

export interface ConversationItem {
  readonly id: string;
  readonly item: JsonObject;
  /** The item is the first of a request; `instructions` are that request's. */
  readonly begins?: { readonly instructions: string | undefined };
}

export interface ItemPageQuery {
  /** The item that the page follows. */
  readonly after: string | undefined;
  readonly limit: number;
  readonly order: "asc" | "desc";
}

export interface ConversationsInput {
  readonly db: StoreDatabase;
  readonly sealing: Sealing;
  readonly self: ProcessIdentity;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Conversations and their items.
 * INVARIANT: another key's conversation is as unknown as one that never was (security.md, S5).
 */
export class Conversations {
  readonly #db: StoreDatabase;
  readonly #sealing: Sealing;
  readonly #self: ProcessIdentity;
  readonly #now: () => number;

  constructor(input: ConversationsInput) {
    this.#db = input.db;
    this.#sealing = input.sealing;
    this.#self = input.self;
    this.#now = input.now;
  }

  /** @param lifetimeMs how long it is kept after it was last written to */
  async create(
    keyId: string,
    conversation: Pick<StoredConversation, "id" | "metadata"> & {
      readonly items: readonly ConversationItem[];
    },
    lifetimeMs: number,
  ): Promise<StoredConversation> {
    const { id, metadata, items } = conversation;
    const createdAt = this.#now();
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("conversations")
        .values({
          id,
          key_id: keyId,
          body: this.#sealing.seal(writeJsonText({ metadata }), placeOf(id)),
          session_id: null,
          hold_owner: null,
          hold_process: null,
          hold_until: 0,
          created_at: createdAt,
          expires_at: createdAt + lifetimeMs,
        })
        .execute();
      await this.#insert(transaction, id, 0, items);
    });
    return { id, createdAt, metadata, sessionId: undefined };
  }

  /** One conversation; undefined when unknown, expired or another key's. */
  async find(id: string, keyId: string): Promise<StoredConversation | undefined> {
    const row = await this.#live(this.#db, id, keyId);
    return row === undefined ? undefined : this.#conversation(row);
  }

  /** Replaces the metadata; undefined as in `find`. */
  async update(
    id: string,
    keyId: string,
    metadata: StoredConversation["metadata"],
  ): Promise<StoredConversation | undefined> {
    const found = await this.find(id, keyId);
    if (found === undefined) return undefined;
    await this.#db
      .updateTable("conversations")
      .set({ body: this.#sealing.seal(writeJsonText({ metadata }), placeOf(id)) })
      .where("id", "=", id)
      .where("key_id", "=", keyId)
      .execute();
    return { ...found, metadata };
  }

  /** Deletes a conversation with its items; false when there is none. */
  async delete(id: string, keyId: string): Promise<boolean> {
    const deleted = await this.#db
      .deleteFrom("conversations")
      .where("id", "=", id)
      .where("key_id", "=", keyId)
      .where("expires_at", ">", this.#now())
      .executeTakeFirst();
    return deleted.numDeletedRows === 1n;
  }

  /**
   * Adds items at the end, and keeps the conversation for another lifetime; false when there is none.
   *
   * @param sessionId the session that they were answered in
   */
  async append(
    id: string,
    keyId: string,
    items: readonly ConversationItem[],
    lifetimeMs: number,
    sessionId?: string,
  ): Promise<boolean> {
    return await this.#db
      .transaction()
      .execute((transaction) => this.appendWithin(transaction, id, keyId, items, { lifetimeMs, sessionId }));
  }

  /** As `append`, in a transaction of the caller's. */
  async appendWithin(
    transaction: Transaction<Tables>,
    id: string,
    keyId: string,
    items: readonly ConversationItem[],
    { lifetimeMs, sessionId }: { readonly lifetimeMs: number; readonly sessionId: string | undefined },
  ): Promise<boolean> {
    if ((await this.#live(transaction, id, keyId)) === undefined) return false;
    const last = await transaction
      .selectFrom("conversation_items")
      .select("position")
      .where("conversation_id", "=", id)
      .orderBy("position", "desc")
      .executeTakeFirst();
    await this.#insert(transaction, id, last === undefined ? 0 : Number(last.position) + 1, items);
    await transaction
      .updateTable("conversations")
      .set({
        expires_at: this.#now() + lifetimeMs,
        ...(sessionId === undefined ? {} : { session_id: sessionId }),
      })
      .where("id", "=", id)
      .execute();
    return true;
  }

  /** All items of a conversation, the oldest first. */
  async items(id: string, keyId: string): Promise<readonly ConversationItem[]> {
    const rows = await this.#items(keyId)
      .where("conversation_items.conversation_id", "=", id)
      .orderBy("conversation_items.position")
      .execute();
    return rows.map((row) => this.#item(row));
  }

  /** One item; undefined when there is none of this id. */
  async item(id: string, keyId: string, itemId: string): Promise<ConversationItem | undefined> {
    const row = await this.#place(id, keyId, itemId);
    return row === undefined ? undefined : this.#item(row);
  }

  /** A page of the items, and whether more follow; undefined when `after` is no item of the conversation. */
  async page(
    id: string,
    keyId: string,
    { after, limit, order }: ItemPageQuery,
  ): Promise<{ readonly items: readonly ConversationItem[]; readonly more: boolean } | undefined> {
    let query = this.#items(keyId)
      .where("conversation_items.conversation_id", "=", id)
      .orderBy("conversation_items.position", order)
      .limit(limit + 1);
    if (after !== undefined) {
      const place = await this.#place(id, keyId, after);
      if (place === undefined) return undefined;
      query = query.where("conversation_items.position", order === "asc" ? ">" : "<", place.position);
    }
    const rows = await query.execute();
    return { items: rows.slice(0, limit).map((row) => this.#item(row)), more: rows.length > limit };
  }

  /** Deletes an item; false when there is none of this id. */
  async deleteItem(id: string, keyId: string, itemId: string): Promise<boolean> {
    const place = await this.#place(id, keyId, itemId);
    if (place === undefined) return false;
    const deleted = await this.#db
      .deleteFrom("conversation_items")
      .where("conversation_id", "=", id)
      .where("position", "=", place.position)
      .executeTakeFirst();
    return deleted.numDeletedRows === 1n;
  }

  /** Takes the conversation for one request; false while another live request has it, on this node or another. */
  async hold(id: string, keyId: string, owner: string): Promise<boolean> {
    return await this.#db.transaction().execute(async (transaction) => {
      const row = await this.#live(transaction, id, keyId);
      if (row === undefined) return false;
      const held =
        row.hold_process !== null &&
        row.hold_owner !== owner &&
        Number(row.hold_until) > this.#now() &&
        !isGone(row.hold_process, this.#self);
      if (held) return false;
      await transaction
        .updateTable("conversations")
        .set({
          hold_owner: owner,
          hold_process: identityText(this.#self),
          hold_until: this.#now() + holdMs,
        })
        .where("id", "=", id)
        .execute();
      return true;
    });
  }

  /** Gives the conversation back; harmless when it is not held by `owner`. */
  async release(id: string, owner: string): Promise<void> {
    await this.#db
      .updateTable("conversations")
      .set({ hold_owner: null, hold_process: null, hold_until: 0 })
      .where("id", "=", id)
      .where("hold_owner", "=", owner)
      .execute();
  }

  /** Keeps this process's holds alive; called more often than a hold lasts. */
  async renewHolds(): Promise<void> {
    await this.#db
      .updateTable("conversations")
      .set({ hold_until: this.#now() + holdMs })
      .where("hold_process", "=", identityText(this.#self))
      .execute();
  }

  /** Deletes what has expired; returns how many. */
  async sweep(): Promise<number> {
    const now = this.#now();
    const deleted = await this.#db
      .deleteFrom("conversations")
      .where("expires_at", "<=", now)
      .where("hold_until", "<=", now)
      .executeTakeFirst();
    return Number(deleted.numDeletedRows);
  }

  async #live(db: StoreDatabase | Transaction<Tables>, id: string, keyId: string) {
    return await db
      .selectFrom("conversations")
      .selectAll()
      .where("id", "=", id)
      .where("key_id", "=", keyId)
      .where("expires_at", ">", this.#now())
      .executeTakeFirst();
  }

  #items(keyId: string) {
    return this.#db
      .selectFrom("conversation_items")
      .innerJoin("conversations", "conversations.id", "conversation_items.conversation_id")
      .selectAll("conversation_items")
      .where("conversations.key_id", "=", keyId)
      .where("conversations.expires_at", ">", this.#now());
  }

  async #place(id: string, keyId: string, itemId: string) {
    return await this.#items(keyId)
      .where("conversation_items.conversation_id", "=", id)
      .where("conversation_items.id", "=", itemId)
      .orderBy("conversation_items.position")
      .executeTakeFirst();
  }

  async #insert(
    transaction: Transaction<Tables>,
    id: string,
    first: number,
    items: readonly ConversationItem[],
  ): Promise<void> {
    const rows = items.map(({ id: itemId, item, begins }, index) => {
      const position = first + index;
      const body = writeJsonText({ item, ...(begins === undefined ? {} : { begins }) });
      return {
        conversation_id: id,
        position,
        id: itemId,
        body: this.#sealing.seal(body, itemPlace(id, position)),
      };
    });
    for (let start = 0; start < rows.length; start += rowsPerInsert) {
      await transaction
        .insertInto("conversation_items")
        .values(rows.slice(start, start + rowsPerInsert))
        .execute();
    }
  }

  #conversation(row: Selectable<Tables["conversations"]>): StoredConversation {
    const body = parseJsonText(this.#sealing.open(row.body, placeOf(row.id)));
    const metadata = Object.entries(objectAt(body, "metadata") ?? {}).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    );
    return {
      id: row.id,
      createdAt: Number(row.created_at),
      metadata: Object.fromEntries(metadata),
      sessionId: row.session_id ?? undefined,
    };
  }

  #item(row: Selectable<Tables["conversation_items"]>): ConversationItem {
    const place = itemPlace(row.conversation_id, Number(row.position));
    const body = parseJsonText(this.#sealing.open(row.body, place));
    const begins = objectAt(body, "begins");
    return {
      id: row.id,
      item: objectAt(body, "item") ?? {},
      ...(begins === undefined ? {} : { begins: { instructions: stringAt(begins, "instructions") } }),
    };
  }
}

function placeOf(id: string): string {
  return `conversations/${id}`;
}

function itemPlace(id: string, position: number): string {
  return `conversation_items/${id}/${position}`;
}

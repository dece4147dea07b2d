import type { JsonObject } from "@sequrity/engine";
import { arrayAt, isObject, objectAt, stringAt } from "../json-fields.ts";
import { parseJsonText, writeJsonText } from "../json-text.ts";
import type { StoreDatabase } from "./schema.ts";
import type { Sealing } from "./sealing.ts";

/** A chat completion as it is kept. */
export interface StoredCompletion {
  readonly id: string;
  readonly sessionId: string;
  readonly head: CompletionHead;
  /** As it is shown, but for the metadata. */
  readonly completion: JsonObject;
  /** The request's messages, each with an id. */
  readonly messages: readonly JsonObject[];
}

/** What lists are filtered by; the metadata may change. */
export interface CompletionHead {
  readonly model: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface CompletionPage {
  readonly data: readonly StoredCompletion[];
  readonly hasMore: boolean;
}

export interface CompletionQuery {
  /** The id after which the page begins. */
  readonly after: string | undefined;
  readonly limit: number;
  readonly order: "asc" | "desc";
  readonly matches: (head: CompletionHead) => boolean;
}

export interface CompletionsInput {
  readonly db: StoreDatabase;
  readonly sealing: Sealing;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Heads that are looked at together: they are encrypted, so the database cannot filter by them. */
const headsAtOnce = 200;

/** The stored chat completions; each lives as long as its session. */
export class Completions {
  readonly #db: StoreDatabase;
  readonly #sealing: Sealing;
  readonly #now: () => number;

  constructor(input: CompletionsInput) {
    this.#db = input.db;
    this.#sealing = input.sealing;
    this.#now = input.now;
  }

  async add(keyId: string, stored: StoredCompletion): Promise<void> {
    const { id, sessionId, head, completion, messages } = stored;
    await this.#db.transaction().execute(async (transaction) => {
      const last = await transaction
        .selectFrom("completions")
        .select((build) => build.fn.max("position").as("position"))
        .where("key_id", "=", keyId)
        .executeTakeFirst();
      await transaction
        .insertInto("completions")
        .values({
          id,
          key_id: keyId,
          session_id: sessionId,
          position: Number(last?.position ?? 0) + 1,
          head: this.#sealing.seal(writeJsonText(head), headPlace(id)),
          body: this.#sealing.seal(writeJsonText({ completion, messages }), bodyPlace(id)),
          created_at: this.#now(),
        })
        .execute();
    });
  }

  /** One completion; undefined when unknown, deleted, expired with its session, or another key's. */
  async find(id: string, keyId: string): Promise<StoredCompletion | undefined> {
    const row = await this.#live(keyId)
      .selectAll("completions")
      .where("completions.id", "=", id)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const body = parseJsonText(this.#sealing.open(row.body, bodyPlace(id)));
    return {
      id,
      sessionId: row.session_id,
      head: this.#head(row),
      completion: objectAt(body, "completion") ?? {},
      messages: (arrayAt(body, "messages") ?? []).filter(isObject),
    };
  }

  /** A page of a key's completions; undefined when there is none of the id that it is to begin after. */
  async list(keyId: string, query: CompletionQuery): Promise<CompletionPage | undefined> {
    const { limit, order, matches } = query;
    let place: Place | undefined;
    if (query.after !== undefined) {
      const row = await this.#live(keyId)
        .select(["completions.id", "completions.position"])
        .where("completions.id", "=", query.after)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      place = row;
    }
    const found: string[] = [];
    while (found.length <= limit) {
      const heads = await this.#headsAfter(keyId, place, order);
      for (const row of heads) if (matches(this.#head(row))) found.push(row.id);
      place = heads.at(-1);
      if (heads.length < headsAtOnce) break;
    }
    const data: StoredCompletion[] = [];
    for (const id of found.slice(0, limit)) {
      // One that was deleted in the meantime is left out.
      const completion = await this.find(id, keyId);
      if (completion !== undefined) data.push(completion);
    }
    return { data, hasMore: found.length > limit };
  }

  /** Changes a completion's metadata; false when there is none. */
  async setMetadata(id: string, keyId: string, metadata: CompletionHead["metadata"]): Promise<boolean> {
    const known = await this.find(id, keyId);
    if (known === undefined) return false;
    const head: CompletionHead = { ...known.head, metadata };
    const changed = await this.#db
      .updateTable("completions")
      .set({ head: this.#sealing.seal(writeJsonText(head), headPlace(id)) })
      .where("id", "=", id)
      .where("key_id", "=", keyId)
      .executeTakeFirst();
    return changed.numUpdatedRows === 1n;
  }

  /** Deletes a completion; false when there is none. */
  async delete(id: string, keyId: string): Promise<boolean> {
    const deleted = await this.#db
      .deleteFrom("completions")
      .where("id", "=", id)
      .where("key_id", "=", keyId)
      .executeTakeFirst();
    return deleted.numDeletedRows === 1n;
  }

  #headsAfter(keyId: string, place: Place | undefined, order: "asc" | "desc") {
    const beyond = order === "asc" ? ">" : "<";
    let query = this.#live(keyId)
      .select(["completions.id", "completions.position", "completions.head"])
      .orderBy("completions.position", order)
      .orderBy("completions.id", order)
      .limit(headsAtOnce);
    if (place !== undefined) {
      const { id, position } = place;
      query = query.where((build) =>
        build.or([
          build("completions.position", beyond, position),
          build.and([build("completions.position", "=", position), build("completions.id", beyond, id)]),
        ]),
      );
    }
    return query.execute();
  }

  /** INVARIANT: another key's completion is as unknown as one that never was (security.md, S5). */
  #live(keyId: string) {
    return this.#db
      .selectFrom("completions")
      .innerJoin("sessions", "sessions.id", "completions.session_id")
      .where("completions.key_id", "=", keyId)
      .where("sessions.expires_at", ">", this.#now());
  }

  #head(row: { readonly id: string; readonly head: string }): CompletionHead {
    const head = parseJsonText(this.#sealing.open(row.head, headPlace(row.id)));
    const pairs = Object.entries(objectAt(head, "metadata") ?? {});
    return {
      model: stringAt(head, "model") ?? "",
      metadata: Object.fromEntries(
        pairs.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
      ),
    };
  }
}

interface Place {
  readonly id: string;
  readonly position: number;
}

function headPlace(id: string): string {
  return `completions/${id}/head`;
}
function bodyPlace(id: string): string {
  return `completions/${id}/body`;
}

import type { JsonObject, JsonValue } from "@sequrity/engine";
import { parseJsonText, writeJsonText } from "../json-text.ts";
import type { StoreDatabase } from "./schema.ts";

/** An API key as it is stored: its hash, never the key. */
export interface StoredApiKey {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  /** The three config headers that the key stands for, and what the operator trusts it with. */
  readonly baseConfig: JsonObject;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** The `api_keys` table. */
export class ApiKeys {
  readonly #db: StoreDatabase;

  constructor(db: StoreDatabase) {
    this.#db = db;
  }

  /** Adds a key; returns false, and changes nothing, when one with this hash is there. */
  async add(key: StoredApiKey): Promise<boolean> {
    const result = await this.#db
      .insertInto("api_keys")
      .values({
        id: key.id,
        name: key.name,
        hash: key.hash,
        base_config: writeJsonText(key.baseConfig),
        created_at: key.createdAt,
        revoked_at: key.revokedAt,
      })
      .onConflict((conflict) => conflict.column("hash").doNothing())
      .executeTakeFirst();
    return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  async findByHash(hash: string): Promise<StoredApiKey | undefined> {
    const row = await this.#db.selectFrom("api_keys").selectAll().where("hash", "=", hash).executeTakeFirst();
    return row === undefined ? undefined : storedKey(row);
  }

  /** Whether there is a key of this id that is not revoked. */
  async isValid(id: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom("api_keys")
      .select("id")
      .where("id", "=", id)
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** All keys, the oldest first. */
  async list(): Promise<readonly StoredApiKey[]> {
    const rows = await this.#db
      .selectFrom("api_keys")
      .selectAll()
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    return rows.map(storedKey);
  }

  /** Revokes a key for good; returns false when there is no such key or it is revoked already. */
  async revoke(id: string, at: number): Promise<boolean> {
    const result = await this.#db
      .updateTable("api_keys")
      .set({ revoked_at: at })
      .where("id", "=", id)
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }
}

function storedKey(row: {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly base_config: string;
  readonly created_at: number;
  readonly revoked_at: number | null;
}): StoredApiKey {
  return {
    id: row.id,
    name: row.name,
    hash: row.hash,
    baseConfig: objectOf(parseJsonText(row.base_config)),
    createdAt: Number(row.created_at),
    revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
  };
}

function objectOf(value: JsonValue): JsonObject {
  if (typeof value === "object" && value !== null && !isArray(value)) return value;
  throw new TypeError("the stored base config of an API key is no object");
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

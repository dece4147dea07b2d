import type { Kysely } from "kysely";
import type { Migration, MigrationProvider } from "kysely/migration";
import { type BackgroundTables, backgroundMigration } from "./background-tables.ts";
import { type CompletionTable, completions } from "./completions-schema.ts";
import { type ConversationTables, conversationMigration } from "./conversation-tables.ts";

/**
 * The tables. Only types and statements that SQLite and PostgreSQL share: text, and integers of 64 bits for counts
 * and for times in milliseconds since the epoch (PostgreSQL's driver gives them as text, so readers convert).
 */
export interface Tables extends ConversationTables, BackgroundTables {
  api_keys: ApiKeyTable;
  sessions: SessionTable;
  journal: JournalTable;
  idempotency: IdempotencyTable;
  legacy_calls: LegacyCallTable;
  settings: SettingTable;
  responses: ResponseTable;
  response_items: ResponseItemTable;
  completions: CompletionTable;
}

interface ApiKeyTable {
  id: string;
  name: string;
  /** SHA-256 of the key in hex: the key itself is nowhere. */
  hash: string;
  /** JSON: the three config headers that the key stands for. */
  base_config: string;
  created_at: number;
  revoked_at: number | null;
}

interface SessionTable {
  id: string;
  key_id: string;
  version: number;
  pinned: string;
  state: string;
  /** The request that holds the session, and the process that it runs in. */
  lease_owner: string | null;
  lease_process: string | null;
  lease_until: number;
  created_at: number;
  expires_at: number;
}

interface JournalTable {
  session_id: string;
  turn: number;
  seq: number;
  kind: string;
  hash: string;
  payload: string;
}

interface IdempotencyTable {
  key_id: string;
  /** The hash of the caller's key. */
  name: string;
  body_hash: string;
  /** The answer; null while the request runs. */
  answer: string | null;
  /** The session that the running request began. */
  session_id: string | null;
  held_by: string;
  expires_at: number;
}

/** Ids of calls that were answered in the legacy form, which has none, in order. */
interface LegacyCallTable {
  session_id: string;
  position: number;
  call_id: string;
}

/** Responses of the Responses API. */
interface ResponseTable {
  id: string;
  key_id: string;
  session_id: string;
  /** The response that it went on from. */
  previous_id: string | null;
  /** JSON: the response as it was answered, and its input items. */
  body: string;
  /** 1: deleted by its caller. */
  deleted: number;
  created_at: number;
}

/** The output items of stored responses: what an item reference may mean. */
interface ResponseItemTable {
  response_id: string;
  item_id: string;
}

interface SettingTable {
  name: string;
  value: string;
}

const first: Migration = {
  async up(db) {
    await db.schema
      .createTable("api_keys")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("hash", "text", (column) => column.notNull().unique())
      .addColumn("base_config", "text", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("revoked_at", "bigint")
      .execute();
    await db.schema
      .createTable("sessions")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("key_id", "text", (column) => column.notNull())
      .addColumn("version", "bigint", (column) => column.notNull())
      .addColumn("pinned", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("lease_owner", "text")
      .addColumn("lease_process", "text")
      .addColumn("lease_until", "bigint", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("expires_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("sessions_by_expiry").on("sessions").column("expires_at").execute();
    await db.schema.createIndex("sessions_by_process").on("sessions").column("lease_process").execute();
    await db.schema
      .createTable("journal")
      .addColumn("session_id", "text", (column) =>
        column.notNull().references("sessions.id").onDelete("cascade"),
      )
      .addColumn("turn", "bigint", (column) => column.notNull())
      .addColumn("seq", "bigint", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("hash", "text", (column) => column.notNull())
      .addColumn("payload", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("journal_place", ["session_id", "turn", "seq"])
      .execute();
    await db.schema
      .createTable("idempotency")
      .addColumn("key_id", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("body_hash", "text", (column) => column.notNull())
      .addColumn("answer", "text")
      .addColumn("session_id", "text")
      .addColumn("held_by", "text", (column) => column.notNull())
      .addColumn("expires_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("idempotency_place", ["key_id", "name"])
      .execute();
    await db.schema.createIndex("idempotency_by_expiry").on("idempotency").column("expires_at").execute();
    await db.schema
      .createTable("legacy_calls")
      .addColumn("session_id", "text", (column) =>
        column.notNull().references("sessions.id").onDelete("cascade"),
      )
      .addColumn("position", "bigint", (column) => column.notNull())
      .addColumn("call_id", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("legacy_calls_place", ["session_id", "position"])
      .execute();
    await db.schema
      .createTable("settings")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("value", "text", (column) => column.notNull())
      .execute();
  },
};

const responses: Migration = {
  async up(db) {
    await db.schema
      .createTable("responses")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("key_id", "text", (column) => column.notNull())
      .addColumn("session_id", "text", (column) =>
        column.notNull().references("sessions.id").onDelete("cascade"),
      )
      .addColumn("previous_id", "text")
      .addColumn("body", "text", (column) => column.notNull())
      .addColumn("deleted", "bigint", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("responses_by_session").on("responses").column("session_id").execute();
  },
};

const responseItems: Migration = {
  async up(db) {
    await db.schema
      .createTable("response_items")
      .addColumn("response_id", "text", (column) =>
        column.notNull().references("responses.id").onDelete("cascade"),
      )
      .addColumn("item_id", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("response_items_place", ["response_id", "item_id"])
      .execute();
    await db.schema.createIndex("response_items_by_id").on("response_items").column("item_id").execute();
  },
};

/** All migrations, in the order of their names. One that was released is never changed. */
export const migrations: MigrationProvider = {
  getMigrations: async () => ({
    "001_first": first,
    "002_responses": responses,
    "003_completions": completions,
    "004_conversations": conversationMigration,
    "005_background": backgroundMigration,
    "006_response_items": responseItems,
  }),
};

export type StoreDatabase = Kysely<Tables>;

import type { Migration } from "kysely/migration";

/** Stored chat completions. */
export interface CompletionTable {
  id: string;
  key_id: string;
  session_id: string;
  /** Counts up within a key: the order in which they were stored. */
  position: number;
  /** JSON: what a list is filtered by. */
  head: string;
  /** JSON: the completion as it was answered, and the request's messages. */
  body: string;
  created_at: number;
}

export const completions: Migration = {
  async up(db) {
    await db.schema
      .createTable("completions")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("key_id", "text", (column) => column.notNull())
      .addColumn("session_id", "text", (column) =>
        column.notNull().references("sessions.id").onDelete("cascade"),
      )
      .addColumn("position", "bigint", (column) => column.notNull())
      .addColumn("head", "text", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex("completions_by_key")
      .on("completions")
      .columns(["key_id", "position", "id"])
      .execute();
    await db.schema.createIndex("completions_by_session").on("completions").column("session_id").execute();
  },
};

import type { Migration } from "kysely/migration";

/** The tables of responses that are made in the background. */
export interface BackgroundTables {
  background_responses: BackgroundResponseTable;
  response_events: ResponseEventTable;
}

interface BackgroundResponseTable {
  id: string;
  key_id: string;
  status: string;
  /** 1: its events are kept. */
  streamed: number;
  /** JSON: the response as it is now. */
  response: string;
  /** JSON: what it is made of, to take it up again. */
  work: string;
  /** The process that makes it, and how often one began to. */
  held_by: string;
  held_until: number;
  attempts: number;
  created_at: number;
  expires_at: number;
}

interface ResponseEventTable {
  response_id: string;
  /** Its `sequence_number`. */
  seq: number;
  /** JSON. */
  event: string;
}

export const backgroundMigration: Migration = {
  async up(db) {
    await db.schema
      .createTable("background_responses")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("key_id", "text", (column) => column.notNull())
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("streamed", "bigint", (column) => column.notNull())
      .addColumn("response", "text", (column) => column.notNull())
      .addColumn("work", "text", (column) => column.notNull())
      .addColumn("held_by", "text", (column) => column.notNull())
      .addColumn("held_until", "bigint", (column) => column.notNull())
      .addColumn("attempts", "bigint", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("expires_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex("background_responses_by_status")
      .on("background_responses")
      .column("status")
      .execute();
    await db.schema
      .createIndex("background_responses_by_expiry")
      .on("background_responses")
      .column("expires_at")
      .execute();
    await db.schema
      .createTable("response_events")
      .addColumn("response_id", "text", (column) =>
        column.notNull().references("background_responses.id").onDelete("cascade"),
      )
      .addColumn("seq", "bigint", (column) => column.notNull())
      .addColumn("event", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("response_events_place", ["response_id", "seq"])
      .execute();
  },
};

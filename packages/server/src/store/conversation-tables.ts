import type { Migration } from "kysely/migration";

/** The tables of conversations (the Responses API's). */
export interface ConversationTables {
  conversations: ConversationTable;
  conversation_items: ConversationItemTable;
}

interface ConversationTable {
  id: string;
  key_id: string;
  /** JSON: its metadata. */
  body: string;
  /** The session that its responses are answered in; null until there is one. */
  session_id: string | null;
  /** The request that is being answered in it, and the process that it runs in. */
  hold_owner: string | null;
  hold_process: string | null;
  hold_until: number;
  created_at: number;
  expires_at: number;
}

interface ConversationItemTable {
  conversation_id: string;
  position: number;
  id: string;
  /** JSON: the item, and the instructions of the request that it came first with. */
  body: string;
}

export const conversationMigration: Migration = {
  async up(db) {
    await db.schema
      .createTable("conversations")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("key_id", "text", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .addColumn("session_id", "text")
      .addColumn("hold_owner", "text")
      .addColumn("hold_process", "text")
      .addColumn("hold_until", "bigint", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("expires_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("conversations_by_expiry").on("conversations").column("expires_at").execute();
    await db.schema
      .createTable("conversation_items")
      .addColumn("conversation_id", "text", (column) =>
        column.notNull().references("conversations.id").onDelete("cascade"),
      )
      .addColumn("position", "bigint", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("conversation_items_place", ["conversation_id", "position"])
      .execute();
    await db.schema
      .createIndex("conversation_items_by_id")
      .on("conversation_items")
      .columns(["conversation_id", "id"])
      .execute();
  },
};

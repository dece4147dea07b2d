import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { ApiKeys } from "./api-keys.ts";
import { BackgroundResponses } from "./background.ts";
import { Completions } from "./completions.ts";
import { Conversations } from "./conversations.ts";
import { NodeSqliteDialect, openSqlite, StoreError } from "./dialect.ts";
import { IdempotencyKeys } from "./idempotency.ts";
import { type ProcessIdentity, thisProcess } from "./process-identity.ts";
import { Responses } from "./responses.ts";
import { migrations, type StoreDatabase, type Tables } from "./schema.ts";
import { noSealing, type Sealing, SealingError, sealingWith } from "./sealing.ts";
import { Sessions } from "./sessions.ts";

export interface StoreOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  /** 32 bytes: values are encrypted at rest. */
  readonly encryptionKey?: Uint8Array;
  readonly synchronous?: "NORMAL" | "FULL";
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Who holds what this store acquires; tests take the part of another process. */
  readonly self?: ProcessIdentity;
}

/** Everything that the server keeps. */
export interface Store {
  readonly sessions: Sessions;
  readonly apiKeys: ApiKeys;
  readonly idempotency: IdempotencyKeys;
  readonly responses: Responses;
  readonly completions: Completions;
  readonly conversations: Conversations;
  readonly background: BackgroundResponses;
  /** Deletes what has expired; returns how many rows. */
  sweep(): Promise<number>;
  /** Keeps alive what this process holds; called more often than a hold lasts. */
  renewHolds(): Promise<void>;
  /** Whether the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const sealingCheck = "sealing_check";

/**
 * Opens the store and brings its tables up to date.
 *
 * @throws {StoreError} when the database cannot be opened, migrated or is of another encryption key
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const sealing = options.encryptionKey === undefined ? noSealing : sealingWith(options.encryptionKey);
  const self = options.self ?? thisProcess();
  const now = options.now ?? Date.now;
  const database = openSqlite({
    path: options.path,
    ...(options.synchronous === undefined ? {} : { synchronous: options.synchronous }),
  });
  const db: StoreDatabase = new Kysely<Tables>({ dialect: new NodeSqliteDialect(database) });
  try {
    await migrate(db);
    await checkSealing(db, sealing);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const sessions = new Sessions({ db, sealing, self, now });
  const idempotency = new IdempotencyKeys({ db, sealing, self, now });
  const responses = new Responses({ db, sealing, now });
  const conversations = new Conversations({ db, sealing, self, now });
  const background = new BackgroundResponses({ db, sealing, self, now, responses, conversations });
  return {
    sessions,
    apiKeys: new ApiKeys(db),
    idempotency,
    responses,
    background,
    completions: new Completions({ db, sealing, now }),
    conversations,
    sweep: async () =>
      (await sessions.sweep()) +
      (await idempotency.sweep()) +
      (await conversations.sweep()) +
      (await background.sweep()),
    async renewHolds() {
      await sessions.renewLeases();
      await conversations.renewHolds();
    },
    async ping() {
      await db.selectFrom("settings").select("name").limit(1).execute();
    },
    close: () => db.destroy(),
  };
}

async function migrate(db: StoreDatabase): Promise<void> {
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (error === undefined) return;
  const reason = error instanceof Error ? error.message : "unknown reason";
  throw new StoreError(`the tables cannot be brought up to date: ${reason}`, { cause: error });
}

/** A wrong encryption key is found at start, not in the middle of a session. */
async function checkSealing(db: StoreDatabase, sealing: Sealing): Promise<void> {
  const stored = await db
    .selectFrom("settings")
    .select("value")
    .where("name", "=", sealingCheck)
    .executeTakeFirst();
  if (stored !== undefined) {
    try {
      sealing.open(stored.value, sealingCheck);
    } catch (error) {
      const reason = error instanceof SealingError ? error.message : "unknown reason";
      throw new StoreError(`the database does not open: ${reason}`, { cause: error });
    }
    return;
  }
  const sealed = sealing.seal("this text opens with the right key", sealingCheck);
  if (sealing === noSealing) return;
  await db
    .insertInto("settings")
    .values({ name: sealingCheck, value: sealed })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
}

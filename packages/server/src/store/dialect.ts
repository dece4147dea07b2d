import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

/** Kysely over `node:sqlite`. */

export interface SqliteOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  /** FULL also survives a loss of power without losing the last commits; a killed process loses none either way. */
  readonly synchronous?: "NORMAL" | "FULL";
  readonly busyTimeoutMs?: number;
}

/** The library in use is too old to be trusted with a write-ahead log, or the file cannot be opened. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** Before it, resetting the write-ahead log can lose a commit. */
const oldestVersion = [3, 51, 3] as const;
const statementsMax = 200;

/**
 * Opens a database for one process.
 *
 * @throws {StoreError} when the SQLite library is older than 3.51.3 or the file cannot be opened
 */
export function openSqlite(options: SqliteOptions): DatabaseSync {
  refuseOldLibrary(process.versions.sqlite ?? "0");
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(options.path, { enableForeignKeyConstraints: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown reason";
    throw new StoreError(`the database ${options.path} cannot be opened: ${reason}`, { cause: error });
  }
  database.exec(`PRAGMA busy_timeout = ${Math.trunc(options.busyTimeoutMs ?? 5000)}`);
  database.exec("PRAGMA journal_mode = WAL");
  database.exec(`PRAGMA synchronous = ${options.synchronous ?? "NORMAL"}`);
  return database;
}

/** @throws {StoreError} for a version below 3.51.3 */
export function refuseOldLibrary(version: string): void {
  const parts = version.split(".").map(Number);
  for (const [index, least] of oldestVersion.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (!(part >= least)) {
      throw new StoreError(`SQLite ${version} is too old: ${oldestVersion.join(".")} or newer is needed`);
    }
  }
}

export class NodeSqliteDialect implements Dialect {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }
  createDriver(): Driver {
    return new NodeSqliteDriver(this.#database);
  }
  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }
  createAdapter(): DialectAdapter {
    return new TransactionalSqliteAdapter();
  }
  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

/** SQLite's schema changes are transactional; with `BEGIN IMMEDIATE` two processes do not migrate at once. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class NodeSqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #connection: NodeSqliteConnection;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#connection = new NodeSqliteConnection(database);
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // A deferred transaction that reads and then writes can fail at once when another process wrote between.
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#prepare(query.sql);
    const parameters = query.parameters.map(parameterOf);
    if (statement.columns().length > 0) {
      const rows: unknown[] = statement.all(...parameters);
      return { rows: rowsOf<R>(rows) };
    }
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  // biome-ignore lint/correctness/useYield: the store never streams rows
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new StoreError("rows are not streamed");
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    if (this.#statements.size >= statementsMax) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Rows of the type that the query builder derived from the schema. */
function rowsOf<R>(rows: readonly unknown[]): R[] {
  return rows.filter((row): row is R => typeof row === "object" && row !== null);
}

function parameterOf(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint") {
    return value;
  }
  if (value instanceof Uint8Array) return value;
  throw new StoreError(`a ${typeof value} cannot be a parameter`);
}

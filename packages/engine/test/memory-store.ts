import {
  type Acquired,
  type JournalEntry,
  type SessionRow,
  type SessionState,
  type SessionStore,
  StaleSession,
} from "../src/index.ts";

/** The process died here: what was written stays, nothing after it happens. */
export class Crash extends Error {
  override readonly name = "Crash";
}

interface Held {
  row: SessionRow;
  owner: string | undefined;
  readonly entries: JournalEntry[];
}

/** A store in memory with the real rules: versions, leases, all or nothing. */
export class MemoryStore implements SessionStore {
  readonly #sessions = new Map<string, Held>();
  readonly #now: () => number;
  /** Counts what changes the store. */
  changes = 0;
  /** Crashes right after these changes were made. */
  crashAfter: ReadonlySet<number> = new Set();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The process that held sessions is gone: its leases do not count any more. */
  dropLeases(): void {
    for (const held of this.#sessions.values()) held.owner = undefined;
  }

  rows(): readonly SessionRow[] {
    return [...this.#sessions.values()].map(({ row }) => row);
  }

  entries(id: string): readonly JournalEntry[] {
    return this.#sessions.get(id)?.entries ?? [];
  }

  /** Replaces what a journal holds: a corrupted or foreign journal. */
  rewrite(id: string, change: (entry: JournalEntry) => JournalEntry): void {
    const held = this.#sessions.get(id);
    if (held !== undefined) held.entries.splice(0, held.entries.length, ...held.entries.map(change));
  }

  #changed(): void {
    this.changes++;
    if (this.crashAfter.has(this.changes)) throw new Crash();
  }

  async create(session: Omit<SessionRow, "version">, owner: string): Promise<void> {
    if (this.#sessions.has(session.id)) throw new Error("The session exists.");
    this.#sessions.set(session.id, { row: copy({ ...session, version: 0 }), owner, entries: [] });
    this.#changed();
  }

  async acquire(id: string, keyId: string, owner: string): Promise<Acquired> {
    const held = this.#sessions.get(id);
    if (held === undefined || held.row.keyId !== keyId || held.row.expiresAt <= this.#now()) {
      return { kind: "not_found" };
    }
    if (held.owner !== undefined) return { kind: "busy" };
    held.owner = owner;
    return { kind: "acquired", session: copy(held.row) };
  }

  async release(id: string, owner: string): Promise<void> {
    const held = this.#sessions.get(id);
    if (held?.owner === owner) held.owner = undefined;
  }

  async write(
    id: string,
    owner: string,
    version: number,
    change: {
      readonly entries: readonly JournalEntry[];
      readonly state?: SessionState;
      readonly expiresAt?: number;
    },
  ): Promise<number> {
    const held = this.#sessions.get(id);
    if (held === undefined || held.owner !== owner || held.row.version !== version) throw new StaleSession();
    for (const entry of change.entries) {
      if (held.entries.some(({ turn, seq }) => turn === entry.turn && seq === entry.seq)) {
        throw new Error(`Entry ${entry.turn}/${entry.seq} is there already.`);
      }
    }
    held.entries.push(...change.entries.map(copy));
    held.row = {
      ...held.row,
      version: version + 1,
      ...(change.state !== undefined && { state: copy(change.state) }),
      ...(change.expiresAt !== undefined && { expiresAt: change.expiresAt }),
    };
    this.#changed();
    return version + 1;
  }

  async journal(id: string, turn: number): Promise<readonly JournalEntry[]> {
    const entries = this.#sessions.get(id)?.entries ?? [];
    return entries.filter((entry) => entry.turn === turn).map(copy);
  }
}

/** What is stored is a copy, as in a database. */
function copy<T>(value: T): T {
  return structuredClone(value);
}

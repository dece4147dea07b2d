import { type JournalEntry, type JsonObject, StaleSession } from "@sequrity/engine";
import { expect, test } from "vitest";
import type { Store } from "../src/store/open.ts";
import type { ProcessIdentity } from "../src/store/process-identity.ts";

/** What a store of any kind must do. `open` gives stores over one database, as several processes would open it. */
export interface StoreUnderTest {
  open(options?: { readonly self?: ProcessIdentity; readonly now?: () => number }): Promise<Store>;
  /** Whether what one store writes is there for the next. */
  readonly shared: boolean;
}

const host = "host-under-test";
const dead: ProcessIdentity = { host, pid: 2_147_483_000, nonce: "dead" };
const here: ProcessIdentity = { host, pid: process.pid, nonce: "here" };
const earlierRun: ProcessIdentity = { host, pid: process.pid, nonce: "earlier-run" };
const elsewhere: ProcessIdentity = { host: "other/host", pid: 1, nonce: "elsewhere" };
const parent: ProcessIdentity = { host, pid: process.ppid, nonce: "parent" };

const began = 1_800_000_000_000;
function sessionOf(id: string, keyId = "key-a", state: JsonObject = {}) {
  return {
    id,
    keyId,
    pinned: { architecture: "dual-llm" },
    state,
    createdAt: began,
    expiresAt: began + 1_000_000,
  };
}
function entry(seq: number, payload: JournalEntry["payload"], turn = 0): JournalEntry {
  return { turn, seq, kind: "model_answer", hash: `h${seq}`, payload };
}
const exact: JsonObject = {
  big: 123456789012345678901234567890n,
  negative: -9007199254740993n,
  small: 7,
  half: 0.5,
  text: 'quote " and \u2028 and 12345678901234567890',
  nested: [null, true, [{ __proto__x: "y" }]],
};

export function storeSuite(name: string, make: () => Promise<StoreUnderTest> | StoreUnderTest): void {
  async function withStore(use: (store: Store, all: StoreUnderTest) => Promise<void>): Promise<void> {
    const all = await make();
    const store = await all.open({ self: here, now: () => began });
    try {
      await use(store, all);
    } finally {
      await store.close();
    }
  }

  test(`${name}: a session comes back as it was written, long integers too`, () =>
    withStore(async ({ sessions }) => {
      await sessions.create(sessionOf("s1", "key-a", exact), "request-1");
      const version = await sessions.write("s1", "request-1", 0, { entries: [entry(0, exact)] });
      expect(version).toBe(1);
      await sessions.release("s1", "request-1");
      const acquired = await sessions.acquire("s1", "key-a", "request-2");
      expect(acquired).toEqual({
        kind: "acquired",
        session: { ...sessionOf("s1", "key-a", exact), version: 1 },
      });
      expect(await sessions.journal("s1", 0)).toEqual([entry(0, exact)]);
    }));

  test(`${name}: unknown, expired and another key's sessions are the same: not found`, () =>
    withStore(async ({ sessions }) => {
      await sessions.create(sessionOf("s1"), "r");
      await sessions.create({ ...sessionOf("s2"), expiresAt: began }, "r");
      await sessions.release("s1", "r");
      expect(await sessions.acquire("s0", "key-a", "q")).toEqual({ kind: "not_found" });
      expect(await sessions.acquire("s1", "key-b", "q")).toEqual({ kind: "not_found" });
      expect(await sessions.acquire("s2", "key-a", "r")).toEqual({ kind: "not_found" });
      expect(await sessions.find("s1", "key-b")).toBeUndefined();
      expect((await sessions.find("s1", "key-a"))?.id).toBe("s1");
    }));

  test(`${name}: one request holds a session; it is busy for others until given back`, () =>
    withStore(async ({ sessions }) => {
      await sessions.create(sessionOf("s1"), "request-1");
      expect(await sessions.acquire("s1", "key-a", "request-2")).toEqual({ kind: "busy" });
      await sessions.release("s1", "request-2");
      expect(await sessions.acquire("s1", "key-a", "request-2")).toEqual({ kind: "busy" });
      await sessions.release("s1", "request-1");
      expect((await sessions.acquire("s1", "key-a", "request-2")).kind).toBe("acquired");
      expect(await sessions.acquire("s1", "key-a", "request-1")).toEqual({ kind: "busy" });
    }));

  test(`${name}: of requests at the same time exactly one gets the session`, () =>
    withStore(async ({ sessions }) => {
      await sessions.create(sessionOf("s1"), "r");
      await sessions.release("s1", "r");
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, index) => sessions.acquire("s1", "key-a", `request-${index}`)),
      );
      expect(all.filter((acquired) => acquired.kind === "acquired")).toHaveLength(1);
    }));

  const stale = [
    { what: "an old version", owner: "request-1", version: 0 },
    { what: "a version to come", owner: "request-1", version: 2 },
    { what: "another owner", owner: "request-2", version: 1 },
  ] as const;
  test.each(stale)(`${name}: a write under $what writes nothing`, ({ owner, version }) =>
    withStore(async ({ sessions }) => {
      await sessions.create(sessionOf("s1"), "request-1");
      await sessions.write("s1", "request-1", 0, { entries: [entry(0, "kept")], state: { at: 1 } });
      const write = sessions.write("s1", owner, version, { entries: [entry(1, "lost")], state: { at: 2 } });
      await expect(write).rejects.toThrow(StaleSession);
      expect(await sessions.journal("s1", 0)).toEqual([entry(0, "kept")]);
      expect((await sessions.find("s1", "key-a"))?.state).toEqual({ at: 1 });
    }),
  );

  test(`${name}: an entry at a taken place is refused, and the whole write with it`, () =>
    withStore(async ({ sessions }) => {
      await sessions.create(sessionOf("s1"), "r");
      await sessions.write("s1", "r", 0, { entries: [entry(0, "first")], state: { at: 1 } });
      const again = sessions.write("s1", "r", 1, {
        entries: [entry(1, "x"), entry(0, "second")],
        state: { at: 2 },
      });
      await expect(again).rejects.toThrow();
      expect(await sessions.journal("s1", 0)).toEqual([entry(0, "first")]);
      expect(await sessions.find("s1", "key-a")).toMatchObject({ version: 1, state: { at: 1 } });
    }));

  test(`${name}: the journal is in order, and turn by turn`, () =>
    withStore(async ({ sessions }) => {
      await sessions.create(sessionOf("s1"), "r");
      const many = Array.from({ length: 1200 }, (_, seq) => entry(seq, seq));
      await sessions.write("s1", "r", 0, { entries: [entry(1, "b", 1), entry(0, "a", 1), ...many] });
      expect((await sessions.journal("s1", 0)).map((one) => one.payload)).toEqual(
        many.map((one) => one.payload),
      );
      expect((await sessions.journal("s1", 1)).map((one) => one.payload)).toEqual(["a", "b"]);
      expect(await sessions.journal("s1", 2)).toEqual([]);
    }));

  test(`${name}: sweeping deletes what has expired and nobody holds, with its journal`, async () => {
    let now = began;
    const store = await (await make()).open({ self: here, now: () => now });
    await store.sessions.create({ ...sessionOf("short"), expiresAt: began + 10 }, "r");
    await store.sessions.write("short", "r", 0, { entries: [entry(0, "x")] });
    await store.sessions.create(sessionOf("long"), "r");
    await store.idempotency.claim("key-a", "one", "hash");
    expect(await store.sweep()).toBe(0);
    now = began + 20;
    expect(await store.sweep(), "held").toBe(0);
    await store.sessions.release("short", "r");
    expect(await store.sweep()).toBe(1);
    expect(await store.sessions.journal("short", 0)).toEqual([]);
    expect((await store.sessions.find("long", "key-a"))?.id).toBe("long");
    now = began + 2 * 24 * 60 * 60 * 1000;
    await store.sessions.release("long", "r");
    expect(await store.sweep()).toBe(2);
    await store.close();
  });

  test(`${name}: an answer is kept under its idempotency key, its API key and its body`, () =>
    withStore(async ({ idempotency }) => {
      expect(await idempotency.claim("key-a", "one", "body")).toEqual({ kind: "claimed" });
      expect(await idempotency.claim("key-a", "one", "body")).toEqual({ kind: "running" });
      await idempotency.finish("key-a", "one", exact);
      expect(await idempotency.claim("key-a", "one", "body")).toEqual({ kind: "answered", answer: exact });
      expect(await idempotency.claim("key-a", "one", "other")).toEqual({ kind: "mismatch" });
      expect(await idempotency.claim("key-b", "one", "body")).toEqual({ kind: "claimed" });
      await idempotency.abandon("key-b", "one");
      expect(await idempotency.claim("key-b", "one", "other")).toEqual({ kind: "claimed" });
      await idempotency.note("key-b", "one", "s1");
      await idempotency.abandon("key-b", "one");
      expect(await idempotency.claim("key-b", "one", "body")).toEqual({ kind: "mismatch" });
      expect(await idempotency.claim("key-b", "one", "other")).toEqual({ kind: "claimed", sessionId: "s1" });
      await idempotency.abandon("key-a", "one");
      expect((await idempotency.claim("key-a", "one", "body")).kind, "an answer is not given up").toBe(
        "answered",
      );
    }));

  test(`${name}: API keys are added once, found by hash, listed and revoked`, () =>
    withStore(async ({ apiKeys }) => {
      const key = {
        id: "k1",
        name: "first",
        hash: "aa",
        baseConfig: { features: "{}" },
        createdAt: 1,
        revokedAt: null,
      };
      expect(await apiKeys.add(key)).toBe(true);
      expect(await apiKeys.add({ ...key, id: "k2" })).toBe(false);
      expect(await apiKeys.findByHash("aa")).toEqual(key);
      expect(await apiKeys.findByHash("ab")).toBeUndefined();
      expect(await apiKeys.revoke("k1", 5)).toBe(true);
      expect(await apiKeys.revoke("k1", 6)).toBe(false);
      expect(await apiKeys.revoke("k9", 6)).toBe(false);
      expect(await apiKeys.list()).toEqual([{ ...key, revokedAt: 5 }]);
    }));

  const holders = [
    { whose: "a process that is gone", holder: dead, kind: "acquired" },
    { whose: "an earlier run under our process id", holder: earlierRun, kind: "acquired" },
    { whose: "a living process", holder: parent, kind: "busy" },
    { whose: "a process of another host", holder: elsewhere, kind: "busy" },
  ] as const;
  test.each(holders)(`${name}: the hold of $whose: $kind`, async ({ holder, kind }) => {
    const all = await make();
    if (!all.shared) return expect(all.shared).toBe(false);
    const theirs = await all.open({ self: holder, now: () => began });
    await theirs.sessions.create(sessionOf("s1"), "their request");
    await theirs.idempotency.claim("key-a", "one", "body");
    await theirs.idempotency.note("key-a", "one", "s1");
    const ours = await all.open({ self: here, now: () => began });
    expect((await ours.sessions.acquire("s1", "key-a", "our request")).kind).toBe(kind);
    expect(await ours.idempotency.claim("key-a", "one", "body")).toEqual(
      kind === "acquired" ? { kind: "claimed", sessionId: "s1" } : { kind: "running" },
    );
    const write = theirs.sessions.write("s1", "their request", 0, { entries: [] });
    if (kind === "acquired") await expect(write).rejects.toThrow(StaleSession);
    else expect(await write).toBe(1);
    await theirs.close();
    await ours.close();
  });

  test(`${name}: a hold that is not renewed ends with its time; a renewed one goes on`, async () => {
    const all = await make();
    if (!all.shared) return expect(all.shared).toBe(false);
    let now = began;
    const theirs = await all.open({ self: elsewhere, now: () => now });
    const ours = await all.open({ self: here, now: () => now });
    await theirs.sessions.create(sessionOf("s1"), "their request");
    now += 59_000;
    await theirs.sessions.renewLeases();
    now += 59_000;
    expect(await ours.sessions.acquire("s1", "key-a", "our request")).toEqual({ kind: "busy" });
    now += 2_000;
    expect((await ours.sessions.acquire("s1", "key-a", "our request")).kind).toBe("acquired");
    await theirs.close();
    await ours.close();
  });
}

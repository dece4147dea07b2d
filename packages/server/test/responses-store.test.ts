import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { openStore } from "../src/store/open.ts";
import type { StoredResponse } from "../src/store/responses.ts";

/** Stored responses: found by their key alone, encrypted, gone with their session. */

const folder = mkdtempSync(join(tmpdir(), "sequrity-responses-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const session = { id: "s1", keyId: "key-a", pinned: {}, state: {}, createdAt: 1, expiresAt: 1_000 };
function response(id: string, previousId?: string): StoredResponse {
  return { id, sessionId: "s1", previousId, response: { id, text: "secret-answer" }, input: [{ id: "i" }] };
}

test("a chain is found from its last response, deleted ones before it included", async () => {
  const store = await openStore({ path: ":memory:", now: () => 1 });
  await store.sessions.create(session, "r");
  await store.responses.add("key-a", response("a"));
  await store.responses.add("key-a", response("b", "a"));
  await store.responses.add("key-a", response("c", "b"));
  await store.responses.add("key-a", response("other", "a"));
  expect(await store.responses.delete("b", "key-b")).toBe(false);
  expect(await store.responses.delete("b", "key-a")).toBe(true);
  expect(await store.responses.delete("b", "key-a")).toBe(false);
  expect(await store.responses.find("b", "key-a")).toBeUndefined();
  expect((await store.responses.chain("c", "key-a"))?.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(await store.responses.chain("b", "key-a")).toBeUndefined();
  for (const id of ["c", "none"]) {
    expect(await store.responses.find(id, "key-b")).toBeUndefined();
    expect(await store.responses.chain(id, "key-b")).toBeUndefined();
  }
  expect(await store.responses.lastOf("s1", "key-b")).toBeUndefined();
  await store.close();
});

test("a response is over with its session, and swept with it", async () => {
  let now = 1;
  const store = await openStore({ path: ":memory:", now: () => now });
  await store.sessions.create(session, "r");
  await store.sessions.release("s1", "r");
  await store.responses.add("key-a", response("a"));
  now = 1_000;
  expect(await store.responses.find("a", "key-a")).toBeUndefined();
  await store.sweep();
  now = 1;
  await store.sessions.create(session, "r");
  expect(await store.responses.find("a", "key-a")).toBeUndefined();
  await store.close();
});

test("it is not readable in the file without the key", async () => {
  const path = join(folder, "sealed.db");
  const store = await openStore({ path, encryptionKey: randomBytes(32), now: () => 1 });
  await store.sessions.create(session, "r");
  await store.responses.add("key-a", response("a"));
  expect((await store.responses.find("a", "key-a"))?.response).toEqual(response("a").response);
  await store.close();
  expect(readFileSync(path).includes("secret-answer")).toBe(false);
});

test("a database from before there were responses is brought up to date, and keeps what it has", async () => {
  const path = join(folder, "old.db");
  const before = await openStore({ path, now: () => 1 });
  await before.sessions.create(session, "r");
  await before.close();
  const raw = new DatabaseSync(path);
  const first = ["api_keys", "sessions", "journal", "idempotency", "legacy_calls", "settings"];
  for (const { name } of raw.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()) {
    const table = String(name);
    if (!first.includes(table) && !/^(?:kysely|sqlite)_/.test(table)) raw.exec(`DROP TABLE ${table}`);
  }
  raw.exec("DELETE FROM kysely_migration WHERE name <> '001_first'");
  raw.close();
  const after = await openStore({ path, now: () => 1 });
  await after.responses.add("key-a", response("a"));
  expect((await after.responses.find("a", "key-a"))?.sessionId).toBe("s1");
  expect((await after.sessions.find("s1", "key-a"))?.id).toBe("s1");
  await after.close();
});

import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ConversationItem } from "../src/store/conversations.ts";
import { openStore } from "../src/store/open.ts";

/** Conversations in the store: under their key alone, encrypted, held by one request, gone after their time. */

const folder = mkdtempSync(join(tmpdir(), "sequrity-conversations-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const item = (id: string): ConversationItem => ({ id, item: { id, text: "secret-text" } });
const fresh = (id: string) => ({ id, metadata: { topic: "secret-topic" }, items: [item("a"), item("b")] });

test("items come in the order in which they were added, whatever was deleted between", async () => {
  const store = await openStore({ path: ":memory:", now: () => 1 });
  const { conversations } = store;
  await conversations.create("k", fresh("c"), 10);
  expect(await conversations.deleteItem("c", "k", "b")).toBe(true);
  expect(await conversations.deleteItem("c", "k", "b")).toBe(false);
  expect(
    await conversations.append("c", "k", [item("d"), { ...item("e"), begins: { instructions: "x" } }], 10),
  ).toBe(true);
  expect((await conversations.items("c", "k")).map(({ id }) => id)).toEqual(["a", "d", "e"]);
  expect((await conversations.item("c", "k", "e"))?.begins).toEqual({ instructions: "x" });
  expect(await conversations.append("c", "other", [item("f")], 10)).toBe(false);
  expect(await conversations.items("c", "other")).toEqual([]);
  expect(await conversations.page("c", "k", { after: "none", limit: 2, order: "asc" })).toBeUndefined();
  await store.close();
});

test("it is kept for its lifetime after it was last written to", async () => {
  let now = 1;
  const store = await openStore({ path: ":memory:", now: () => now });
  await store.conversations.create("k", fresh("c"), 10);
  now = 9;
  await store.conversations.append("c", "k", [item("d")], 10);
  now = 12;
  expect(await store.conversations.find("c", "k")).toBeDefined();
  now = 19;
  expect(await store.conversations.find("c", "k")).toBeUndefined();
  expect(await store.sweep()).toBe(1);
  now = 1;
  expect(await store.conversations.find("c", "k")).toBeUndefined();
  await store.close();
});

test("one request has it, until it gives it back, its process ends or its time is over", async () => {
  let now = 1;
  const path = join(folder, "held.db");
  const here = await openStore({ path, now: () => now });
  const far = { host: "elsewhere", pid: 7, nonce: "n" };
  const there = await openStore({ path, now: () => now, self: far });
  await here.conversations.create("k", fresh("c"), 1_000_000);
  expect(await here.conversations.hold("c", "k", "one")).toBe(true);
  expect(await here.conversations.hold("c", "k", "one")).toBe(true);
  expect(await here.conversations.hold("c", "k", "two")).toBe(false);
  expect(await there.conversations.hold("c", "k", "two")).toBe(false);
  await here.conversations.release("c", "two");
  expect(await there.conversations.hold("c", "k", "two")).toBe(false);
  await here.conversations.release("c", "one");
  expect(await there.conversations.hold("c", "k", "two")).toBe(true);
  now = 50_000;
  await there.renewHolds();
  now = 100_000;
  expect(await here.conversations.hold("c", "k", "one")).toBe(false);
  now = 200_000;
  expect(await here.conversations.hold("c", "k", "one")).toBe(true);
  await here.close();
  await there.close();
  // A process of this host that is gone is known to be.
  const next = await openStore({ path, now: () => now, self: { ...far, host: "here" } });
  expect(await next.conversations.hold("c", "k", "three")).toBe(false);
  await next.close();
});

test("it is not readable in the file without the key", async () => {
  const path = join(folder, "sealed.db");
  const store = await openStore({ path, encryptionKey: randomBytes(32), now: () => 1 });
  await store.conversations.create("k", fresh("c"), 10);
  await store.conversations.update("c", "k", { topic: "secret-topic", more: "secret-text" });
  expect((await store.conversations.find("c", "k"))?.metadata.topic).toBe("secret-topic");
  expect((await store.conversations.item("c", "k", "a"))?.item).toEqual(item("a").item);
  await store.close();
  const bytes = readFileSync(path);
  expect(bytes.includes("secret-topic") || bytes.includes("secret-text")).toBe(false);
});

import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { refuseOldLibrary, StoreError } from "../src/store/dialect.ts";
import { openStore } from "../src/store/open.ts";
import { noSealing, SealingError, sealingWith } from "../src/store/sealing.ts";
import { storeSuite } from "./store.case.ts";

const folder = mkdtempSync(join(tmpdir(), "sequrity-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
function newFile(): string {
  files += 1;
  return join(folder, `${files}.db`);
}

storeSuite("memory", () => ({
  shared: false,
  open: (options) => openStore({ path: ":memory:", ...options }),
}));
storeSuite("file", () => {
  const path = newFile();
  return { shared: true, open: (options) => openStore({ path, ...options }) };
});
storeSuite("encrypted file", () => {
  const path = newFile();
  const encryptionKey = randomBytes(32);
  return { shared: true, open: (options) => openStore({ path, encryptionKey, ...options }) };
});

const session = {
  id: "s1",
  keyId: "key-a",
  pinned: { policy: "secret-pinned" },
  state: { text: "secret-state" },
  createdAt: 1,
  expiresAt: Date.now() + 1_000_000,
};

test("what is encrypted is not readable in the file, and opens with its key alone", async () => {
  const path = newFile();
  const encryptionKey = randomBytes(32);
  const store = await openStore({ path, encryptionKey });
  await store.sessions.create(session, "r");
  await store.sessions.write("s1", "r", 0, {
    entries: [{ turn: 0, seq: 0, kind: "model_answer", hash: "h", payload: "secret-payload" }],
  });
  await store.close();
  expect(readFileSync(path).includes("secret-")).toBe(false);
  await expect(openStore({ path, encryptionKey: randomBytes(32) })).rejects.toThrow(StoreError);
  await expect(openStore({ path })).rejects.toThrow(/SEQURITY_ENCRYPTION_KEY/);
  const again = await openStore({ path, encryptionKey });
  expect((await again.sessions.find("s1", "key-a"))?.state).toEqual(session.state);
  await again.close();
});

test("values written before there was an encryption key still open", async () => {
  const path = newFile();
  const plain = await openStore({ path });
  await plain.sessions.create(session, "r");
  await plain.close();
  const encrypted = await openStore({ path, encryptionKey: randomBytes(32) });
  expect((await encrypted.sessions.find("s1", "key-a"))?.state).toEqual(session.state);
  await encrypted.close();
});

test("a sealed text opens at its own place only, and not when altered", () => {
  const sealing = sealingWith(randomBytes(32));
  const sealed = sealing.seal("text", "here");
  expect(sealing.open(sealed, "here")).toBe("text");
  expect(sealing.seal("text", "here")).not.toBe(sealed);
  expect(() => sealing.open(sealed, "there")).toThrow(SealingError);
  expect(() => sealing.open(`${sealed.slice(0, 12)}AAAA${sealed.slice(16)}`, "here")).toThrow(SealingError);
  expect(() => sealing.open(sealed.slice(0, 20), "here")).toThrow(SealingError);
  expect(() => noSealing.open(sealed, "here")).toThrow(SealingError);
  expect(() => sealingWith(randomBytes(16))).toThrow(SealingError);
});

test.each(["3.51.2", "3.9.99", "2.99.99", "", "x"])("SQLite %s is refused", (version) => {
  expect(() => refuseOldLibrary(version)).toThrow(StoreError);
});
test.each(["3.51.3", "3.52.0", "4.0.0"])("SQLite %s is taken", (version) => {
  refuseOldLibrary(version);
});

test("a folder that does not exist is a clear error", async () => {
  await expect(openStore({ path: join(folder, "no", "such.db") })).rejects.toThrow(/cannot be opened/);
});

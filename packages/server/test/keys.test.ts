import { Fault } from "@sequrity/engine";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BaseConfigError, KeyRing, readCredentials } from "../src/keys.ts";
import { openStore, type Store } from "../src/store/open.ts";

let store: Store;
let keys: KeyRing;
beforeAll(async () => {
  store = await openStore({ path: ":memory:" });
  keys = new KeyRing(store.apiKeys);
});
afterAll(() => store.close());

test("a key is 43 characters of base 62 behind its prefix, is stored as a hash, and works until revoked", async () => {
  const { key, secret } = await keys.create({ name: "mine", features: '{"agent_arch": "single-llm"}' });
  expect(secret).toMatch(/^sk-seq-[0-9A-Za-z]{43}$/);
  expect(JSON.stringify(await store.apiKeys.list())).not.toContain(secret);
  expect(await keys.callerOf(secret)).toMatchObject({
    keyId: key.id,
    keyName: "mine",
    base: { features: { agent_arch: "single-llm" } },
  });
  expect(await keys.callerOf(`${secret}x`)).toBeUndefined();
  expect(await keys.revoke(key.id)).toBe(true);
  expect(await keys.callerOf(secret)).toBeUndefined();
  expect(await keys.ensure(secret, { name: "again" }), "a revoked key does not come back").toBe(false);
  expect(await keys.callerOf(secret)).toBeUndefined();
});

test("secrets are all different and use the whole alphabet", async () => {
  const secrets = await Promise.all(Array.from({ length: 60 }, () => keys.create({ name: "x" })));
  const texts = secrets.map(({ secret }) => secret.slice("sk-seq-".length));
  expect(new Set(texts).size).toBe(60);
  expect(new Set(texts.join("")).size).toBe(62);
});

test("a base config that does not read as headers is refused with all findings", async () => {
  const create = keys.create({ name: "bad", features: "{nope", policy: '{"mode": "lax"}' });
  await expect(create).rejects.toThrow(BaseConfigError);
  await expect(create).rejects.toThrow(/features: Invalid JSON[\s\S]*policy: /);
});

const ours = "sk-seq-abcdefgh";
const cases = [
  { headers: { authorization: `Bearer ${ours}` }, gives: { apiKey: ours } },
  { headers: { authorization: `bearer  ${ours} ` }, gives: { apiKey: ours } },
  { headers: { "x-api-key": ours }, gives: { apiKey: ours } },
  {
    headers: { authorization: `Bearer ${ours}`, "x-api-key": "sk-theirs" },
    gives: { apiKey: ours, providerKey: "sk-theirs" },
  },
  { headers: { authorization: `Bearer ${ours}`, "x-api-key": "sk-seq-another" }, gives: { apiKey: ours } },
  {
    headers: { authorization: "Bearer bootstrap", "x-api-key": "bootstrap" },
    gives: { apiKey: "bootstrap" },
  },
];
test.each(cases)("$headers: our key is never taken for a provider's", ({ headers, gives }) => {
  expect(readCredentials(headers)).toEqual(gives);
});

test.each([
  {},
  { "x-api-key": "sk-theirs" },
  { authorization: "Basic abc" },
  { authorization: "Bearer" },
  { authorization: "Bearer a b" },
])("%j is no authentication", (headers) => {
  expect(() => readCredentials(headers)).toThrow(Fault);
});

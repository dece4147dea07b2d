import { expect, test } from "vitest";
import { openStore } from "../src/store/open.ts";

/** Responses in the background, in the store: each ends once. */

test("a response that is over stays as it ended, and takes no more events", async () => {
  const store = await openStore({ path: ":memory:", now: () => 1 });
  const { background } = store;
  const made = { id: "r", keyId: "k", status: "queued" as const, streamed: true, response: {}, work: {} };
  await background.add(made, [{ seq: 0, event: { type: "a" } }], 10);
  const end = (status: "cancelled" | "completed") =>
    background.end("r", "k", { status, response: { status }, events: (next) => [{ type: "b", next }] });
  expect(await background.note("r", { events: [{ seq: 1, event: { type: "a" } }] })).toBe(true);
  expect(await end("cancelled")).toBe(true);
  expect(await end("completed")).toBe(false);
  expect(await background.note("r", { events: [{ seq: 3, event: { type: "a" } }] })).toBe(false);
  expect((await background.find("r", "k"))?.response).toEqual({ status: "cancelled" });
  const events = await background.eventsAfter("r", 0, 10);
  expect(events).toEqual([
    { seq: 1, event: { type: "a" } },
    { seq: 2, event: { type: "b", next: 2 } },
  ]);
  expect(await background.abandoned()).toEqual([]);
  await store.close();
});

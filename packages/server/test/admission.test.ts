import { Fault, type FaultCode } from "@sequrity/engine";
import { expect, test } from "vitest";
import { Admission } from "../src/admission.ts";
import { defaultLimits } from "../src/configuration/configuration.ts";

function refusal(run: () => unknown): readonly [FaultCode, number | undefined] | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return [error.code, error.retryAfterSeconds];
    throw error;
  }
}

test("one request more than may run is refused until one has left", () => {
  const admission = new Admission({ ...defaultLimits, inFlightMax: 2 });
  const first = admission.enter("a");
  admission.enter("b");
  expect(refusal(() => admission.enter("c"))).toEqual(["overloaded", 1]);
  first.leave();
  first.leave();
  expect(admission.inFlight).toBe(1);
  admission.enter("c");
  expect(refusal(() => admission.enter("d"))?.[0]).toBe("overloaded");
});

test("one key does not take all places", () => {
  const admission = new Admission({ ...defaultLimits, inFlightPerKeyMax: 1 });
  admission.enter("a");
  expect(refusal(() => admission.enter("a"))?.[0]).toBe("rate_limited");
  admission.enter("b");
});

test("requests per minute: the share fills up again evenly", () => {
  let now = 0;
  const admission = new Admission({ ...defaultLimits, requestsPerMinutePerKey: 2 }, () => now);
  admission.enter("a").leave();
  admission.enter("a").leave();
  expect(refusal(() => admission.enter("a"))).toEqual(["rate_limited", 30]);
  now = 29_000;
  expect(refusal(() => admission.enter("a"))).toEqual(["rate_limited", 1]);
  now = 30_000;
  admission.enter("a").leave();
  expect(refusal(() => admission.enter("a"))?.[0]).toBe("rate_limited");
});

test("tokens per minute: what was used up is waited for", () => {
  let now = 0;
  const admission = new Admission({ ...defaultLimits, tokensPerMinutePerKey: 100 }, () => now);
  const request = admission.enter("a");
  request.charge(150);
  request.leave();
  expect(refusal(() => admission.enter("a"))).toEqual(["rate_limited", 31]);
  now = 31_000;
  admission.enter("a");
});

test("once draining nobody is let in, and the end is told when the last has left", async () => {
  const admission = new Admission(defaultLimits);
  const running = admission.enter("a");
  admission.drain();
  expect(refusal(() => admission.enter("a"))?.[0]).toBe("overloaded");
  const ends: string[] = [];
  const end = admission.empty().then(() => ends.push("empty"));
  ends.push("leaving");
  running.leave();
  await end;
  expect(ends).toEqual(["leaving", "empty"]);
});

test("readers of streams have places of their own: one more than there are is refused until one has gone", () => {
  const admission = new Admission({ ...defaultLimits, inFlightMax: 2, inFlightPerKeyMax: 1 });
  admission.enter("a");
  const leave = admission.follow("a");
  expect(refusal(() => admission.follow("a"))?.[0]).toBe("rate_limited");
  admission.follow("b");
  expect(refusal(() => admission.follow("c"))?.[0]).toBe("overloaded");
  leave();
  leave();
  admission.follow("a");
  expect(refusal(() => admission.follow("c"))?.[0]).toBe("overloaded");
  expect(admission.inFlight).toBe(1);
  admission.drain();
  expect(refusal(() => admission.follow("d"))).toEqual(["overloaded", 2]);
});

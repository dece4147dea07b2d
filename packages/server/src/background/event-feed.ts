import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "@sequrity/engine";
import { type BackgroundResponses, isActive, type StoredEvent } from "../store/background.ts";

/** How often the store is asked for the events of a response that another process makes. */
const pollMs = 300;
const eventsPerRead = 200;

/** Tells the readers of a response's events that there are more. */
export class EventFeed {
  readonly #store: BackgroundResponses;
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(store: BackgroundResponses) {
    this.#store = store;
  }

  /** There are new events of a response, or it is over. */
  tell(id: string): void {
    for (const wake of this.#waiting.get(id) ?? []) wake();
    this.#waiting.delete(id);
  }

  /** The events of a response after a number, up to its end, whichever process makes it. */
  async *follow(id: string, keyId: string, after: number, signal: AbortSignal): AsyncGenerator<JsonObject> {
    let last = after;
    while (!signal.aborted) {
      // Asked for before the events: what is over then has no more than those.
      const found = await this.#store.find(id, keyId);
      if (found === undefined) return;
      let events: readonly StoredEvent[];
      do {
        events = await this.#store.eventsAfter(id, last, eventsPerRead);
        for (const { seq, event } of events) {
          yield event;
          last = seq;
        }
      } while (events.length === eventsPerRead && !signal.aborted);
      if (!isActive(found.status)) return;
      if (events.length === 0) await this.#wait(id, signal);
    }
  }

  async #wait(id: string, signal: AbortSignal): Promise<void> {
    const told = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, waiting.add(told.resolve));
    const over = new AbortController();
    const timer = sleep(pollMs, undefined, { signal: AbortSignal.any([signal, over.signal]) });
    await Promise.race([told.promise, timer.catch(() => undefined)]);
    over.abort();
    waiting.delete(told.resolve);
    if (waiting.size === 0 && this.#waiting.get(id) === waiting) this.#waiting.delete(id);
  }
}

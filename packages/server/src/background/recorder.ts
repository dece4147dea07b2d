import type { JsonObject } from "@sequrity/engine";
import type { ServerSentEvent } from "../event-stream.ts";
import { isObject } from "../json-fields.ts";
import { parseJsonText } from "../json-text.ts";
import type { BackgroundResponses, StoredEvent } from "../store/background.ts";
import type { EventFeed } from "./event-feed.ts";

/** Writes the events of a response to the store as they come, in order, several at a time. */
export class EventRecorder {
  readonly #id: string;
  readonly #store: BackgroundResponses;
  readonly #feed: EventFeed;
  readonly #onOver: () => void;
  #pending: StoredEvent[] = [];
  #response: JsonObject | undefined;
  #writing: Promise<void> = Promise.resolve();
  #scheduled = false;
  #next: number;

  /**
   * @param next the number of the next event
   * @param onOver called when the response is over already: another request cancelled it
   */
  constructor(id: string, next: number, store: BackgroundResponses, feed: EventFeed, onOver: () => void) {
    this.#id = id;
    this.#next = next;
    this.#store = store;
    this.#feed = feed;
    this.#onOver = onOver;
  }

  /** The response as it is now, and the events that say so. */
  note(response: JsonObject | undefined, events: Iterable<ServerSentEvent>): void {
    this.#response = response ?? this.#response;
    for (const event of eventsAsJson(events)) this.#pending.push({ seq: this.#next++, event });
    this.#schedule();
  }

  /** Resolves when all that was noted is stored. */
  async written(): Promise<void> {
    await this.#writing;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#writing = this.#writing.then(async () => {
      this.#scheduled = false;
      const events = this.#pending.splice(0);
      const response = this.#response;
      this.#response = undefined;
      const progress = { events, ...(response === undefined ? {} : { response }) };
      if (!(await this.#store.note(this.#id, progress))) this.#onOver();
      this.#feed.tell(this.#id);
    });
    // Whoever waits for it hears of it.
    this.#writing.catch(() => undefined);
  }
}

/** The data of events. */
export function eventsAsJson(events: Iterable<ServerSentEvent>): readonly JsonObject[] {
  return [...events].flatMap(({ data }) => {
    const event = parseJsonText(data);
    return isObject(event) ? [event] : [];
  });
}

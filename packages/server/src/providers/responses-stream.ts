import type { JsonObject, JsonValue, ModelEvent } from "@sequrity/engine";
import { isCallItem } from "../apis/provider-tools.ts";
import { arrayAt, isObject, numberAt, objectAt, own, stringAt } from "../json-fields.ts";
import {
  checkedItem,
  checkPart,
  type ResponseReading,
  readResponse,
  refuseFailure,
} from "./responses-answer.ts";
import { garbage } from "./upstream.ts";
import { jsonEvents } from "./upstream-events.ts";

/**
 * The events of a streamed response, the answer with the last.
 * INVARIANT: of a call, and of whatever comes after the first call, no event is shown: it waits for the check.
 *
 * @param native the caller speaks this API: it is shown the events as they are; others are shown texts
 * @throws {ProviderFault} when the stream breaks off, stalls, carries an error or is no such stream
 */
export async function* readResponsesStream(
  reading: ResponseReading,
  body: AsyncIterable<Uint8Array>,
  native: boolean,
): AsyncGenerator<ModelEvent> {
  const answer = new ResponseInPieces(reading, native);
  for await (const event of jsonEvents(reading.provider, body)) {
    if (!isObject(event)) continue;
    yield* answer.take(event);
    const ended = answer.ended;
    if (ended === undefined) continue;
    yield { kind: "finish", answer: readResponse(reading, ended) };
    return;
  }
  throw garbage(reading.provider, "its stream broke off before the end");
}

/**
 * Events that are passed on with the item that they belong to.
 * INVARIANT: one that is not listed goes to nobody; so no event tells of a call before it is checked.
 */
const ofShownItem =
  /^response\.(?:output_item|content_part|output_text|refusal|reasoning\w*|output_audio\w*|compaction|(?:web_search|file_search|code_interpreter|image_generation|mcp)_call\w*|mcp_list_tools)\./;

class ResponseInPieces {
  readonly #reading: ResponseReading;
  readonly #native: boolean;
  /** Items that are whole, by their index. */
  readonly #items = new Map<number, JsonObject>();
  /** Indexes of the items that are shown. */
  readonly #shown = new Set<number>();
  #holding = false;
  #end: JsonObject | undefined;

  constructor(reading: ResponseReading, native: boolean) {
    this.#reading = reading;
    this.#native = native;
  }

  /** The whole response, once it is there. */
  get ended(): JsonObject | undefined {
    if (this.#end === undefined) return undefined;
    const output = arrayAt(this.#end, "output") ?? [];
    if (this.#items.size === 0 && this.#shown.size === 0) return { ...this.#end, output };
    // What was shown stays in its place, whether or not its end was told by itself.
    for (const index of this.#shown) {
      if (!this.#items.has(index)) this.#items.set(index, this.#itemAt(index, output[index]));
    }
    const items = [...this.#items].toSorted(([one], [other]) => one - other).map(([, item]) => item);
    return { ...this.#end, output: items };
  }

  /** An item as an event tells it. INVARIANT: one that was shown is no call. */
  #itemAt(index: number, item: JsonValue | undefined): JsonObject {
    const told = checkedItem(this.#reading, item);
    if (isCallItem(stringAt(told, "type") ?? "") && this.#shown.has(index)) {
      throw garbage(this.#reading.provider, "an item of its stream became a call");
    }
    return told;
  }

  *take(event: JsonObject): Generator<ModelEvent> {
    const { provider } = this.#reading;
    const type = stringAt(event, "type") ?? "";
    const index = numberAt(event, "output_index");
    switch (type) {
      case "error":
        refuseFailure(this.#reading, { error: objectAt(event, "error") ?? event });
        return;
      case "response.failed":
      case "response.cancelled":
        refuseFailure(this.#reading, { ...objectAt(event, "response"), status: "failed" });
        return;
      case "response.completed":
      case "response.incomplete":
        refuseFailure(this.#reading, own(event, "response"));
        this.#end = objectAt(event, "response") ?? {};
        return;
      case "response.output_item.added": {
        if (index === undefined) throw garbage(provider, "an item of its stream has no place");
        const item = this.#itemAt(index, own(event, "item"));
        this.#holding ||= isCallItem(stringAt(item, "type") ?? "");
        if (!this.#holding) this.#shown.add(index);
        break;
      }
      case "response.output_item.done":
        if (index === undefined) throw garbage(provider, "an item of its stream has no place");
        this.#items.set(index, this.#itemAt(index, own(event, "item")));
        break;
      default:
        // INVARIANT: no other event carries an item or a whole response, in which there may be calls.
        if (own(event, "response") !== undefined || own(event, "item") !== undefined) return;
    }
    // What belongs to no item that is shown (the response as such, a call's arguments) is not passed on.
    if (index === undefined || !this.#shown.has(index) || !ofShownItem.test(type)) return;
    checkPart(this.#reading, own(event, "part"));
    if (this.#native) yield { kind: "fields", fields: event };
    else yield* piece(type, stringAt(event, "delta") ?? "");
  }
}

function* piece(type: string, delta: string): Generator<ModelEvent> {
  if (delta === "") return;
  switch (type) {
    case "response.output_text.delta":
      yield { kind: "text", delta };
      return;
    case "response.reasoning_summary_text.delta":
    case "response.reasoning_text.delta":
      yield { kind: "reasoning", delta };
      return;
    default:
  }
}

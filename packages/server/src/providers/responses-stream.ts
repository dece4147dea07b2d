import type { JsonObject, ModelEvent } from "@sequrity/engine";
import { isCallItem } from "../apis/provider-tools.ts";
import { arrayAt, isObject, numberAt, objectAt, own, stringAt } from "../json-fields.ts";
import { checkedItem, type ResponseReading, readResponse, refuseFailure } from "./responses-answer.ts";
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

const ofCall =
  /^response\.(?:function_call|custom_tool_call|computer_call|local_shell_call|shell_call|apply_patch_call)/;

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
    const items = [...this.#items].toSorted(([one], [other]) => one - other).map(([, item]) => item);
    return { ...this.#end, output: items.length > 0 ? items : (arrayAt(this.#end, "output") ?? []) };
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
        const item = checkedItem(this.#reading, own(event, "item"));
        if (index === undefined) throw garbage(provider, "an item of its stream has no place");
        this.#holding ||= isCallItem(stringAt(item, "type") ?? "");
        if (!this.#holding) this.#shown.add(index);
        break;
      }
      case "response.output_item.done": {
        const item = checkedItem(this.#reading, own(event, "item"));
        if (index === undefined) throw garbage(provider, "an item of its stream has no place");
        if (isCallItem(stringAt(item, "type") ?? "") && this.#shown.has(index)) {
          throw garbage(provider, "an item of its stream became a call");
        }
        this.#items.set(index, item);
        break;
      }
      default:
    }
    // What belongs to no item that is shown (the response as such, a call's arguments) is not passed on.
    if (index === undefined || !this.#shown.has(index) || ofCall.test(type)) return;
    // INVARIANT: no event of an item carries a whole response, in which there may be calls.
    if (own(event, "response") !== undefined) return;
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

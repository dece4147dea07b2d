import { Fault, type JsonObject, type TurnOutcome } from "@sequrity/engine";
import {
  type ErrorFacts,
  newResponsesId,
  outputItemEvents,
  type ResponsesRequest,
  type ResponsesResponse,
  writeAnswer,
} from "@sequrity/wire";
import type { ServerSentEvent } from "../event-stream.ts";
import { arrayAt, isObject, numberAt, objectAt, stringAt } from "../json-fields.ts";
import { parseJsonText } from "../json-text.ts";
import type { ShownEvent, TurnAnswer } from "../routes/turn-exchange.ts";
import { readClientCall } from "./client-calls.ts";
import { clientToolOfCall, declaredClientTools } from "./client-tools.ts";
import { jsonObjectOf } from "./json-of.ts";
import { isCallItem } from "./provider-tools.ts";
import { named, ResponseFrame } from "./response-frame.ts";
import {
  callItem,
  type KeptIdentity,
  type KeptItem,
  type KeptResponse,
  keptResponse,
  keptWith,
  outputItemOf,
  progressOf,
  readKeptResponse,
} from "./responses-answer.ts";
import { type KeepResponse, ResponsesTurnAnswer } from "./responses-stream.ts";
import { customToolNames } from "./responses-tools.ts";

/** The answer to a Responses request. `native`: its provider speaks the same API. */
export function responsesAnswer(
  body: ResponsesRequest,
  native: boolean,
  store: KeepResponse,
  frame?: ResponseFrame,
): TurnAnswer {
  return native ? new NativeResponsesAnswer(body, store, frame) : new ResponsesTurnAnswer(body, store, frame);
}

/**
 * The answer to one Responses request over a provider that speaks the same API: its items as they came, but for calls,
 * which come as they were checked. What it streams is passed on up to the first call; the rest follows when all is checked.
 */
class NativeResponsesAnswer implements TurnAnswer {
  readonly streamed: boolean;
  readonly #frame: ResponseFrame;
  readonly #customTools: ReadonlySet<string>;
  readonly #clientTools: ReadonlySet<string>;
  readonly #store: KeepResponse;
  /** The provider's indexes of the items that were begun, in our order; and which of them ended. */
  readonly #shown: { readonly index: number; ended: boolean }[] = [];

  constructor(body: ResponsesRequest, store: KeepResponse, frame: ResponseFrame = new ResponseFrame(body)) {
    this.#frame = frame;
    this.streamed = frame.streamed;
    this.#customTools = customToolNames(body);
    this.#clientTools = declaredClientTools(body.tools ?? []);
    this.#store = store;
  }

  async keep(outcome: TurnOutcome): Promise<JsonObject> {
    const { id, created } = this.#frame;
    const identity = { id, created, customTools: this.#customTools, clientTools: this.#clientTools };
    const kept = this.#kept(identity, outcome);
    const response = parseJsonText(writeAnswer(this.#responseOf(kept)));
    if (isObject(response)) await this.#store(kept.sessionId, kept.id, response);
    return jsonObjectOf(kept);
  }

  write(kept: JsonObject): string {
    return writeAnswer(this.#responseOf(readKeptResponse(kept)));
  }

  /** Texts are in the events that the provider made; what the engine adds to them comes with the outcome. */
  *show(event: ShownEvent, sessionId: string): Generator<ServerSentEvent> {
    if (event.kind !== "fields") return;
    const { fields } = event;
    const type = stringAt(fields, "type") ?? "";
    const index = numberAt(fields, "output_index");
    // INVARIANT: nothing of a call goes out before its check; the provider's reader holds to it too.
    if (index === undefined || isCallItem(stringAt(objectAt(fields, "item"), "type") ?? "")) {
      throw new Fault("internal", "The provider's stream showed what is to be held back.");
    }
    yield* this.#frame.begin(sessionId);
    if (type === "response.output_item.added") this.#shown.push({ index, ended: false });
    const place = this.#shown.findIndex((shown) => shown.index === index);
    const shown = this.#shown[place];
    if (shown === undefined) return;
    if (type === "response.output_item.done") shown.ended = true;
    const passed = this.#frame.writer.pass({ ...fields, output_index: place });
    yield { name: type, data: writeAnswer(passed) };
  }

  *finish(stored: JsonObject): Generator<ServerSentEvent> {
    const kept = readKeptResponse(stored);
    yield* this.#frame.begin(kept.sessionId, kept);
    const { writer } = this.#frame;
    for (const [index, item] of kept.items.entries()) {
      const shown = this.#shown[index];
      if (shown === undefined) {
        for (const event of outputItemEvents(writer, index, outputItemOf(item))) yield named(event);
      } else if (!shown.ended) {
        // Its end came after the first call, or never.
        const type = "response.output_item.done" as const;
        yield named(writer.write({ type, output_index: index, item: outputItemOf(item) }));
      }
    }
    yield this.#frame.end(this.#responseOf(kept));
  }

  fail(facts: ErrorFacts, sessionId: string): Iterable<ServerSentEvent> {
    return this.#frame.fail(sessionId, facts);
  }

  /** The provider's items, each call as it was checked or not at all, and the reasons of those that were denied. */
  #kept(identity: KeptIdentity, outcome: TurnOutcome): KeptResponse {
    const { raw, text: said = "" } = outcome.modelAnswer ?? {};
    if (raw?.api !== "responses") return keptResponse(identity, [], [], outcome);
    const calls = outcome.kind === "tool_calls" ? [...outcome.calls] : [];
    const before: KeptItem[] = [];
    const rest: KeptItem[] = [];
    let called = false;
    for (const item of (arrayAt(raw.body, "output") ?? []).filter(isObject)) {
      if (isCallItem(stringAt(item, "type") ?? "")) {
        called = true;
        const tool = clientToolOfCall(stringAt(item, "type") ?? "");
        const name = tool?.family ?? stringAt(item, "name");
        const place = calls.findIndex(
          (call) => call.upstream === stringAt(item, "call_id") && call.name === name,
        );
        if (place < 0) continue;
        const frame = readClientCall(item)?.frame;
        rest.push(...calls.splice(place, 1).map((call) => callItem(call, identity, frame)));
        continue;
      }
      const id = stringAt(item, "id") ?? newResponsesId("item");
      (called ? rest : before).push({ kind: "passed_on", id, text: "", item: { ...item, id } });
    }
    // A call that was allowed is not lost, whatever the provider's answer looks like by now.
    rest.push(...calls.map((call) => callItem(call, identity)));
    const reasons = outcome.text.slice(said.length).replace(/^\n\n/, "");
    const denied: readonly KeptItem[] =
      reasons === "" ? [] : [{ kind: "message", id: newResponsesId("message"), text: reasons }];
    return keptWith(identity, [...before, ...denied, ...rest], outcome);
  }

  #responseOf(kept: KeptResponse): ResponsesResponse {
    return this.#frame.response(kept.sessionId, progressOf(kept), kept);
  }
}

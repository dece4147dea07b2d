import { Fault, type JsonObject, type TurnRequest } from "@sequrity/engine";
import { type ResponsesRequest, validateResponsesRequest } from "@sequrity/wire";
import { jsonObjectOf } from "../apis/json-of.ts";
import { arrayAt, booleanAt, isObject, objectAt, own, stringAt } from "../json-fields.ts";

/** What a response in the background is made of: all that another process needs to take it up. */
export interface BackgroundWork {
  /** Without the caller's provider key: that is not kept. */
  readonly turn: TurnRequest;
  readonly body: ResponsesRequest;
  /** The request's own input items, in the form in which they are listed. */
  readonly input: readonly (JsonObject & { readonly id: string })[];
  /** Its provider speaks the same API. */
  readonly native: boolean;
  readonly previousId: string | undefined;
  readonly conversationId: string | undefined;
  /** It began with a provider key of the caller's. */
  readonly ownKey: boolean;
  /** The session that it is answered in. */
  readonly sessionId: string;
}

export function writeWork(work: BackgroundWork): JsonObject {
  const { turn, body, input, native, previousId, conversationId, ownKey, sessionId } = work;
  // INVARIANT: a caller's provider key is nowhere at rest.
  const { providerKey: _key, ...kept } = turn;
  return jsonObjectOf({ turn: kept, body, input, native, previousId, conversationId, ownKey, sessionId });
}

/** @throws {Fault} `internal` when it cannot be read: nothing is guessed */
export function readWork(stored: JsonObject): BackgroundWork {
  const turn: unknown = objectAt(stored, "turn");
  const body = validateResponsesRequest(own(stored, "body"));
  const sessionId = stringAt(stored, "sessionId");
  if (!isTurnRequest(turn) || !body.ok || sessionId === undefined) {
    throw new Fault("internal", "The stored request cannot be read.");
  }
  return {
    turn,
    body: body.value,
    input: (arrayAt(stored, "input") ?? []).filter(isObject).map((item) => ({
      ...item,
      id: stringAt(item, "id") ?? "",
    })),
    native: booleanAt(stored, "native") ?? false,
    previousId: stringAt(stored, "previousId"),
    conversationId: stringAt(stored, "conversationId"),
    ownKey: booleanAt(stored, "ownKey") ?? true,
    sessionId,
  };
}

const texts = ["api", "keyId", "provider", "model"] as const;
const lists = ["messages", "tools"] as const;
const objects = ["config", "settings", "passThrough"] as const;

/** The store gives back what was put in: what is looked at is whether a version that had other fields wrote it. */
function isTurnRequest(value: unknown): value is TurnRequest {
  if (typeof value !== "object" || value === null) return false;
  const field = (name: string): unknown => Reflect.get(value, name);
  return (
    texts.every((name) => typeof field(name) === "string") &&
    lists.every((name) => Array.isArray(field(name))) &&
    objects.every((name) => typeof field(name) === "object" && field(name) !== null)
  );
}

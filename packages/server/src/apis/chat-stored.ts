import { Fault, type JsonObject, type JsonValue } from "@sequrity/engine";
import type { ChatCompletionRequest } from "@sequrity/wire";
import { own } from "../json-fields.ts";
import type { StoredCompletion } from "../store/completions.ts";
import { jsonObjectOf, jsonOf } from "./json-of.ts";

/** Chat completions as they are kept when the request says `store: true`, and shown later. */

/** Fields of the request that a stored completion repeats; null when the request left them out. */
const repeated = [
  "temperature",
  "top_p",
  "presence_penalty",
  "frequency_penalty",
  "seed",
  "tools",
  "tool_choice",
  "response_format",
] as const;

/** What is kept of a request and its answer. */
export function completionToStore(
  request: ChatCompletionRequest,
  sessionId: string,
  answer: JsonObject,
  requestId: string,
): StoredCompletion {
  const id = String(own(answer, "id"));
  const fields = repeated.map((name): [string, JsonValue] => [name, jsonOf(request[name] ?? null)]);
  return {
    id,
    sessionId,
    head: { model: request.model, metadata: request.metadata ?? {} },
    completion: {
      ...answer,
      request_id: requestId,
      ...Object.fromEntries(fields),
      input_user: request.user ?? null,
    },
    messages: request.messages.map((message, index) =>
      storedMessage(jsonObjectOf(message), `${id}-${index}`),
    ),
  };
}

/** A message as it is listed: content that came in parts stands beside its text. */
function storedMessage(message: JsonObject, id: string): JsonObject {
  const content = own(message, "content") ?? null;
  if (!Array.isArray(content)) return { id, ...message, content, content_parts: null };
  const parts: readonly JsonValue[] = content;
  const texts = parts.flatMap((part) => {
    const text = own(part, "text");
    return typeof text === "string" ? [text] : [];
  });
  return { id, ...message, content: texts.length === 0 ? null : texts.join(""), content_parts: parts };
}

/** A stored completion as it is shown. */
export function shownCompletion({ completion, head }: StoredCompletion): JsonObject {
  return { ...completion, metadata: { ...head.metadata } };
}

const pairsMax = 16;
const nameCharactersMax = 64;
const valueCharactersMax = 512;

/**
 * Holds metadata against the public API's bounds.
 *
 * @throws {Fault} `invalid_request`, naming the pair
 */
export function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  const pairs = Object.entries(metadata);
  if (pairs.length > pairsMax) throw tooMuch("metadata", `at most ${pairsMax} pairs are taken`);
  for (const [name, value] of pairs) {
    const at = `metadata.${name.slice(0, nameCharactersMax)}`;
    if (name.length > nameCharactersMax) {
      throw tooMuch(at, `a name of at most ${nameCharactersMax} characters is expected`);
    }
    if (value.length > valueCharactersMax) {
      throw tooMuch(at, `a value of at most ${valueCharactersMax} characters is expected`);
    }
  }
}

function tooMuch(param: string, what: string): Fault {
  return new Fault("invalid_request", `${param}: ${what}.`, { param });
}

import { Fault, type JsonObject, type JsonValue } from "@sequrity/engine";
import { booleanAt, objectAt, stringAt } from "./json-fields.ts";
import type { IdempotencyKeys } from "./store/idempotency.ts";

/** A request with an `Idempotency-Key` is answered once; asked again, it gets the same answer. */

/** An answer as it is kept. */
export interface KeptAnswer {
  readonly body: JsonObject;
  readonly sessionId: string;
  readonly recorded: boolean;
}

/** How an idempotent request is continued when the process ends while it runs. */
export interface Continued {
  /** The session that it had begun then. */
  readonly sessionId: string | undefined;
  /** Told when it begins a session. */
  begins(sessionId: string): void;
}

const keyCharactersMax = 255;

/**
 * Answers a request once for its key. Without a key it is simply answered. A failed request may come again.
 *
 * @throws {Fault} `session_busy` while the key's first request runs, `invalid_request` for another body
 */
export async function answerOnce(
  keys: IdempotencyKeys,
  keyId: string,
  idempotencyKey: string | undefined,
  bodyHash: () => string,
  answer: (continued: Continued | undefined) => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  if (idempotencyKey === undefined) return await answer(undefined);
  if (idempotencyKey.length > keyCharactersMax) {
    throw new Fault("invalid_request", `Idempotency-Key: at most ${keyCharactersMax} characters are taken.`);
  }
  const claim = await keys.claim(keyId, idempotencyKey, bodyHash());
  switch (claim.kind) {
    case "answered":
      return readKept(claim.answer);
    case "running":
      throw new Fault("session_busy", "A request with this Idempotency-Key is being answered.");
    case "mismatch":
      throw new Fault("invalid_request", "This Idempotency-Key was used with another request.");
    case "claimed":
      break;
  }
  let noted: Promise<void> = Promise.resolve();
  try {
    const kept = await answer({
      sessionId: claim.sessionId,
      begins: (sessionId) => {
        noted = noted.then(() => keys.note(keyId, idempotencyKey, sessionId));
      },
    });
    await noted;
    await keys.finish(keyId, idempotencyKey, { ...kept });
    return kept;
  } catch (error) {
    await Promise.allSettled([noted]);
    await keys.abandon(keyId, idempotencyKey);
    throw error;
  }
}

function readKept(value: JsonValue): KeptAnswer {
  return {
    body: objectAt(value, "body") ?? {},
    sessionId: stringAt(value, "sessionId") ?? "",
    recorded: booleanAt(value, "recorded") ?? false,
  };
}

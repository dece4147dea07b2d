import { randomUUID } from "node:crypto";
import { Fault, type JsonObject } from "@sequrity/engine";
import { parseToolCallId, type ResponsesRequest } from "@sequrity/wire";
import { exchangesOf, itemsOfExchange } from "../apis/conversation-items.ts";
import type { PastExchange } from "../apis/responses.ts";
import { arrayAt, isObject, stringAt } from "../json-fields.ts";
import type { Services } from "../services.ts";
import { isActive } from "../store/background.ts";
import type { StoredResponse } from "../store/responses.ts";
import { noConversation } from "./conversations.ts";

/** What a Responses request goes on from: an earlier response, a conversation, or nothing. */

export interface ResponsePast {
  readonly exchanges: readonly PastExchange[];
  /** The session that they were answered in. */
  readonly sessionId: string | undefined;
  readonly previousId: string | undefined;
  /** The conversation that the request belongs to, while this request has it. */
  readonly conversation: HeldConversation | undefined;
}

/** A conversation that one request has for itself. */
export interface HeldConversation {
  readonly id: string;
  /** Adds what the request said and was answered. */
  append(
    sessionId: string,
    instructions: string | undefined,
    input: readonly (JsonObject & { readonly id: string })[],
    response: JsonObject,
  ): Promise<void>;
  release(): Promise<void>;
}

/**
 * Finds what a request goes on from, and takes its conversation for it.
 *
 * @throws {Fault} `not_found`; `invalid_request` for two sources; `session_busy` while another request has the conversation
 */
export async function takePast(
  body: ResponsesRequest,
  input: readonly JsonObject[],
  keyId: string,
  services: Services,
): Promise<ResponsePast> {
  const named = typeof body.conversation === "string" ? body.conversation : body.conversation?.id;
  if (named === undefined) return await chainBefore(body, input, keyId, services);
  if (typeof body.previous_response_id === "string") {
    throw new Fault(
      "invalid_request",
      "Either 'conversation' or 'previous_response_id' is taken, not both.",
      {
        param: "conversation",
      },
    );
  }
  return await conversationBefore(named, keyId, services);
}

/** The response that the request names; for results alone, the last one of their session. */
async function chainBefore(
  body: ResponsesRequest,
  input: readonly JsonObject[],
  keyId: string,
  { store }: Services,
): Promise<ResponsePast> {
  const named = body.previous_response_id ?? undefined;
  const [first] = input;
  const called =
    stringAt(first, "type")?.endsWith("_call_output") === true
      ? (stringAt(first, "call_id") ?? stringAt(first, "id") ?? "")
      : "";
  const sessionId = parseToolCallId(called)?.sessionId;
  const id = named ?? (sessionId === undefined ? undefined : await store.responses.lastOf(sessionId, keyId));
  if (id === undefined) {
    return { exchanges: [], sessionId: undefined, previousId: undefined, conversation: undefined };
  }
  const stored = await store.responses.chain(id, keyId);
  const chain = named === undefined ? stored && upToCall(stored, called) : stored;
  const last = chain?.at(-1);
  if (chain !== undefined && last !== undefined) {
    const { sessionId, id: previousId } = last;
    return { exchanges: chain.map(exchangeOf), sessionId, previousId, conversation: undefined };
  }
  const made = await store.background.find(id, keyId);
  if (made !== undefined && isActive(made.status)) {
    throw new Fault("session_busy", `Response '${id}' is still being made; go on from it when it is over.`, {
      param: "previous_response_id",
      retryAfterSeconds: 1,
    });
  }
  throw new Fault("not_found", `There is no response '${id}' to go on from.`, {
    param: "previous_response_id",
  });
}

/**
 * The responses up to the one that made a call. Results that come again go on from where they went on the first time:
 * what was answered then is not before them.
 */
function upToCall(chain: readonly StoredResponse[], called: string): readonly StoredResponse[] {
  const made = chain.findLastIndex(({ response }) =>
    arrayAt(response, "output")?.some(
      (item) => stringAt(item, "type")?.endsWith("_call") === true && stringAt(item, "call_id") === called,
    ),
  );
  return made === -1 ? chain : chain.slice(0, made + 1);
}

async function conversationBefore(
  id: string,
  keyId: string,
  { store, configuration }: Services,
): Promise<ResponsePast> {
  const { conversations, responses, sessions } = store;
  if ((await conversations.find(id, keyId)) === undefined) throw noConversation(id);
  const owner = randomUUID();
  if (!(await conversations.hold(id, keyId, owner))) {
    throw new Fault("session_busy", "Another request is being answered in this conversation; try again.", {
      retryAfterSeconds: 1,
      param: "conversation",
    });
  }
  try {
    // Once it is held: another request may have changed it until then.
    const found = await conversations.find(id, keyId);
    if (found === undefined) throw noConversation(id);
    const alive =
      found.sessionId !== undefined && (await sessions.pinnedOf(found.sessionId, keyId)) !== undefined;
    const sessionId = alive ? found.sessionId : undefined;
    return {
      exchanges: exchangesOf(await conversations.items(id, keyId)),
      sessionId,
      previousId: sessionId === undefined ? undefined : await responses.lastOf(sessionId, keyId),
      conversation: {
        id,
        async append(answeredIn, instructions, input, response) {
          const items = itemsOfExchange(instructions, input, response);
          await conversations.append(id, keyId, items, configuration.sessionLifetimeMs, answeredIn);
        },
        release: () => conversations.release(id, owner),
      },
    };
  } catch (error) {
    await conversations.release(id, owner);
    throw error;
  }
}

function exchangeOf({ response, input }: StoredResponse): PastExchange {
  return {
    instructions: stringAt(response, "instructions"),
    input,
    output: (arrayAt(response, "output") ?? []).filter(isObject),
  };
}

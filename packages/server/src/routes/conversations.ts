import { Fault } from "@sequrity/engine";
import {
  ConversationRequestSchema,
  ConversationUpdateSchema,
  conversation,
  conversationDeleted,
  isInputItem,
  newResponsesId,
  type RequestResult,
  validateConversationRequest,
  validateConversationUpdate,
} from "@sequrity/wire";
import type { FastifyRequest } from "fastify";
import { checkMetadata } from "../apis/chat-stored.ts";
import { listedItem } from "../apis/conversation-items.ts";
import { jsonObjectOf } from "../apis/json-of.ts";
import type { Services } from "../services.ts";
import type { StoredConversation } from "../store/conversations.ts";
import { keyIdOf } from "./caller.ts";
import { endpointTypeOf, pathPart } from "./control.ts";
import { type ReferenceScope, withReferredItems } from "./referred-items.ts";
import { type Route, readJsonBody, sendJson } from "./route.ts";

/** `…/v1/conversations` and `…/v1/conversations/{id}` (OpenAI's Responses API). */

/** Items that one request may bring. */
export const itemsPerRequestMax = 20;

export function createConversation(path: string): Route {
  return {
    method: "POST",
    path,
    what: "create a conversation (OpenAI Responses)",
    authenticated: true,
    takes: { body: { name: "ConversationRequest", schema: ConversationRequestSchema } },
    async answer(request, reply, services) {
      const { store, configuration } = services;
      endpointTypeOf(request);
      const body = checked(validateConversationRequest(readJsonBody(request)));
      const metadata = body.metadata ?? {};
      checkMetadata(metadata);
      const items = await readItems(body.items ?? [], { keyId: keyIdOf(request) }, services);
      const id = newResponsesId("conversation");
      const created = await store.conversations.create(
        keyIdOf(request),
        { id, metadata, items },
        configuration.sessionLifetimeMs,
      );
      return sendJson(reply, shown(created));
    },
  };
}

export function retrieveConversation(path: string): Route {
  return {
    method: "GET",
    path,
    what: "a conversation",
    authenticated: true,
    answer: async (request, reply, services) =>
      sendJson(reply, shown(await conversationOf(request, services))),
  };
}

export function updateConversation(path: string): Route {
  return {
    method: "POST",
    path,
    what: "change the metadata of a conversation",
    authenticated: true,
    takes: { body: { name: "ConversationUpdate", schema: ConversationUpdateSchema } },
    async answer(request, reply, services) {
      const body = checked(validateConversationUpdate(readJsonBody(request)));
      const metadata = body.metadata ?? {};
      checkMetadata(metadata);
      const { id } = await conversationOf(request, services);
      const changed = await services.store.conversations.update(id, keyIdOf(request), metadata);
      if (changed === undefined) throw noConversation(id);
      return sendJson(reply, shown(changed));
    },
  };
}

export function deleteConversation(path: string): Route {
  return {
    method: "DELETE",
    path,
    what: "delete a conversation with its items",
    authenticated: true,
    async answer(request, reply, services) {
      const { id } = await conversationOf(request, services);
      await services.store.conversations.delete(id, keyIdOf(request));
      return sendJson(reply, conversationDeleted(id));
    },
  };
}

/**
 * The conversation that a request's path names.
 *
 * @throws {Fault} `not_found`, for another key's too
 */
export async function conversationOf(
  request: FastifyRequest,
  { store }: Services,
): Promise<StoredConversation> {
  endpointTypeOf(request);
  const id = pathPart(request, "conversation_id") ?? "";
  const found = await store.conversations.find(id, keyIdOf(request));
  if (found === undefined) throw noConversation(id);
  return found;
}

export function noConversation(id: string): Fault {
  return new Fault("not_found", `There is no conversation '${id}'.`, { param: "conversation" });
}

/**
 * Items that were added by hand, as they are kept: for a reference, the item itself.
 *
 * @throws {Fault} `invalid_request` for too many; `not_found` for a reference to what is not kept under the caller's key
 */
export async function readItems(
  items: readonly object[],
  scope: Omit<ReferenceScope, "list">,
  services: Services,
) {
  if (items.length > itemsPerRequestMax) {
    throw new Fault("invalid_request", `items: at most ${itemsPerRequestMax} are taken at a time.`, {
      param: "items",
    });
  }
  const read = await withReferredItems(items.map(jsonObjectOf), { ...scope, list: "items" }, services);
  return read.map((given, index) => {
    if (isInputItem("item_reference", given)) {
      const at = `items[${index}]`;
      throw new Fault("not_found", `${at}: there is no item '${given.id}' among your stored items.`, {
        param: at,
      });
    }
    const item = listedItem(given);
    return { id: item.id, item };
  });
}

/** @throws {Fault} `invalid_request`, naming the field */
export function checked<Value>(result: RequestResult<Value>): Value {
  if (result.ok) return result.value;
  throw new Fault("invalid_request", result.message, result.param === "" ? {} : { param: result.param });
}

function shown({ id, createdAt, metadata }: StoredConversation) {
  return conversation({ id, created: Math.floor(createdAt / 1000), metadata });
}

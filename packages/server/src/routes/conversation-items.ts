import { Fault, type JsonObject } from "@sequrity/engine";
import { ConversationItemsRequestSchema, itemPage, validateConversationItemsRequest } from "@sequrity/wire";
import { includedFields } from "../apis/included-fields.ts";
import type { ConversationItem } from "../store/conversations.ts";
import { keyIdOf } from "./caller.ts";
import { pathPart } from "./control.ts";
import { checked, conversationOf, noConversation, readItems } from "./conversations.ts";
import { noSuchItem, queryOf, readInclude, readPageQuery } from "./page.ts";
import { type Route, readJsonBody, sendJson } from "./route.ts";

/** `…/v1/conversations/{id}/items` and `…/items/{item}`. */

export function listConversationItems(path: string): Route {
  return {
    method: "GET",
    path,
    what: "the items of a conversation",
    authenticated: true,
    takes: { query: ["after", "limit", "order", "include"] },
    async answer(request, reply, services) {
      const { id } = await conversationOf(request, services);
      const query = queryOf(request);
      const page = readPageQuery(query, "desc");
      const include = readInclude(query);
      const found = await services.store.conversations.page(id, keyIdOf(request), page);
      if (found === undefined) throw noSuchItem(page.after ?? "");
      const items = found.items.map((item) => shownItem(item, include));
      return sendJson(reply, itemPage(items, found.more));
    },
  };
}

export function addConversationItems(path: string): Route {
  return {
    method: "POST",
    path,
    what: "add items to a conversation",
    authenticated: true,
    takes: {
      body: { name: "ConversationItemsRequest", schema: ConversationItemsRequestSchema },
      query: ["include"],
    },
    async answer(request, reply, services) {
      const body = checked(validateConversationItemsRequest(readJsonBody(request)));
      const { id } = await conversationOf(request, services);
      const keyId = keyIdOf(request);
      const items = await readItems(body.items, { keyId, conversationId: id }, services);
      const include = readInclude(queryOf(request));
      const lifetime = services.configuration.sessionLifetimeMs;
      const added = await services.store.conversations.append(id, keyId, items, lifetime);
      if (!added) throw noConversation(id);
      return sendJson(
        reply,
        itemPage(
          items.map((item) => shownItem(item, include)),
          false,
        ),
      );
    },
  };
}

export function retrieveConversationItem(path: string): Route {
  return {
    method: "GET",
    path,
    what: "an item of a conversation",
    authenticated: true,
    takes: { query: ["include"] },
    async answer(request, reply, services) {
      const { id } = await conversationOf(request, services);
      const itemId = pathPart(request, "item_id") ?? "";
      const found = await services.store.conversations.item(id, keyIdOf(request), itemId);
      if (found === undefined) throw noItem(itemId);
      return sendJson(reply, shownItem(found, readInclude(queryOf(request))));
    },
  };
}

export function deleteConversationItem(path: string): Route {
  return {
    method: "DELETE",
    path,
    what: "delete an item of a conversation",
    authenticated: true,
    async answer(request, reply, services) {
      const found = await conversationOf(request, services);
      const itemId = pathPart(request, "item_id") ?? "";
      const deleted = await services.store.conversations.deleteItem(found.id, keyIdOf(request), itemId);
      if (!deleted) throw noItem(itemId);
      const { id, createdAt, metadata } = found;
      return sendJson(reply, {
        id,
        object: "conversation",
        created_at: Math.floor(createdAt / 1000),
        metadata,
      });
    },
  };
}

function noItem(id: string): Fault {
  return new Fault("not_found", `The conversation has no item '${id}'.`);
}

function shownItem({ id, item }: ConversationItem, include: readonly string[]): JsonObject & { id: string } {
  return { ...includedFields(item, include), id };
}

import type { JsonObject } from "@sequrity/engine";
import { itemIdKind, newResponsesId, storedItem } from "@sequrity/wire";
import { isObject, stringAt } from "../json-fields.ts";
import type { ConversationItem } from "../store/conversations.ts";
import { jsonObjectOf } from "./json-of.ts";
import type { PastExchange } from "./responses.ts";

/** Items as they are kept and listed, and what a conversation's items say about its earlier requests. */

/** An input item in the form in which it is listed: with an id of its own. */
export function listedItem(item: JsonObject): JsonObject & { readonly id: string } {
  const id = newResponsesId(itemIdKind(stringAt(item, "type")));
  const listed = jsonObjectOf(storedItem(item, id));
  return { ...listed, id: stringAt(listed, "id") ?? id };
}

/** What one request adds to its conversation: its input, and the response's output. */
export function itemsOfExchange(
  instructions: string | undefined,
  input: readonly (JsonObject & { readonly id: string })[],
  response: JsonObject,
): readonly ConversationItem[] {
  const output = Array.isArray(response.output) ? response.output.filter(isObject) : [];
  return [...input, ...output].map((item, index) => ({
    id: stringAt(item, "id") ?? newResponsesId("item"),
    item,
    ...(index === 0 ? { begins: { instructions } } : {}),
  }));
}

/** A conversation's items as the exchanges that they came in; what was added by hand before a request belongs to it. */
export function exchangesOf(items: readonly ConversationItem[]): readonly PastExchange[] {
  const exchanges: { instructions: string | undefined; input: JsonObject[]; output: JsonObject[] }[] = [];
  for (const { item, begins } of items) {
    const last = exchanges.at(-1);
    if (last === undefined || begins !== undefined) {
      exchanges.push({ instructions: begins?.instructions, input: [item], output: [] });
    } else last.input.push(item);
  }
  return exchanges;
}

import { Fault, type JsonObject } from "@sequrity/engine";
import { isInputItem } from "@sequrity/wire";
import type { Services } from "../services.ts";

/** Where references to items lead: to items of the caller's stored responses, or of the conversation that is named. */
export interface ReferenceScope {
  readonly keyId: string;
  readonly conversationId?: string | undefined;
  /** The list's name in the request: errors name their places in it. */
  readonly list: "input" | "items";
}

/**
 * Items with the items themselves for references to what this server keeps under the caller's key; other references stay.
 *
 * @throws {Fault} `invalid_request` for two references to one item
 */
export async function withReferredItems(
  items: readonly JsonObject[],
  { keyId, conversationId, list }: ReferenceScope,
  { store }: Services,
): Promise<readonly JsonObject[]> {
  const known = new Set<string>();
  const found: JsonObject[] = [];
  for (const [index, item] of items.entries()) {
    if (!isInputItem("item_reference", item)) {
      found.push(item);
      continue;
    }
    // A small reference may mean a large item: as often as a request likes would be as large as it likes.
    if (known.has(item.id)) {
      const at = `${list}[${index}]`;
      throw new Fault("invalid_request", `${at}: item '${item.id}' is referred to twice.`, { param: at });
    }
    known.add(item.id);
    const stored =
      (await store.responses.item(item.id, keyId)) ??
      (conversationId === undefined
        ? undefined
        : (await store.conversations.item(conversationId, keyId, item.id))?.item);
    found.push(stored ?? item);
  }
  return found;
}

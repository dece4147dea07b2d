import { type Static, Type } from "typebox";
import type { RequestResult } from "../chat/request.ts";
import { compileCheck } from "../schema/compile.ts";
import { nullable, optional, recordOf } from "../schema/shapes.ts";
import { firstRefusal, refusalOf } from "./elements.ts";
import { inputItemForm, inputItemKind, isInputItem } from "./input-item.ts";
import type { newResponsesId } from "./output-item.ts";

/** Conversations and stored items: the bodies that create and change them, and the objects that are answered. */

const MetadataSchema = nullable(recordOf(Type.String()));
const ItemsSchema = Type.Array(recordOf(Type.Unknown()));

export const ConversationRequestSchema = Type.Object({
  items: optional(ItemsSchema),
  metadata: Type.Optional(MetadataSchema),
});
export type ConversationRequest = Static<typeof ConversationRequestSchema>;
export const ConversationUpdateSchema = Type.Object({ metadata: MetadataSchema });
export type ConversationUpdate = Static<typeof ConversationUpdateSchema>;
export const ConversationItemsRequestSchema = Type.Object({ items: ItemsSchema });
export type ConversationItemsRequest = Static<typeof ConversationItemsRequestSchema>;

const acceptsConversation = compileCheck(ConversationRequestSchema);
const acceptsUpdate = compileCheck(ConversationUpdateSchema);
const acceptsItems = compileCheck(ConversationItemsRequestSchema);

function isConversationRequest(body: unknown): body is ConversationRequest {
  return acceptsConversation(body);
}
function isConversationUpdate(body: unknown): body is ConversationUpdate {
  return acceptsUpdate(body);
}
function isConversationItemsRequest(body: unknown): body is ConversationItemsRequest {
  return acceptsItems(body);
}

/** Checks the body of `POST …/conversations`. */
export function validateConversationRequest(body: unknown): RequestResult<ConversationRequest> {
  if (!isConversationRequest(body)) return refusalOf(ConversationRequestSchema, body);
  return firstRefusal(body.items ?? [], "items", inputItemForm) ?? { ok: true, value: body };
}

/** Checks the body of `POST …/conversations/{id}`. */
export function validateConversationUpdate(body: unknown): RequestResult<ConversationUpdate> {
  if (!isConversationUpdate(body)) return refusalOf(ConversationUpdateSchema, body);
  return { ok: true, value: body };
}

/** Checks the body of `POST …/conversations/{id}/items`. */
export function validateConversationItemsRequest(body: unknown): RequestResult<ConversationItemsRequest> {
  if (!isConversationItemsRequest(body)) return refusalOf(ConversationItemsRequestSchema, body);
  return firstRefusal(body.items, "items", inputItemForm) ?? { ok: true, value: body };
}

export interface Conversation {
  readonly id: string;
  readonly object: "conversation";
  /** Seconds since the epoch. */
  readonly created_at: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A conversation as it is answered. */
export function conversation(facts: {
  readonly id: string;
  readonly created: number;
  readonly metadata?: Readonly<Record<string, string>> | null;
}): Conversation {
  const { id, created, metadata } = facts;
  return { id, object: "conversation", created_at: created, metadata: metadata ?? {} };
}

/** The answer to a conversation's deletion. */
export function conversationDeleted(id: string) {
  return { id, object: "conversation.deleted", deleted: true } as const;
}

/** The answer to a stored response's deletion. */
export function responseDeleted(id: string) {
  return { id, object: "response", deleted: true } as const;
}

/** An item as it is kept and listed: whatever its form, it has an id. */
export interface StoredItem {
  readonly id: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/**
 * An input item in the form in which it is listed: it has an id (its own, else the given one) and a type; a message's
 * text has become a part.
 */
export function storedItem(item: Readonly<Record<string, unknown>>, newId: string): StoredItem {
  const id = typeof item.id === "string" ? item.id : newId;
  if (isInputItem("message", item)) {
    const type = item.role === "assistant" ? "output_text" : "input_text";
    const text = typeof item.content === "string" ? item.content : "";
    const part = type === "output_text" ? { type, text, annotations: [] } : { type, text };
    const content = typeof item.content === "string" ? [part] : item.content;
    return { ...item, id, type: "message", status: item.status ?? "completed", content };
  }
  const type = typeof item.type === "string" ? item.type : inputItemKind(item);
  return { ...item, id, type: type ?? "unknown" };
}

/** The kind of id that an item of a type has. */
export function itemIdKind(type: string | undefined): Parameters<typeof newResponsesId>[0] {
  switch (type) {
    case undefined:
    case "message":
      return "message";
    case "function_call":
    case "custom_tool_call":
    case "reasoning":
      return type;
    default:
      return "item";
  }
}

export interface ItemPage<Item> {
  readonly object: "list";
  readonly data: readonly Item[];
  /** Empty when the page is. */
  readonly first_id: string;
  readonly last_id: string;
  readonly has_more: boolean;
}

/** A page of a response's input items, or of a conversation's items. */
export function itemPage<Item extends { readonly id: string }>(
  data: readonly Item[],
  hasMore: boolean,
): ItemPage<Item> {
  return {
    object: "list",
    data,
    first_id: data[0]?.id ?? "",
    last_id: data.at(-1)?.id ?? "",
    has_more: hasMore,
  };
}

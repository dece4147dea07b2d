import type { OpenAI } from "openai";
import { type Exchange, settled } from "../exchange.ts";
import type { StoredOptions } from "../options.ts";
import { firstPage, type Page } from "../page.ts";

type Conversation = OpenAI.Conversations.Conversation;
type Item = OpenAI.Conversations.ConversationItem;

/** Conversations of the Responses API, which keep what was said: `client.control.conversations`. */
export class ConversationsResource {
  readonly #exchange: Exchange;
  readonly items: ConversationItemsResource;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
    this.items = new ConversationItemsResource(exchange);
  }

  create(
    body: OpenAI.Conversations.ConversationCreateParams = {},
    options: StoredOptions = {},
  ): Promise<Conversation> {
    const { client, request } = this.#exchange.stored(options);
    return settled(client.conversations.create(body, request));
  }

  retrieve(id: string, options: StoredOptions = {}): Promise<Conversation> {
    const { client, request } = this.#exchange.stored(options);
    return settled(client.conversations.retrieve(id, request));
  }

  /** Sets the `metadata` of a conversation. */
  update(
    id: string,
    body: OpenAI.Conversations.ConversationUpdateParams,
    options: StoredOptions = {},
  ): Promise<Conversation> {
    const { client, request } = this.#exchange.stored(options);
    return settled(client.conversations.update(id, body, request));
  }

  delete(id: string, options: StoredOptions = {}): Promise<OpenAI.Conversations.ConversationDeletedResource> {
    const { client, request } = this.#exchange.stored(options);
    return settled(client.conversations.delete(id, request));
  }
}

/** What was said in a conversation: `client.control.conversations.items`. */
export class ConversationItemsResource {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  create(
    conversationId: string,
    body: OpenAI.Conversations.ItemCreateParams,
    options: StoredOptions = {},
  ): Promise<OpenAI.Conversations.ConversationItemList> {
    const { client, request } = this.#exchange.stored(options);
    return settled(client.conversations.items.create(conversationId, body, request));
  }

  list(
    conversationId: string,
    query: OpenAI.Conversations.ItemListParams = {},
    options: StoredOptions = {},
  ): Promise<Page<Item>> {
    const { client, request } = this.#exchange.stored(options);
    return firstPage(client.conversations.items.list(conversationId, query, request));
  }

  retrieve(conversationId: string, itemId: string, options: StoredOptions = {}): Promise<Item> {
    const { client, request } = this.#exchange.stored(options);
    const params = { conversation_id: conversationId };
    return settled(client.conversations.items.retrieve(itemId, params, request));
  }

  /** Gives the conversation that the item was deleted from. */
  delete(conversationId: string, itemId: string, options: StoredOptions = {}): Promise<Conversation> {
    const { client, request } = this.#exchange.stored(options);
    return settled(client.conversations.items.delete(itemId, { conversation_id: conversationId }, request));
  }
}

import { apiPage, openApi } from "./api-page.ts";
import { cancelResponse } from "./background-responses.ts";
import { chatCompletions } from "./chat-completions.ts";
import { controlPaths } from "./control.ts";
import {
  addConversationItems,
  deleteConversationItem,
  listConversationItems,
  retrieveConversationItem,
} from "./conversation-items.ts";
import {
  createConversation,
  deleteConversation,
  retrieveConversation,
  updateConversation,
} from "./conversations.ts";
import { countTokens } from "./count-tokens.ts";
import { messages } from "./messages.ts";
import { models } from "./models.ts";
import { generatePolicies, policyGenerationPaths } from "./policy-generation.ts";
import { createResponse } from "./responses.ts";
import type { Route } from "./route.ts";
import { health, listing, metrics, ready } from "./service.ts";
import {
  deleteCompletion,
  listCompletionMessages,
  listCompletions,
  retrieveCompletion,
  updateCompletion,
} from "./stored-completions.ts";
import { deleteResponse, listInputItems, retrieveResponse } from "./stored-responses.ts";
import { validateHeaders } from "./validate-headers.ts";

/** Every route that there is. */
export const routes: readonly Route[] = [
  listing(() => routes),
  health,
  ready,
  metrics,
  openApi(() => routes),
  ...apiPage(),
  validateHeaders,
  ...controlPaths("chat/completions").map(chatCompletions),
  ...controlPaths("chat/completions").map(listCompletions),
  ...controlPaths("chat/completions/:completion_id").flatMap((path) => [
    retrieveCompletion(path),
    updateCompletion(path),
    deleteCompletion(path),
  ]),
  ...controlPaths("chat/completions/:completion_id/messages").map(listCompletionMessages),
  ...controlPaths("messages").map(messages),
  ...controlPaths("messages/count_tokens").map(countTokens),
  ...controlPaths("responses").map(createResponse),
  ...controlPaths("responses/:response_id").flatMap((path) => [retrieveResponse(path), deleteResponse(path)]),
  ...controlPaths("responses/:response_id/cancel").map(cancelResponse),
  ...controlPaths("responses/:response_id/input_items").map(listInputItems),
  ...controlPaths("conversations").map(createConversation),
  ...controlPaths("conversations/:conversation_id").flatMap((path) => [
    retrieveConversation(path),
    updateConversation(path),
    deleteConversation(path),
  ]),
  ...controlPaths("conversations/:conversation_id/items").flatMap((path) => [
    listConversationItems(path),
    addConversationItems(path),
  ]),
  ...controlPaths("conversations/:conversation_id/items/:item_id").flatMap((path) => [
    retrieveConversationItem(path),
    deleteConversationItem(path),
  ]),
  ...controlPaths("models").map(models),
  ...policyGenerationPaths.map(generatePolicies),
];

import { chatCompletions } from "./chat-completions.ts";
import { controlPaths } from "./control.ts";
import { messages } from "./messages.ts";
import { models } from "./models.ts";
import type { Route } from "./route.ts";
import { health, listing, ready } from "./service.ts";
import { validateHeaders } from "./validate-headers.ts";

/** Every route that there is. */
export const routes: readonly Route[] = [
  listing(() => routes),
  health,
  ready,
  validateHeaders,
  ...controlPaths("chat/completions").map(chatCompletions),
  ...controlPaths("messages").map(messages),
  ...controlPaths("models").map(models),
];

import type { ModelAnswer, ModelRequest } from "@sequrity/engine";
import { arrayAt, objectAt, own } from "../json-fields.ts";
import { writeJsonText } from "../json-text.ts";

/** Chat completions: the search that a provider makes itself where `web_search_options` ask for it. */

/** Its name in policies, as in the other APIs. */
export const chatSearch = "web_search";

/**
 * An answer with what a search brought into it.
 * INVARIANT: the API does not say whether there was one, so where it was asked for there was: the calls of the answer
 * carry its label (security.md, M4).
 */
export function withSearch(request: ModelRequest, answer: ModelAnswer): ModelAnswer {
  const asked = request.extra?.api === "chat" ? own(request.extra.fields, "web_search_options") : undefined;
  if (asked === undefined || asked === null) return answer;
  const choices = answer.raw?.api === "chat" ? (arrayAt(answer.raw.body, "choices") ?? []) : [];
  const found = choices.flatMap((choice) => arrayAt(objectAt(choice, "message"), "annotations") ?? []);
  const id = `${chatSearch}/${answer.id}`;
  return { ...answer, providerCalls: [{ id, tool: chatSearch, result: writeJsonText(found) }] };
}

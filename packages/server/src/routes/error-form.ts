import { anthropicErrorBody, type ErrorFacts } from "@sequrity/wire";
import { openAiErrorText } from "../errors.ts";
import { writeJsonText } from "../json-text.ts";

/** Paths of the Messages API, with and without what follows them. */
const messagesPath = /\/v1\/messages(?:[/?]|$)/;

/** Whether a URL is one of the Messages API's. */
export function isMessagesPath(url: string): boolean {
  return messagesPath.test(url);
}

/** The text of an error in the form of the API that was asked; where no API was, in OpenAI's. */
export function errorText(url: string, facts: ErrorFacts): string {
  return isMessagesPath(url) ? writeJsonText(anthropicErrorBody(facts)) : openAiErrorText(facts);
}

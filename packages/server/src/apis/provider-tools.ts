import type { JsonObject, ProviderCall } from "@sequrity/engine";
import { stringAt } from "../json-fields.ts";
import { clientToolOfCall } from "./client-tools.ts";

/** Tools that a provider of the Responses API runs itself, and the items in which it tells what it did with them. */

/** Types of tools whose calls and results stay with the provider. */
const ranByProvider =
  /^(?:web_search(?:_preview)?(?:_\d{4}_\d{2}_\d{2})?|file_search|code_interpreter|image_generation|mcp)$/;

/**
 * Items of an answer that are passed on as they are. Calls for the caller to make are not among them: they are checked.
 * INVARIANT: an item that is not listed goes to nobody.
 */
const passedOn: ReadonlySet<string> = new Set([
  "message",
  "reasoning",
  "compaction",
  "web_search_call",
  "file_search_call",
  "code_interpreter_call",
  "image_generation_call",
  "mcp_list_tools",
  "mcp_approval_request",
  "mcp_call",
]);

/** Items that hold what a tool of the provider's brought into the conversation. */
const withResults: ReadonlySet<string> = new Set([
  "web_search_call",
  "file_search_call",
  "code_interpreter_call",
  "image_generation_call",
  "mcp_list_tools",
  "mcp_call",
]);

export function isProviderTool(type: string): boolean {
  return ranByProvider.test(type);
}

/** What each kind of them is called without a version. */
const families = ["web_search", "file_search", "code_interpreter", "image_generation", "mcp"] as const;

/** All of them: what a prompt template that the provider keeps may bring. */
export const everyProviderTool: readonly string[] = families;

/**
 * The names under which policies are asked about a tool.
 * INVARIANT: whoever declares it by its dated or older type does not get around a rule about the tool.
 */
export function namesOfProviderTool(type: string): readonly string[] {
  const family = families.find((name) => type.startsWith(`${name}_`));
  return family === undefined ? [type] : [type, family];
}

export function isPassedOn(type: string): boolean {
  return passedOn.has(type);
}

/** Items that the caller is to act on: held back until the policies were asked. */
export function isCallItem(type: string): boolean {
  return type === "function_call" || type === "custom_tool_call" || clientToolOfCall(type) !== undefined;
}

/**
 * The call that an item tells of.
 *
 * @param tools types of the provider's tools that the request declares: policies name a tool as it is declared, or
 *   without its version
 */
export function providerCallOf(item: JsonObject, tools: readonly string[]): ProviderCall | undefined {
  const type = stringAt(item, "type") ?? "";
  const id = stringAt(item, "id");
  if (!withResults.has(type) || id === undefined) return undefined;
  const base = familyOf(type);
  const tool = tools.find((name) => name === base || name.startsWith(`${base}_`)) ?? base;
  return { id, tool, ...(tool === base ? {} : { family: base }) };
}

/**
 * Whether an item tells of a tool that the request did not declare: no policy was asked about it.
 *
 * @param tools as for `providerCallOf`
 */
export function isUndeclared(type: string, tools: readonly string[]): boolean {
  if (!withResults.has(type) && type !== "mcp_approval_request") return false;
  const base = familyOf(type);
  return !tools.some((name) => name === base || name.startsWith(`${base}_`));
}

function familyOf(type: string): string {
  return type.startsWith("mcp_") ? "mcp" : type.replace(/_call$/, "");
}

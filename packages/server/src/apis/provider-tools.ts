import type { JsonObject, ProviderCall } from "@sequrity/engine";
import { stringAt } from "../json-fields.ts";

/** Tools that a provider of the Responses API runs itself, and the items in which it tells what it did with them. */

/** Types of tools whose calls and results stay with the provider. */
const ranByProvider =
  /^(?:web_search(?:_preview)?(?:_\d{4}_\d{2}_\d{2})?|file_search|code_interpreter|image_generation|mcp)$/;

/**
 * Items of an answer that are passed on as they are. Calls for the caller to make are not among them: those of functions
 * and custom tools are checked, and tools whose calls cannot be (shells, computers, patches) are not offered.
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

export function isPassedOn(type: string): boolean {
  return passedOn.has(type);
}

/** Items that the caller is to act on: held back until the policies were asked. */
export function isCallItem(type: string): boolean {
  return type === "function_call" || type === "custom_tool_call";
}

/**
 * The call that an item tells of.
 *
 * @param tools types of the provider's tools that the request declares: policies name a tool as it is declared
 */
export function providerCallOf(item: JsonObject, tools: readonly string[]): ProviderCall | undefined {
  const type = stringAt(item, "type") ?? "";
  const id = stringAt(item, "id");
  if (!withResults.has(type) || id === undefined) return undefined;
  const base = type.startsWith("mcp_") ? "mcp" : type.replace(/_call$/, "");
  return { id, tool: tools.find((tool) => tool === base || tool.startsWith(`${base}_`)) ?? base };
}

import { type ContentPart, Fault, type JsonObject, type JsonValue, type Message } from "@sequrity/engine";
import { inputItemKind, isResponsesTool, type ResponsesRequest } from "@sequrity/wire";
import { own, stringAt } from "../json-fields.ts";
import { readClientTool } from "./client-tools.ts";
import { jsonOf } from "./json-of.ts";
import { isPassedOn, isProviderTool, namesOfProviderTool, providerCallOf } from "./provider-tools.ts";

/**
 * OpenAI Responses over a provider that speaks the same API: what has no internal form goes through as it is. Calls of
 * functions and custom tools, their results and the messages are in the internal form all the same.
 */

/** Fields that are the provider's to read. */
const passed = [
  "access_programs",
  "context_management",
  "image",
  "include",
  "instructions",
  "max_tool_calls",
  "metadata",
  "moderation",
  "prompt",
  "prompt_cache_key",
  "prompt_cache_options",
  "prompt_cache_retention",
  "reasoning",
  "safety_identifier",
  "service_tier",
  "store",
  "stream_options",
  "text",
  "tool_choice",
  "tools",
  "top_logprobs",
  "truncation",
  "user",
] as const;

/** What of a body is passed on to the provider. */
export function nativeFields(body: ResponsesRequest): JsonObject {
  const fields: [string, JsonValue][] = [];
  for (const name of passed) {
    const value = body[name];
    if (value !== undefined && value !== null) fields.push([name, jsonOf(value)]);
  }
  return Object.fromEntries(fields);
}

/**
 * The tools whose calls are checked, and the names of those that the provider runs.
 *
 * @throws {Fault} `unsupported` for tools whose calls could not be checked
 */
export function splitTools(tools: readonly unknown[]): {
  readonly checked: readonly unknown[];
  readonly ofProvider: readonly string[];
} {
  const checked: unknown[] = [];
  const ofProvider = new Set<string>();
  for (const [index, tool] of tools.entries()) {
    const at = `tools[${index}]`;
    const ofCaller = isResponsesTool("function", tool) || isResponsesTool("custom", tool);
    if (ofCaller || readClientTool(tool, at) !== undefined) {
      checked.push(tool);
      continue;
    }
    const type = stringAt(jsonOf(tool), "type") ?? "unknown";
    if (!isProviderTool(type)) {
      throw new Fault(
        "unsupported",
        `${at}: this server does not offer tools of type '${type}': no policy could be asked about their calls.`,
        { param: at },
      );
    }
    for (const name of namesOfProviderTool(type)) ofProvider.add(name);
  }
  return { checked, ofProvider: [...ofProvider] };
}

/**
 * An item that goes to the provider as it is.
 *
 * @param at where the item stands in the request
 * @throws {Fault} `unsupported` for an item that brings tools
 */
export function nativeItem(item: JsonObject, providerTools: readonly string[], at: string): Message {
  const kind = inputItemKind(item) ?? stringAt(item, "type") ?? "unknown";
  // INVARIANT: tools come in `tools`, where policies are asked about them; a listing of a server's is only read.
  if (kind !== "mcp_list_tools" && kind !== "message" && own(item, "tools") !== undefined) {
    throw new Fault(
      "unsupported",
      `${at}: items that bring tools are not taken: no policy could be asked about them. Declare them in 'tools'.`,
      { param: at },
    );
  }
  const ran = providerCallOf(item, providerTools) ?? foreignCallOf(item, kind);
  const part: ContentPart = {
    kind: "opaque",
    type: kind,
    part: kind === "message" ? asMessage(item) : { ...withoutOurId(item), type: kind },
    ...(ran === undefined ? {} : { ran }),
  };
  return { role: "assistant", content: [part], toolCalls: [] };
}

/** An item without the id under which we list what came without one. */
export function withoutOurId(item: JsonObject): JsonObject {
  if (!/^item_[0-9a-f]{32}$/.test(stringAt(item, "id") ?? "")) return item;
  const { id: _ours, ...rest } = item;
  return stringAt(item, "type") === "item_reference" ? item : rest;
}

/** What an assistant said, without our ids: the provider would look for them among its own. */
function asMessage(item: JsonObject): JsonObject {
  const content = own(item, "content") ?? "";
  const parts =
    typeof content === "string" ? [{ type: "output_text", text: content, annotations: [] }] : content;
  const phase = stringAt(item, "phase");
  return {
    type: "message",
    role: "assistant",
    content: parts,
    ...(phase === undefined ? {} : { phase }),
  };
}

/** Calls and results of tools that were run elsewhere: what they brought into the conversation has a label too. */
function foreignCallOf(
  item: JsonObject,
  kind: string,
): { readonly id: string; readonly tool: string } | undefined {
  if (isPassedOn(kind) || kind === "item_reference") return undefined;
  const id = stringAt(item, "id") ?? stringAt(item, "call_id") ?? "";
  return { id: `${kind}/${id}`, tool: kind.replace(/_call(?:_output)?$/, "") };
}

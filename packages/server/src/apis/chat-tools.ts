import { Fault, type ToolCallItem, type ToolChoice, type ToolDefinition } from "@sequrity/engine";
import type { ChatCompletionRequest, ChatTool, ChatToolCall } from "@sequrity/wire";
import { isObject, stringAt } from "../json-fields.ts";
import { parseJsonText, writeJsonText } from "../json-text.ts";
import { jsonObjectOf } from "./json-of.ts";

/** Chat completions: tools, calls and the choice among them, into the internal form. */

/** The one argument of a custom tool in the internal form, where every tool takes an object. */
export const customInput = "input";

/**
 * The text that a custom tool is sent.
 * INVARIANT: all that was checked is sent (security.md, C1): arguments that are not that one text go as they are.
 */
export function customInputOf(argumentsJson: string): string {
  const args = parseJsonText(argumentsJson);
  const text = stringAt(args, customInput);
  return text !== undefined && isObject(args) && Object.keys(args).length === 1 ? text : argumentsJson;
}

/** The arguments of a custom tool's call in the internal form. */
export function customArguments(input: string): string {
  return writeJsonText({ [customInput]: input });
}

/** A call as the client resends it. */
export function readToolCall(call: ChatToolCall): ToolCallItem {
  if (call.type === "function") {
    return { id: call.id, name: call.function.name, arguments: call.function.arguments };
  }
  return {
    id: call.id,
    name: call.custom.name,
    arguments: customArguments(call.custom.input),
  };
}

/** A declared tool. A custom tool takes a text: in the internal form, an object with that one text. */
export function readTool(tool: ChatTool): ToolDefinition {
  if (tool.type === "function") return definition(tool.function);
  const { name, description, format } = tool.custom;
  const grammar =
    format?.type === "grammar"
      ? ` The input follows this ${format.grammar.syntax} grammar: ${format.grammar.definition}`
      : "";
  const said = `${description ?? ""}${grammar}`.trim();
  return {
    name,
    ...(said === "" ? {} : { description: said }),
    // For providers that know no such tools.
    parameters: {
      type: "object",
      properties: { [customInput]: { type: "string" } },
      required: [customInput],
      additionalProperties: false,
    },
    custom: {
      ...(typeof description === "string" ? { description } : {}),
      ...(format ? { format: jsonObjectOf(format) } : {}),
    },
  };
}

function definition(declared: {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly parameters?: Readonly<Record<string, unknown>> | null | undefined;
  readonly strict?: boolean | null | undefined;
}): ToolDefinition {
  return {
    name: declared.name,
    ...(typeof declared.description === "string" ? { description: declared.description } : {}),
    ...(declared.parameters ? { parameters: jsonObjectOf(declared.parameters) } : {}),
    ...(typeof declared.strict === "boolean" ? { strict: declared.strict } : {}),
  };
}

/** A function of the legacy form. */
export function readLegacyFunction(
  legacy: NonNullable<ChatCompletionRequest["functions"]>[number],
): ToolDefinition {
  return definition(legacy);
}

/** The choice among the tools, and the tools that it leaves. */
export function readToolChoice(
  body: ChatCompletionRequest,
  declared: readonly ChatTool[],
): { readonly choice?: ToolChoice; readonly tools: readonly ChatTool[] } {
  const choice = body.tool_choice ?? body.function_call ?? undefined;
  if (choice === undefined) return { tools: declared };
  if (typeof choice === "string") return { choice: { kind: choice }, tools: declared };
  if (!("type" in choice)) return { choice: { kind: "tool", name: choice.name }, tools: declared };
  switch (choice.type) {
    case "function":
      return { choice: { kind: "tool", name: choice.function.name }, tools: declared };
    case "custom":
      return { choice: { kind: "tool", name: choice.custom.name }, tools: declared };
    case "allowed_tools": {
      const allowed = new Set(choice.allowed_tools.tools.map(nameOfTool));
      const names = new Set(declared.map(declaredName));
      const unknown = [...allowed].find((name) => !names.has(name));
      if (unknown !== undefined) throw notDeclared("tool_choice.allowed_tools.tools", unknown);
      return {
        choice: { kind: choice.allowed_tools.mode },
        tools: declared.filter((tool) => allowed.has(declaredName(tool))),
      };
    }
  }
}

function declaredName(tool: ChatTool): string {
  return tool.type === "function" ? tool.function.name : tool.custom.name;
}

function notDeclared(param: string, name: string): Fault {
  return new Fault("invalid_request", `${param}: the request declares no tool '${name}'.`, { param });
}

/** The name in a reference to a tool: `{type: "function", function: {name}}` or `{type: "function", name}`. */
function nameOfTool(reference: Readonly<Record<string, unknown>>): string {
  const named = jsonObjectOf(reference);
  for (const part of [named.function, named.custom, named]) {
    if (typeof part === "object" && part !== null && "name" in part && typeof part.name === "string")
      return part.name;
  }
  throw new Fault("invalid_request", "tool_choice.allowed_tools.tools: each needs a name.", {
    param: "tool_choice.allowed_tools.tools",
  });
}

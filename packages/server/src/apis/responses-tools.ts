import {
  Fault,
  type JsonObject,
  type JsonValue,
  type ToolChoice,
  type ToolDefinition,
} from "@sequrity/engine";
import { isResponsesTool, type ResponsesRequest } from "@sequrity/wire";
import { isObject, objectAt, stringAt } from "../json-fields.ts";
import { customInput } from "./chat-tools.ts";
import { clientToolOfType, readClientTool } from "./client-tools.ts";
import { jsonObjectOf, jsonOf } from "./json-of.ts";
import type { UpstreamForm } from "./opaque-parts.ts";

/** OpenAI Responses: tools and the choice among them, into the internal form. */

/** Where what only this API has is taken, for whoever asked for it elsewhere. */
export function elsewhere(upstream: UpstreamForm | undefined): string {
  return upstream === undefined
    ? "not taken in dual-llm, whose plans call functions"
    : "taken only where the provider has the Responses API, and this request goes to one without it";
}

/**
 * Declared tools whose calls the caller runs. One that the provider would run itself is refused: its calls would pass no
 * policy, and its results would carry no label.
 *
 * @param upstream as for `ResponsesReading`
 * @throws {Fault} `unsupported`, naming the tool's type
 */
export function readResponsesTools(
  tools: readonly unknown[],
  upstream: UpstreamForm | undefined,
): readonly ToolDefinition[] {
  return tools.map((tool, index) => {
    if (isResponsesTool("function", tool)) {
      return {
        name: tool.name,
        ...(typeof tool.description === "string" ? { description: tool.description } : {}),
        ...(tool.parameters ? { parameters: jsonObjectOf(tool.parameters) } : {}),
        ...(typeof tool.strict === "boolean" ? { strict: tool.strict } : {}),
      };
    }
    if (isResponsesTool("custom", tool)) {
      const format = jsonOf(tool.format ?? null);
      const grammar =
        stringAt(format, "type") === "grammar"
          ? ` The input follows this ${stringAt(format, "syntax") ?? ""} grammar: ${stringAt(format, "definition") ?? ""}`
          : "";
      const said = `${tool.description ?? ""}${grammar}`.trim();
      return {
        name: tool.name,
        ...(said === "" ? {} : { description: said }),
        // In the internal form every tool takes an object: here, one with a text.
        parameters: {
          type: "object",
          properties: { [customInput]: { type: "string" } },
          required: [customInput],
          additionalProperties: false,
        },
        custom: {
          ...(typeof tool.description === "string" ? { description: tool.description } : {}),
          ...(isObject(format) ? { format: nestedFormat(format) } : {}),
        },
      };
    }
    const at = `tools[${index}]`;
    const ofClient = upstream === "responses" ? readClientTool(tool, at) : undefined;
    if (ofClient !== undefined) return ofClient;
    const type = stringAt(jsonOf(tool), "type") ?? "unknown";
    const instead =
      clientToolOfType(type) === undefined ? "" : " Declare a function that does the same instead.";
    throw new Fault("unsupported", `${at}: tools of type '${type}' are ${elsewhere(upstream)}.${instead}`, {
      param: at,
    });
  });
}

/** The format of a custom tool's input in the internal form, which is that of chat completions: a grammar is nested. */
function nestedFormat(format: JsonObject): JsonObject {
  const { type, ...grammar } = format;
  return type === "grammar" ? { type, grammar } : format;
}

/** The same in this API's form: a grammar's fields stand beside its type. */
export function flatFormat(format: JsonObject): JsonObject {
  const grammar = objectAt(format, "grammar");
  return grammar === undefined ? format : { type: "grammar", ...grammar };
}

/** Names of tools whose input is a text. */
export function customToolNames(body: ResponsesRequest): ReadonlySet<string> {
  return new Set(
    (body.tools ?? []).flatMap((tool: unknown) => (isResponsesTool("custom", tool) ? [tool.name] : [])),
  );
}

/**
 * The choice among the tools, and the tools that it leaves.
 *
 * @param native the provider speaks this API
 * @throws {Fault} `unsupported`, for a choice of a tool that the provider runs
 */
export function readResponsesToolChoice(
  choice: ResponsesRequest["tool_choice"],
  tools: readonly unknown[],
  native: boolean,
): { readonly choice?: ToolChoice; readonly tools: readonly unknown[] } {
  if (choice === undefined || choice === null) return { tools };
  if (typeof choice === "string") return { choice: { kind: choice }, tools };
  switch (choice.type) {
    case "function":
    case "custom":
      return { choice: { kind: "tool", name: choice.name }, tools };
    case "allowed_tools": {
      // What has no name of its own is told by its type.
      const nameOf = (tool: JsonValue) => stringAt(tool, "name") ?? stringAt(tool, "type");
      const allowed = new Set(choice.tools.map((tool) => nameOf(jsonObjectOf(tool))));
      return {
        choice: { kind: choice.mode },
        tools: tools.filter((tool) => allowed.has(nameOf(jsonOf(tool)))),
      };
    }
    default:
      // A provider that has the tool is told of the choice in the caller's own words.
      if (native) return { tools };
      throw new Fault("unsupported", `tool_choice: this server does not offer '${choice.type}'.`, {
        param: "tool_choice",
      });
  }
}

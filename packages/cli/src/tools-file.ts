import type { ToolSignature } from "@sequrity/plan";
import type { ToolDeclaration } from "@sequrity/sqrt";
import { identifierOf, isJsonObject, type JsonValue } from "@sequrity/wire";
import { UsageError } from "./exit.ts";
import { parseJsonArgument, readTextFile } from "./files.ts";

/** A tool as a file declares it: in the form of chat completions, of Anthropic's messages, or bare. */
export interface DeclaredTool {
  readonly name: string;
  readonly readOnly: boolean;
  /** JSON Schema of the arguments' object. */
  readonly schema: JsonValue;
  readonly parameters: readonly {
    readonly name: string;
    readonly schema: JsonValue;
    readonly required: boolean;
    readonly default?: JsonValue;
  }[];
}

/**
 * Reads a list of tools: `[{"type": "function", "function": {name, parameters}}]`, `[{name, input_schema}]` or
 * `[{name, parameters}]`, or an object with such a list under `tools`.
 */
export function readToolsFile(path: string): readonly DeclaredTool[] {
  const content = parseJsonArgument(readTextFile(path), path);
  const list = isJsonObject(content) ? content.tools : content;
  if (!Array.isArray(list)) throw new UsageError(`${path} holds no list of tools`);
  return list.map((entry, index) => declaredTool(entry, `${path}: tool ${index + 1}`));
}

function declaredTool(entry: JsonValue, place: string): DeclaredTool {
  const tool = isJsonObject(entry) && isJsonObject(entry.function) ? entry.function : entry;
  if (!isJsonObject(tool) || typeof tool.name !== "string") throw new UsageError(`${place} has no name`);
  const schema: JsonValue = tool.parameters ?? tool.input_schema ?? { type: "object", properties: {} };
  const properties = isJsonObject(schema) && isJsonObject(schema.properties) ? schema.properties : {};
  const required = isJsonObject(schema) && Array.isArray(schema.required) ? schema.required : [];
  const annotations = isJsonObject(tool.annotations) ? tool.annotations : {};
  return {
    name: tool.name,
    readOnly: annotations.readOnlyHint === true,
    schema: schema,
    parameters: Object.entries(properties).map(([name, property]) => ({
      name: identifierOf(name),
      schema: property,
      required: required.includes(name),
      ...(isJsonObject(property) && "default" in property ? { default: property.default } : {}),
    })),
  };
}

/** The tools as the policy checker knows them. */
export function toolDeclarations(tools: readonly DeclaredTool[]): readonly ToolDeclaration[] {
  return tools.map((tool) => ({ name: tool.name, parameters: tool.parameters }));
}

/** The tools as a plan calls them. */
export function toolSignatures(tools: readonly DeclaredTool[]): readonly ToolSignature[] {
  return tools.map((tool) => ({
    name: identifierOf(tool.name),
    parameters: tool.parameters,
    schema: tool.schema,
    readOnly: tool.readOnly,
  }));
}

import type { ToolSignature } from "@sequrity/plan";
import type { ParameterDeclaration, ToolDeclaration } from "@sequrity/sqrt";
import { findCollision, identifierOf, reservedNames } from "@sequrity/wire";
import type { JsonObject, JsonValue, ToolDefinition } from "./conversation.ts";
import { Fault } from "./faults.ts";
import { isJsonList, isJsonObject } from "./json.ts";

/** The caller's tools as plans, policies and the wire name them. */

export interface ToolParameter {
  /** As the schema and the wire write it. */
  readonly wireName: string;
  /** As plans and policies write it. */
  readonly identifier: string;
  readonly schema: JsonValue;
  readonly required: boolean;
  readonly default?: JsonValue;
}

export interface Tool {
  /** As on the wire; policies match it. */
  readonly wireName: string;
  /** As a plan calls it. */
  readonly identifier: string;
  readonly description: string;
  /** Undefined: the schema declares no properties, so nothing is known of the arguments' names. */
  readonly parameters: readonly ToolParameter[] | undefined;
  readonly schema: JsonObject | undefined;
  readonly hasOutputSchema: boolean;
  /** Names under which policies are asked besides. */
  readonly alsoNamed: readonly string[];
}

function parametersOf(tool: ToolDefinition): readonly ToolParameter[] | undefined {
  const schema = tool.parameters;
  if (schema === undefined) return [];
  if (!isJsonObject(schema)) return undefined;
  if (schema.properties === undefined) return schema.additionalProperties === false ? [] : undefined;
  if (!isJsonObject(schema.properties)) return undefined;
  const required = isJsonList(schema.required) ? schema.required : [];
  return Object.entries(schema.properties).map(([wireName, property]) => ({
    wireName,
    identifier: identifierOf(wireName),
    schema: property,
    required: required.includes(wireName),
    ...(isJsonObject(property) && property.default !== undefined && { default: property.default }),
  }));
}

/** A tool of the caller. Throws `tool_name_collision` when two of its parameters come to the same identifier. */
export function toolOf(definition: ToolDefinition): Tool {
  const parameters = parametersOf(definition);
  const seen = new Map<string, string>();
  for (const { identifier, wireName } of parameters ?? []) {
    const other = seen.get(identifier);
    if (other !== undefined) {
      throw new Fault(
        "tool_name_collision",
        `Parameters '${other}' and '${wireName}' of tool '${definition.name}' are both '${identifier}' in a plan.`,
      );
    }
    seen.set(identifier, wireName);
  }
  return {
    wireName: definition.name,
    identifier: identifierOf(definition.name),
    description: definition.description ?? "",
    parameters,
    schema: isJsonObject(definition.parameters) ? definition.parameters : undefined,
    hasOutputSchema: definition.outputSchema !== undefined,
    alsoNamed: definition.alsoNamed ?? [],
  };
}

/**
 * The tools of a dual-LLM turn. Throws `tool_name_collision` when a name means two things.
 * INVARIANT: in a plan each name is one thing, so that a policy cannot be slipped by a name (security.md, C10).
 */
export function toolTable(
  definitions: readonly ToolDefinition[],
  variables: readonly string[],
): readonly Tool[] {
  const collision = findCollision([...definitions.map((tool) => tool.name), ...variables], reservedNames);
  if (collision !== undefined) {
    const { name, other, identifier, kind } = collision;
    throw new Fault(
      "tool_name_collision",
      kind === "reserved"
        ? `The name '${name}' is reserved in plans ('${other}').`
        : `The names '${name}' and '${other}' are both '${identifier}' in a plan.`,
    );
  }
  return definitions.map(toolOf);
}

/** What policies know of a tool's parameters. */
export function parameterDeclarations(tool: Tool): readonly ParameterDeclaration[] | undefined {
  return tool.parameters?.map(({ identifier, schema, required }) => ({ name: identifier, schema, required }));
}

export function toolDeclaration(tool: Tool): ToolDeclaration {
  const parameters = parameterDeclarations(tool);
  return { name: tool.wireName, ...(parameters !== undefined && { parameters }) };
}

/** The schema of the arguments with the names that a plan writes. */
function planSchema(tool: Tool): JsonValue | undefined {
  const { schema, parameters } = tool;
  if (schema === undefined || parameters === undefined) return schema;
  if (parameters.every(({ identifier, wireName }) => identifier === wireName)) return schema;
  return {
    ...schema,
    properties: Object.fromEntries(
      parameters.map(({ identifier, schema: property }) => [identifier, property]),
    ),
    required: parameters.filter(({ required }) => required).map(({ identifier }) => identifier),
  };
}

/** A tool as the plan may call it. */
export function toolSignature(
  tool: Tool,
  options: { readonly readOnly: boolean; readonly strictParsing: boolean },
): ToolSignature {
  const schema = planSchema(tool);
  return {
    name: tool.identifier,
    parameters: (tool.parameters ?? []).map(({ identifier, required, schema: property, ...rest }) => ({
      name: identifier,
      required,
      schema: property,
      ...(rest.default !== undefined && { default: rest.default }),
    })),
    ...(schema !== undefined && { schema }),
    readOnly: options.readOnly,
    parse: options.strictParsing && !tool.hasOutputSchema ? "text" : "json",
  };
}

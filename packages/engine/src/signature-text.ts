import type { JsonValue, ToolDefinition } from "./conversation.ts";
import { canonicalJson, isJsonList, isJsonObject } from "./json.ts";
import type { Tool } from "./tool-table.ts";

/** Tools as the planner reads them: Python signatures with a docstring. */

const scalarTypes: Readonly<Record<string, string>> = {
  string: "str",
  integer: "int",
  number: "float",
  boolean: "bool",
  null: "None",
};

/** A JSON Schema as a Python annotation; what has no short form is `Any`. */
export function annotationOf(schema: JsonValue): string {
  if (!isJsonObject(schema)) return "Any";
  if (isJsonList(schema.enum)) return `Literal[${schema.enum.map(pythonLiteral).join(", ")}]`;
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (isJsonList(alternatives)) return alternatives.map(annotationOf).join(" | ");
  if (isJsonList(schema.type))
    return schema.type.map((type) => annotationOf({ ...schema, type })).join(" | ");
  if (schema.type === "array")
    return `list[${schema.items === undefined ? "Any" : annotationOf(schema.items)}]`;
  if (schema.type === "object") return "dict";
  return typeof schema.type === "string" ? (scalarTypes[schema.type] ?? "Any") : "Any";
}

function pythonLiteral(value: JsonValue): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return canonicalJson(value);
}

function hasInnerForm(schema: JsonValue): boolean {
  if (!isJsonObject(schema)) return false;
  return schema.properties !== undefined || (schema.items !== undefined && hasInnerForm(schema.items));
}

function indented(text: string): string {
  return text.replaceAll("\n", "\n    ");
}

/** A tool's signature as text. Names, descriptions and schemas are the caller's, and trusted as the caller's (P4). */
export function signatureText(tool: Tool, definition: ToolDefinition | undefined): string {
  const parameters = [...(tool.parameters ?? [])].sort((a, b) => Number(b.required) - Number(a.required));
  const list = parameters.map(({ identifier, schema, required, default: value }) => {
    const annotation = `${identifier}: ${annotationOf(schema)}`;
    return required ? annotation : `${annotation} = ${value === undefined ? "None" : pythonLiteral(value)}`;
  });
  const lines = [`def ${tool.identifier}(${list.length > 0 ? `*, ${list.join(", ")}` : ""}) -> Any:`];
  const notes: string[] = [];
  if (tool.description !== "") notes.push(tool.description);
  for (const { identifier, schema } of parameters) {
    const description =
      isJsonObject(schema) && typeof schema.description === "string" ? schema.description : "";
    const form = hasInnerForm(schema) ? ` JSON Schema: ${canonicalJson(schema)}` : "";
    if (description !== "" || form !== "") notes.push(`${identifier}: ${description}${form}`);
  }
  if (definition?.outputSchema !== undefined)
    notes.push(`returns JSON Schema: ${canonicalJson(definition.outputSchema)}`);
  if (notes.length > 0) lines.push(`    """${indented(notes.join("\n"))}"""`);
  else lines.push("    ...");
  return lines.join("\n");
}

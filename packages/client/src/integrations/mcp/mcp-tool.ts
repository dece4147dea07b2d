import type { CallToolResult, Client, Tool as ServerTool } from "@modelcontextprotocol/client";
import { type JsonSchema, readArguments } from "../../tools/schema.ts";
import type { Tool } from "../../tools/tool.ts";

/** A tool of an MCP server as a tool of ours. */

const anyObject = { type: "object" } as const;

/**
 * @param name what models and policies call it.
 * @param trusted whether they may read what the server says of it.
 */
export function mcpTool(client: Client, name: string, offered: ServerTool, trusted: boolean): Tool {
  const { description, inputSchema } = offered;
  const schema: JsonSchema = { ...inputSchema, type: "object" };
  return {
    name,
    description: trusted ? description : undefined,
    jsonSchema: trusted ? schema : { ...withoutTexts(schema), type: "object" },
    // The server checks the arguments by its schema; what no call may lose on its way is looked at here.
    call: async (given, { signal }) => {
      try {
        const read = await readArguments(anyObject, given);
        if (!read.ok) {
          const message = `The arguments of ${name} cannot be passed on: ${read.issues.join("; ")}`;
          return { kind: "refused", message, issues: read.issues };
        }
        const result = await client.callTool(
          { name: offered.name, arguments: Object.fromEntries(Object.entries(Object(given))) },
          { signal },
        );
        const text = resultText(result);
        return result.isError === true
          ? { kind: "threw", message: text, error: result }
          : { kind: "returned", text, value: result.structuredContent ?? result.content };
      } catch (error) {
        return { kind: "threw", message: error instanceof Error ? error.message : String(error), error };
      }
    },
  };
}

/** A result as text: the structured content where there is one, texts as they are, anything else as MCP's own JSON. */
function resultText({ content, structuredContent }: CallToolResult): string {
  if (structuredContent !== undefined) return JSON.stringify(structuredContent);
  const texts = content.flatMap((block) => (block.type === "text" ? [block.text] : []));
  return texts.length === content.length ? texts.join("\n") : JSON.stringify(content);
}

/** What a schema says to people, and so to models. */
const textKeywords: ReadonlySet<string> = new Set([
  "description",
  "title",
  "examples",
  "$comment",
  "default",
]);
/** Keywords whose keys are names, not keywords. */
const namedSchemas: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "$defs",
  "definitions",
  "dependentSchemas",
]);

/**
 * A schema without the words of whoever wrote it.
 * INVARIANT: what an untrusted server says of its tools does not reach the planner, but for names (security.md, P4).
 */
function withoutTexts(schema: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !textKeywords.has(keyword))
      .map(([keyword, value]) => [keyword, namedSchemas.has(keyword) ? eachValue(value) : bare(value)]),
  );
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  return typeof value === "object" && value !== null ? withoutTexts(value) : value;
}

function eachValue(schemas: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(Object(schemas)).map(([name, schema]) => [name, bare(schema)]));
}

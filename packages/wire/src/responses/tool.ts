import { type Static, Type } from "typebox";
import { nullable, oneOf, optional, recordOf, taggedUnion } from "../schema/shapes.ts";
import { type ElementForm, elementForm, fieldOf } from "./elements.ts";

/** Tools as a Responses request declares them (flat, not under `function`), and which of them the model may or must call. */

const word = optional(Type.String());
const flag = optional(Type.Boolean());
const integer = optional(Type.Integer());
const words = optional(Type.Array(Type.String()));
const anyObject = recordOf(Type.Unknown());

const LocationSchema = Type.Object({
  type: optional(Type.Literal("approximate")),
  city: word,
  country: word,
  region: word,
  timezone: word,
});

const McpToolFilterSchema = Type.Object({ read_only: flag, tool_names: words });

const WebSearchPreviewSchema = Type.Object({
  type: oneOf("web_search_preview", "web_search_preview_2025_03_11"),
  search_context_size: word,
  user_location: optional(LocationSchema),
});

const toolSchemas = {
  function: Type.Object({
    type: Type.Literal("function"),
    name: Type.String(),
    description: word,
    parameters: optional(anyObject),
    strict: flag,
  }),
  custom: Type.Object({
    type: Type.Literal("custom"),
    name: Type.String(),
    description: word,
    format: optional(anyObject),
  }),
  file_search: Type.Object({
    type: Type.Literal("file_search"),
    file_ids: words,
    vector_store_ids: words,
    max_num_results: integer,
    filters: optional(anyObject),
    ranking_options: optional(anyObject),
  }),
  web_search_preview: WebSearchPreviewSchema,
  web_search_preview_2025_03_11: WebSearchPreviewSchema,
  code_interpreter: Type.Object({
    type: Type.Literal("code_interpreter"),
    container: Type.Union([
      Type.String(),
      Type.Object({ type: Type.Literal("auto"), file_ids: words, memory_limit: word }),
    ]),
  }),
  image_generation: Type.Object({
    type: Type.Literal("image_generation"),
    model: word,
    size: word,
    quality: word,
    background: word,
    input_fidelity: word,
    input_image_mask: optional(Type.Object({ file_id: word, image_url: word })),
    moderation: word,
    output_compression: integer,
    output_format: word,
    partial_images: integer,
  }),
  mcp: Type.Object({
    type: Type.Literal("mcp"),
    server_label: Type.String(),
    server_url: word,
    server_description: word,
    connector_id: word,
    authorization: word,
    headers: optional(recordOf(Type.String())),
    allowed_tools: optional(Type.Union([Type.Array(Type.String()), McpToolFilterSchema])),
    require_approval: optional(
      Type.Union([
        oneOf("always", "never"),
        Type.Object({ always: optional(McpToolFilterSchema), never: optional(McpToolFilterSchema) }),
      ]),
    ),
  }),
} as const;

type ToolSchemas = typeof toolSchemas;
/** The types of tools that are checked. */
export type ResponsesToolKind = keyof ToolSchemas;
/** A tool of a type, as the wire has it. */
export type ResponsesToolOf<Kind extends ResponsesToolKind> = Static<ToolSchemas[Kind]>;

/** What a tool of another type must be: an object. The provider is to judge it. */
const otherForm = elementForm(Type.Object({}));
const forms: ReadonlyMap<string, ElementForm> = new Map(
  Object.entries(toolSchemas).map(([type, schema]) => [type, elementForm(schema)]),
);

/** The form that a tool must have. */
export function responsesToolForm(tool: unknown): ElementForm {
  const type = fieldOf(tool, "type");
  return (typeof type === "string" ? forms.get(type) : undefined) ?? otherForm;
}

/** Whether a tool is of a type and has its form. */
export function isResponsesTool<Kind extends ResponsesToolKind>(
  kind: Kind,
  tool: unknown,
): tool is ResponsesToolOf<Kind> {
  return fieldOf(tool, "type") === kind && responsesToolForm(tool).accepts(tool);
}

export const ResponsesToolChoiceSchema = nullable(
  Type.Union([
    oneOf("none", "auto", "required"),
    taggedUnion(
      "type",
      Type.Object({ type: Type.Literal("function"), name: Type.String() }),
      Type.Object({ type: Type.Literal("custom"), name: Type.String() }),
      Type.Object({
        type: Type.Literal("allowed_tools"),
        mode: oneOf("auto", "required"),
        tools: Type.Array(anyObject),
      }),
      Type.Object({ type: Type.Literal("mcp"), server_label: Type.String(), name: word }),
      Type.Object({
        type: oneOf(
          "file_search",
          "web_search",
          "web_search_preview",
          "web_search_preview_2025_03_11",
          "computer",
          "computer_use",
          "computer_use_preview",
          "image_generation",
          "code_interpreter",
          "apply_patch",
          "shell",
          "programmatic_tool_calling",
        ),
      }),
    ),
  ]),
);
export type ResponsesToolChoice = NonNullable<Static<typeof ResponsesToolChoiceSchema>>;

import { type Static, Type } from "typebox";
import { type ElementForm, elementForm, fieldOf } from "../responses/elements.ts";
import { nullable, optional, recordOf, taggedUnion } from "../schema/shapes.ts";

/** Tools as a Messages request declares them, and which of them the model may or must call. */

const word = optional(Type.String());
const flag = optional(Type.Boolean());
const anyObject = recordOf(Type.Unknown());

const CustomToolSchema = Type.Object({
  type: optional(Type.Literal("custom")),
  name: Type.String({ minLength: 1 }),
  description: word,
  input_schema: anyObject,
  strict: flag,
  defer_loading: flag,
  eager_input_streaming: flag,
  input_examples: optional(Type.Array(anyObject)),
  allowed_callers: optional(Type.Array(Type.String())),
  cache_control: optional(anyObject),
});
/** A tool that the caller runs: its own, with a schema. */
export type MessagesCustomTool = Static<typeof CustomToolSchema>;

/** A tool of the provider's, by its dated type, such as `web_search_20250305`. Toolsets have no name. */
const ServerToolSchema = Type.Object({ type: Type.String({ minLength: 1 }), name: word });
export type MessagesServerTool = Static<typeof ServerToolSchema>;

const customForm = elementForm(CustomToolSchema);
const serverForm = elementForm(ServerToolSchema);

/** A tool is custom when its `type` says so or is absent; every other type is the provider's. */
function isCustom(tool: unknown): boolean {
  const type = fieldOf(tool, "type") ?? "custom";
  return type === "custom";
}

/** The form that a tool must have. */
export function messagesToolForm(tool: unknown): ElementForm {
  return isCustom(tool) ? customForm : serverForm;
}

/** Whether a tool is one that the caller runs. Every other tool of a valid request is the provider's. */
export function isMessagesCustomTool(tool: unknown): tool is MessagesCustomTool {
  return isCustom(tool) && customForm.accepts(tool);
}

export const MessagesToolChoiceSchema = nullable(
  taggedUnion(
    "type",
    Type.Object({ type: Type.Literal("auto"), disable_parallel_tool_use: flag }),
    Type.Object({ type: Type.Literal("any"), disable_parallel_tool_use: flag }),
    Type.Object({ type: Type.Literal("tool"), name: Type.String(), disable_parallel_tool_use: flag }),
    Type.Object({ type: Type.Literal("none") }),
  ),
);
export type MessagesToolChoice = NonNullable<Static<typeof MessagesToolChoiceSchema>>;

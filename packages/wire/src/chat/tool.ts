import { type Static, Type } from "typebox";
import { type ElementForm, elementForm } from "../responses/elements.ts";
import { nullable, oneOf, optional, recordOf, taggedUnion } from "../schema/shapes.ts";

/** Tools as a chat completion request declares them, and which of them the model may or must call. */

/** A JSON Schema as it came. */
const AnyObjectSchema = recordOf(Type.Unknown());

const FunctionDefinitionSchema = Type.Object({
  name: Type.String(),
  description: optional(Type.String()),
  parameters: optional(AnyObjectSchema),
  strict: optional(Type.Boolean()),
});

const FunctionToolSchema = Type.Object({
  type: Type.Literal("function"),
  function: FunctionDefinitionSchema,
});

const CustomFormatSchema = taggedUnion(
  "type",
  Type.Object({ type: Type.Literal("text") }),
  Type.Object({
    type: Type.Literal("grammar"),
    grammar: Type.Object({ definition: Type.String(), syntax: oneOf("lark", "regex") }),
  }),
);

const CustomToolSchema = Type.Object({
  type: Type.Literal("custom"),
  custom: Type.Object({
    name: Type.String(),
    description: optional(Type.String()),
    format: optional(CustomFormatSchema),
  }),
});

export const ChatToolSchema = taggedUnion("type", FunctionToolSchema, CustomToolSchema);
export type ChatTool = Static<typeof ChatToolSchema>;
export const chatToolForm: ElementForm = elementForm(ChatToolSchema);

/** The legacy form of a function tool. */
export const LegacyFunctionSchema = Type.Object({
  name: Type.String(),
  description: optional(Type.String()),
  parameters: optional(AnyObjectSchema),
});

const named = Type.Object({ name: Type.String() });

export const ToolChoiceSchema = nullable(
  Type.Union([
    oneOf("none", "auto", "required"),
    taggedUnion(
      "type",
      Type.Object({ type: Type.Literal("function"), function: named }),
      Type.Object({ type: Type.Literal("custom"), custom: named }),
      Type.Object({
        type: Type.Literal("allowed_tools"),
        allowed_tools: Type.Object({ mode: oneOf("auto", "required"), tools: Type.Array(AnyObjectSchema) }),
      }),
    ),
  ]),
);
export type ChatToolChoice = NonNullable<Static<typeof ToolChoiceSchema>>;

export const LegacyFunctionCallSchema = nullable(Type.Union([oneOf("none", "auto"), named]));

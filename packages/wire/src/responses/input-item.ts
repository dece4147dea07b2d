import { type Static, Type } from "typebox";
import { oneOf, optional } from "../schema/shapes.ts";
import { MessageContentSchema, ToolOutputSchema } from "./content-part.ts";
import { type ElementForm, elementForm, fieldOf } from "./elements.ts";
import { hostedItemSchemas } from "./hosted-item.ts";

/** The items of a request's `input`, and of conversations. */

const word = optional(Type.String());

const inputItemSchemas = {
  ...hostedItemSchemas,
  /** An input message, or an assistant's message resent. Its `type` may be left out. */
  message: Type.Object({
    type: optional(Type.Literal("message")),
    role: oneOf("user", "system", "developer", "assistant"),
    content: MessageContentSchema,
    id: word,
    status: word,
    phase: word,
  }),
  function_call: Type.Object({
    type: Type.Literal("function_call"),
    call_id: Type.String(),
    name: Type.String(),
    arguments: Type.String(),
    id: word,
    status: word,
  }),
  function_call_output: Type.Object({
    type: Type.Literal("function_call_output"),
    call_id: Type.String(),
    output: ToolOutputSchema,
    id: word,
    status: word,
  }),
  custom_tool_call: Type.Object({
    type: Type.Literal("custom_tool_call"),
    call_id: Type.String(),
    name: Type.String(),
    input: Type.String(),
    id: word,
  }),
  custom_tool_call_output: Type.Object({
    type: Type.Literal("custom_tool_call_output"),
    call_id: Type.String(),
    output: ToolOutputSchema,
    id: word,
  }),
  reasoning: Type.Object({
    type: Type.Literal("reasoning"),
    id: Type.String(),
    summary: Type.Optional(
      Type.Array(Type.Object({ type: Type.Literal("summary_text"), text: Type.String() })),
    ),
    content: optional(Type.Array(Type.Object({ type: Type.Literal("reasoning_text"), text: Type.String() }))),
    encrypted_content: word,
    status: word,
  }),
  item_reference: Type.Object({ type: optional(Type.Literal("item_reference")), id: Type.String() }),
} as const;

type InputItemSchemas = typeof inputItemSchemas;
/** The kinds of items that are checked. */
export type InputItemKind = keyof InputItemSchemas;
/** An item of a kind, as the wire has it. */
export type InputItemOf<Kind extends InputItemKind> = Static<InputItemSchemas[Kind]>;

/** What an item of a kind that we do not know must be: an object. The provider is to judge it. */
const otherForm = elementForm(Type.Object({}));
const forms: ReadonlyMap<string, ElementForm> = new Map(
  Object.entries(inputItemSchemas).map(([kind, schema]) => [kind, elementForm(schema)]),
);

function isKind(word: string): word is InputItemKind {
  return Object.hasOwn(inputItemSchemas, word);
}

/**
 * The kind that an item says it has: its `type`; without one, what has a `role` is a message and what has an id alone is
 * a reference. Undefined for other items, which the API takes as any object.
 */
export function inputItemKind(item: unknown): InputItemKind | undefined {
  const type = fieldOf(item, "type") ?? undefined;
  if (typeof type === "string") return isKind(type) ? type : undefined;
  if (type !== undefined) return undefined;
  if (fieldOf(item, "role") !== undefined) return "message";
  return typeof fieldOf(item, "id") === "string" ? "item_reference" : undefined;
}

/** The form that an item must have. */
export function inputItemForm(item: unknown): ElementForm {
  return forms.get(inputItemKind(item) ?? "") ?? otherForm;
}

/** Whether an item is of a kind and has its form. */
export function isInputItem<Kind extends InputItemKind>(
  kind: Kind,
  item: unknown,
): item is InputItemOf<Kind> {
  return inputItemKind(item) === kind && inputItemForm(item).accepts(item);
}

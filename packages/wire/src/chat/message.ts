import { type Static, Type } from "typebox";
import { nullable, optional, taggedUnion } from "../schema/shapes.ts";
import { AssistantContentSchema, TextContentSchema, UserContentSchema } from "./content-part.ts";

/** The messages of a chat completion request, told apart by `role`. */

const name = optional(Type.String());

const FunctionToolCallSchema = Type.Object({
  id: Type.String(),
  type: Type.Literal("function"),
  function: Type.Object({ name: Type.String(), arguments: Type.String() }),
});
const CustomToolCallSchema = Type.Object({
  id: Type.String(),
  type: Type.Literal("custom"),
  custom: Type.Object({ name: Type.String(), input: Type.String() }),
});

const DeveloperMessageSchema = Type.Object({
  role: Type.Literal("developer"),
  content: TextContentSchema,
  name,
});
const SystemMessageSchema = Type.Object({ role: Type.Literal("system"), content: TextContentSchema, name });
const UserMessageSchema = Type.Object({ role: Type.Literal("user"), content: UserContentSchema, name });
const AssistantMessageSchema = Type.Object({
  role: Type.Literal("assistant"),
  content: Type.Optional(AssistantContentSchema),
  name,
  refusal: optional(Type.String()),
  audio: optional(Type.Object({ id: Type.String() })),
  tool_calls: optional(Type.Array(taggedUnion("type", FunctionToolCallSchema, CustomToolCallSchema))),
  /** The legacy form of a single call, which has no id. */
  function_call: optional(Type.Object({ name: Type.String(), arguments: Type.String() })),
});
const ToolMessageSchema = Type.Object({
  role: Type.Literal("tool"),
  content: TextContentSchema,
  tool_call_id: Type.String(),
});
/** The legacy form of a tool message. */
const FunctionMessageSchema = Type.Object({
  role: Type.Literal("function"),
  content: nullable(Type.String()),
  name: Type.String(),
});

export const ChatMessageSchema = taggedUnion(
  "role",
  DeveloperMessageSchema,
  SystemMessageSchema,
  UserMessageSchema,
  AssistantMessageSchema,
  ToolMessageSchema,
  FunctionMessageSchema,
);

export type ChatMessage = Static<typeof ChatMessageSchema>;
export type ChatToolCall = Static<typeof FunctionToolCallSchema> | Static<typeof CustomToolCallSchema>;

import { Type } from "typebox";
import { oneOf, optional, taggedUnion } from "../schema/shapes.ts";

/** The parts that a message's content may consist of. */

export const TextPartSchema = Type.Object({ type: Type.Literal("text"), text: Type.String() });

const RefusalPartSchema = Type.Object({ type: Type.Literal("refusal"), refusal: Type.String() });

const ImagePartSchema = Type.Object({
  type: Type.Literal("image_url"),
  // `detail` gets new words now and then: it is the provider's to judge.
  image_url: Type.Object({ url: Type.String(), detail: optional(Type.String()) }),
});

const InputAudioPartSchema = Type.Object({
  type: Type.Literal("input_audio"),
  input_audio: Type.Object({ data: Type.String(), format: oneOf("wav", "mp3") }),
});

const FilePartSchema = Type.Object({
  type: Type.Literal("file"),
  file: Type.Object({
    file_data: optional(Type.String()),
    file_id: optional(Type.String()),
    filename: optional(Type.String()),
  }),
});

/** Content of system, developer and tool messages. */
export const TextContentSchema = Type.Union([Type.String(), Type.Array(TextPartSchema)]);

export const UserContentSchema = Type.Union([
  Type.String(),
  Type.Array(taggedUnion("type", TextPartSchema, ImagePartSchema, InputAudioPartSchema, FilePartSchema)),
]);

export const AssistantContentSchema = Type.Union([
  Type.String(),
  Type.Array(taggedUnion("type", TextPartSchema, RefusalPartSchema)),
  Type.Null(),
]);

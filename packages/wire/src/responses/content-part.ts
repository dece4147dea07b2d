import { Type } from "typebox";
import { optional, recordOf, taggedUnion } from "../schema/shapes.ts";

/** The parts that the content of an input item may consist of, told apart by `type`. */

const word = optional(Type.String());

export const InputTextSchema = Type.Object({ type: Type.Literal("input_text"), text: Type.String() });

export const InputImageSchema = Type.Object({
  type: Type.Literal("input_image"),
  detail: word,
  file_id: word,
  image_url: word,
});

export const InputFileSchema = Type.Object({
  type: Type.Literal("input_file"),
  file_id: word,
  file_data: word,
  file_url: word,
  filename: word,
});

/** The hosted product has the data in `audio`, the public API in `input_audio`. */
const InputAudioSchema = Type.Object({
  type: Type.Literal("input_audio"),
  audio: word,
  input_audio: optional(Type.Object({ data: Type.String(), format: Type.String() })),
});

const OutputTextSchema = Type.Object({
  type: Type.Literal("output_text"),
  text: Type.String(),
  annotations: optional(Type.Array(recordOf(Type.Unknown()))),
});

const RefusalSchema = Type.Object({ type: Type.Literal("refusal"), refusal: Type.String() });

/** A message's content: an assistant's message, resent, has the parts that it was answered with. */
export const MessageContentSchema = Type.Union([
  Type.String(),
  Type.Array(
    taggedUnion(
      "type",
      InputTextSchema,
      InputImageSchema,
      InputFileSchema,
      InputAudioSchema,
      OutputTextSchema,
      RefusalSchema,
    ),
  ),
]);

/** What a tool gave back. */
export const ToolOutputSchema = Type.Union([
  Type.String(),
  Type.Array(taggedUnion("type", InputTextSchema, InputImageSchema, InputFileSchema)),
]);

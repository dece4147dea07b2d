import { type Static, Type } from "typebox";
import { oneOf, optional } from "../schema/shapes.ts";

/** The header `X-Policy`: the mode, the policies themselves, and the presets around them. */

const BranchingMetaPolicySchema = Type.Object(
  {
    mode: optional(oneOf("deny", "allow")),
    producers: optional(Type.Array(Type.String())),
    tags: optional(Type.Array(Type.String())),
    consumers: optional(Type.Array(Type.String())),
  },
  { additionalProperties: false },
);

const PolicyPresetsSchema = Type.Object(
  {
    default_allow: optional(Type.Boolean()),
    default_allow_enforcement_level: optional(oneOf("hard", "soft")),
    enable_non_executable_memory: optional(Type.Boolean()),
    enable_llm_blocked_tag: optional(Type.Boolean()),
    llm_blocked_tag_enforcement_level: optional(oneOf("hard", "soft")),
    branching_meta_policy: optional(BranchingMetaPolicySchema),
  },
  { additionalProperties: false },
);

const PolicyCodesSchema = Type.Object(
  { code: optional(Type.String()), language: optional(oneOf("sqrt", "cedar")) },
  { additionalProperties: false },
);

export const PolicyHeaderSchema = Type.Object(
  {
    mode: optional(oneOf("standard", "strict", "custom")),
    /** The policies; bare text stands for `{code}`. */
    codes: Type.Optional(Type.Union([PolicyCodesSchema, Type.String(), Type.Null()])),
    auto_gen: optional(Type.Boolean()),
    fail_fast: optional(Type.Boolean()),
    presets: optional(PolicyPresetsSchema),
  },
  { additionalProperties: false },
);

export type PolicyHeader = Static<typeof PolicyHeaderSchema>;

/** The policies of a header as an object, whichever way they were written. */
export function codesOf(header: PolicyHeader): Static<typeof PolicyCodesSchema> {
  return typeof header.codes === "string" ? { code: header.codes } : (header.codes ?? {});
}

import type { FinalVerdict } from "@sequrity/sqrt";
import { Type } from "typebox";
import type { JsonObject, ResponseFormat } from "./conversation.ts";
import type { EngineLimits } from "./engine.ts";
import { effectKind } from "./journal.ts";
import type { GenerationSettings, ModelAnswer } from "./model.ts";
import {
  cachedResultSchema,
  metadataSchema,
  sessionConfigSchema,
  storedMessageSchema,
  toolsSchema,
} from "./state.ts";

/** All kinds of entries in a journal, and what each records. */

/** What a turn begins with. From here on it reads nothing of the request. */
export const turnInputSchema = Type.Object({
  config: sessionConfigSchema,
  limits: Type.Unsafe<EngineLimits>(Type.Object({})),
  provider: Type.String(),
  model: Type.String(),
  /** Whether the provider takes a schema for its answers. */
  structuredOutput: Type.Boolean(),
  settings: Type.Unsafe<GenerationSettings>(Type.Object({})),
  responseFormat: Type.Optional(Type.Unsafe<ResponseFormat>(Type.Object({ kind: Type.String() }))),
  tools: toolsSchema,
  conversation: Type.Array(storedMessageSchema),
  variables: Type.Array(Type.Object({ name: Type.String(), json: Type.String(), meta: metadataSchema })),
  /** What the tokens of this turn's attachments hold; absent when it has none. */
  attachmentNonce: Type.Optional(Type.String()),
  program: Type.Optional(Type.String()),
  metadata: metadataSchema,
  addedPolicies: Type.Array(Type.String()),
  cache: Type.Array(cachedResultSchema),
  mismatch: Type.Boolean(),
});
export const turnInputEffect = effectKind("turn_input", turnInputSchema);

/** What a model answered, or the limit that ended the call. */
export const modelAnswerEffect = effectKind(
  "model_answer",
  Type.Object({
    answer: Type.Optional(Type.Unsafe<ModelAnswer>(Type.Object({ text: Type.String() }))),
    limit: Type.Optional(Type.String()),
  }),
);

/** The verdict on a call, with what it did to the session's metadata (security.md, S3). */
export const verdictEffect = effectKind(
  "verdict",
  Type.Object({
    allowed: Type.Boolean(),
    verdict: Type.Unsafe<FinalVerdict>(Type.String()),
    session: metadataSchema,
    record: Type.Unsafe<JsonObject>(Type.Object({})),
    message: Type.String(),
    /** The arguments' metadata after the call's own updates. */
    arguments: Type.Array(Type.Object({ name: Type.String(), meta: metadataSchema })),
  }),
);

/** The metadata of a result, and the session's after it. */
export const resultLabelEffect = effectKind(
  "result_label",
  Type.Object({ metadata: metadataSchema, session: metadataSchema }),
);

/** The ids under which calls go out. */
export const callIdsEffect = effectKind("call_ids", Type.Object({ ids: Type.Array(Type.String()) }));

/** What came back for them. */
export const toolResultsEffect = effectKind(
  "tool_results",
  Type.Object({
    results: Type.Array(Type.Object({ id: Type.String(), text: Type.String(), isError: Type.Boolean() })),
    mismatch: Type.Boolean(),
  }),
);

/** The clock and randomness, as a plan reads them. */
export const environmentEffect = effectKind(
  "environment",
  Type.Object({ value: Type.Union([Type.String(), Type.Number()]) }),
);

/** A policy that `set_policy` added: it holds for the rest of the session, whatever becomes of the turn. */
export const policyAddedEffect = effectKind("policy_added", Type.Object({ code: Type.String() }));

import type { MetadataJson } from "@sequrity/sqrt";
import type { SessionConfig } from "@sequrity/wire";
import { type Static, Type } from "typebox";
import { Compile } from "typebox/compile";
import type { JsonObject, ToolDefinition, Usage } from "./conversation.ts";
import { Fault } from "./faults.ts";
import { jsonObjectOf } from "./json.ts";
import type { FinishReason } from "./model.ts";
import type { SessionRow, SessionState as StoredState } from "./store.ts";

/** What a session remembers between requests, as it is stored. */

export const metadataSchema = Type.Unsafe<MetadataJson>(
  Type.Object({
    producers: Type.Array(Type.String()),
    consumers: Type.Array(Type.String()),
    tags: Type.Array(Type.String()),
  }),
);
export const usageSchema = Type.Unsafe<Usage>(
  Type.Object({
    inputTokens: Type.Number(),
    outputTokens: Type.Number(),
    cachedTokens: Type.Number(),
    reasoningTokens: Type.Number(),
  }),
);
export const toolCallSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  arguments: Type.String(),
  upstream: Type.Optional(Type.String()),
});
export const toolsSchema = Type.Unsafe<readonly ToolDefinition[]>(
  Type.Array(Type.Object({ name: Type.String() })),
);
export const sessionConfigSchema = Type.Unsafe<SessionConfig>(
  Type.Object({
    architecture: Type.Union([Type.Literal("single-llm"), Type.Literal("dual-llm")]),
    endpointType: Type.String(),
    features: Type.Object({}),
    policy: Type.Object({}),
    fsm: Type.Object({}),
    prompt: Type.Object({}),
    responseFormat: Type.Object({}),
    llm: Type.Object({}),
    trust: Type.Object({}),
  }),
);

/** How an answer of ours ended: enough to give it again to a request that comes again. */
const answerFields = {
  finishReason: Type.Unsafe<FinishReason>(Type.String()),
  usage: usageSchema,
  recorded: Type.Boolean(),
  refusal: Type.Optional(Type.String()),
};
export const answerSchema = Type.Object(answerFields);

/**
 * One message of the conversation as the client will resend it. `label` is that of the answer's value; messages that
 * are not ours have the label that they came with (security.md, P1).
 */
export const storedMessageSchema = Type.Object({
  role: Type.Union([
    Type.Literal("system"),
    Type.Literal("developer"),
    Type.Literal("user"),
    Type.Literal("assistant"),
    Type.Literal("tool"),
  ]),
  text: Type.String(),
  calls: Type.Optional(Type.Array(toolCallSchema)),
  /** Images, files and speech of a user's message. */
  attachments: Type.Optional(
    Type.Array(
      Type.Object({
        kind: Type.String(),
        mimeType: Type.String(),
        part: Type.Unsafe<JsonObject>(Type.Object({})),
      }),
    ),
  ),
  callId: Type.Optional(Type.String()),
  isError: Type.Optional(Type.Boolean()),
  label: metadataSchema,
  answer: Type.Optional(answerSchema),
  /** The program that made this answer: the planner of a later turn may see it under its own label. */
  program: Type.Optional(Type.Object({ text: Type.String(), label: metadataSchema })),
});
export type StoredMessage = Static<typeof storedMessageSchema>;

/** A call that went to the client and waits for its result. */
export const pendingCallSchema = Type.Object({ id: Type.String(), name: Type.String() });
export type PendingCall = Static<typeof pendingCallSchema>;

/** A result that is reused for equal arguments (`force_to_cache`). */
export const cachedResultSchema = Type.Object({
  key: Type.String(),
  text: Type.String(),
  label: metadataSchema,
});

export const sessionStateSchema = Type.Object({
  /** The journal's number of the turn that is under way, or of the last one. -1: none has begun. */
  turn: Type.Integer(),
  turnsDone: Type.Integer(),
  /** idle: the last turn is over. running: a request is being worked on, or was when the process died. waiting: calls are out. */
  phase: Type.Union([Type.Literal("idle"), Type.Literal("running"), Type.Literal("waiting")]),
  /** A turn that is only being finished because a new user message came with its results: its answer goes to nobody. */
  unseen: Type.Boolean(),
  /** The session's metadata (security.md, S2). */
  metadata: metadataSchema,
  history: Type.Array(storedMessageSchema),
  /** What the request that is being worked on added; part of `history` once it is answered. */
  inFlight: Type.Array(storedMessageSchema),
  pending: Type.Array(pendingCallSchema),
  tools: toolsSchema,
  /** Policies that `set_policy` added, oldest first. */
  addedPolicies: Type.Array(Type.String()),
  cache: Type.Array(cachedResultSchema),
  /** Single-LLM: what one request left for the next. */
  single: Type.Optional(
    Type.Object({
      /** Hash of the last request: the same request again gets the same answer. */
      request: Type.String(),
      /** What it was answered. */
      answer: Type.Object({
        ...answerFields,
        text: Type.String(),
        calls: Type.Array(toolCallSchema),
        otherChoices: Type.Optional(
          Type.Array(
            Type.Object({
              index: Type.Integer(),
              text: Type.String(),
              refusal: Type.Optional(Type.String()),
              finishReason: Type.Unsafe<FinishReason>(Type.String()),
              calls: Type.Array(toolCallSchema),
            }),
          ),
        ),
      }),
      /** The join of the labels of all results so far (security.md, M4). */
      results: metadataSchema,
      calls: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          arguments: Type.String(),
          /** The provider's own id of the call. */
          upstream: Type.String(),
          /** The label of the call's arguments. */
          label: metadataSchema,
          /** Hash of its result, once there is one. */
          result: Type.Optional(Type.String()),
          /** The result is kept from models. */
          withheld: Type.Optional(Type.Boolean()),
        }),
      ),
    }),
  ),
});
export type EngineState = Static<typeof sessionStateSchema>;

export const pinnedSchema = Type.Object({ config: sessionConfigSchema });
export type Pinned = Static<typeof pinnedSchema>;

const stateValidator = Compile(sessionStateSchema);
const pinnedValidator = Compile(pinnedSchema);

/** The state of a session that has not begun anything. */
export function initialState(tools: readonly ToolDefinition[], metadata: MetadataJson): EngineState {
  return {
    turn: -1,
    turnsDone: 0,
    phase: "idle",
    unseen: false,
    metadata,
    history: [],
    inFlight: [],
    pending: [],
    tools,
    addedPolicies: [],
    cache: [],
  };
}

/** Reads a session's row. A row that this version cannot read is a fault: nothing is guessed. */
export function readSession(row: SessionRow): { readonly state: EngineState; readonly pinned: Pinned } {
  const { state, pinned } = row;
  if (!stateValidator.Check(state) || !pinnedValidator.Check(pinned)) {
    throw new Fault("internal", "The stored session cannot be read.");
  }
  return { state, pinned };
}

/** The stored form of a state. */
export function storedState(state: EngineState): StoredState {
  return jsonObjectOf(state);
}

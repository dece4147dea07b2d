import type { ToolSignature } from "@sequrity/plan";
import { emptyMetadata, type Metadata, metadataOf, metadataToJson, type PolicySet } from "@sequrity/sqrt";
import type { Static } from "typebox";
import type { JsonObject } from "./conversation.ts";
import type { turnInputSchema } from "./effects.ts";
import type { PolicyLibrary } from "./policies.ts";
import type { TurnModels } from "./roles.ts";
import type { EngineState } from "./state.ts";
import type { Tool } from "./tool-table.ts";
import type { SessionChange, TurnRun } from "./turn-run.ts";

export type TurnInput = Static<typeof turnInputSchema>;

/** The clock and randomness that the engine was given. */
export interface Sources {
  readonly now: () => number;
  readonly randomUUID: () => string;
  readonly randomValue: () => number;
  /** A fresh id, as it goes out, for a call of a session. */
  readonly newCallId: (sessionId: string) => string;
}

/** A result that came into a program. */
export interface ReceivedResult {
  readonly tool: string;
  readonly line: number;
  readonly column: number;
  readonly label: Metadata;
}

/** A dual-LLM turn while it runs: what its parts share, and what they change. */
export interface TurnContext {
  readonly run: TurnRun;
  readonly input: TurnInput;
  readonly models: TurnModels;
  readonly sources: Sources;
  readonly library: PolicyLibrary;
  /** The caller's tools. */
  readonly tools: readonly Tool[];
  readonly signatures: readonly ToolSignature[];
  policies: PolicySet;
  /** Added by `set_policy`, for the rest of the session. */
  addedPolicies: readonly string[];
  /** Written for this turn alone. */
  turnPolicies: readonly string[];
  session: Metadata;
  cache: EngineState["cache"];
  /** The join of the labels of all that the planner was shown, and of what failed before (security.md, P3). */
  planLabel: Metadata;
  /** The records of all checks of the turn. */
  readonly checks: JsonObject[];
  /** The client's history was not the stored one at some point of the turn. */
  mismatch: boolean;
  /** Tool calls of the current program. */
  callsInStep: number;
  callsInTurn: number;
  /** The current program. */
  program: string;
  /** What calls of the current program returned, the latest last: where labels can have come from. */
  readonly received: ReceivedResult[];
  /** Messages of errors that reached the current program, and the codes of the failure when one ends it. */
  readonly raised: Map<string, "tool_error" | "not_enough_information" | "model_error">;
}

/** What the turn has changed in the session so far. */
export function sessionChange(turn: TurnContext): SessionChange {
  return {
    metadata: metadataToJson(turn.session),
    addedPolicies: turn.addedPolicies,
    cache: turn.cache,
  };
}

/** The session's metadata as the turn begins or tries again, where the config forgets it (config.md, fsm). */
export function attemptMetadata(turn: TurnContext): Metadata {
  return turn.input.config.fsm.clear_session_meta === "every_attempt" ? emptyMetadata : turn.session;
}

/** The session's metadata that a turn begins with. */
export function beginningMetadata(input: TurnInput): Metadata {
  return metadataOf(input.metadata);
}

import type { ToolCallIdForm } from "@sequrity/wire";
import type { ProviderLookup } from "./model.ts";
import type { SessionStore } from "./store.ts";
import type { TurnOptions, TurnOutcome, TurnRequest } from "./turn-request.ts";

/** Where the engine says what it noticed. Lines carry no prompt, no value, no key. */
export interface EngineLog {
  info(facts: Readonly<Record<string, string | number | boolean>>, message: string): void;
  warn(facts: Readonly<Record<string, string | number | boolean>>, message: string): void;
}

/** Limits of one turn; each ends it with `budget_exceeded`, which names the limit. Absent: the default. */
export interface EngineLimits {
  /** Interpreter steps of one program. */
  readonly steps: number;
  /** Cells and bytes that one program may allocate. */
  readonly allocated_bytes: number;
  /** Tool calls, internal ones too, of one turn. */
  readonly tool_calls: number;
  /** Input and output tokens of all model calls of one turn. */
  readonly model_tokens: number;
  /** Wall time of one turn while it works (waiting for the client's results does not count). */
  readonly wall_time_ms: number;
}

export interface EngineInput {
  readonly store: SessionStore;
  readonly providers: ProviderLookup;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly randomUUID: () => string;
  /** A number in [0, 1): the answer to a plan's `random`. */
  readonly randomValue: () => number;
  readonly logger?: EngineLog;
  readonly limits?: Partial<EngineLimits>;
  /** Parked runs kept in memory; the oldest is dropped first and later replayed. */
  readonly liveRuns?: { readonly max: number };
  /** A session that nobody continues is over after so long. Default: 7 days. */
  readonly sessionLifetimeMs?: number;
  /** How the ids of new tool calls are written; ids of either form are read. Default: `full`. */
  readonly toolCallIds?: ToolCallIdForm;
}

export interface Engine {
  /**
   * Answers one request. Throws `Fault` (faults.ts) when there is no answer to give; a denial or a failed plan is an
   * outcome. A request that comes again after any failure is answered as if nothing had happened.
   */
  turn(request: TurnRequest, options: TurnOptions): Promise<TurnOutcome>;
  /** Waits until no turn is running and forgets the parked runs; they go on by replay. */
  drain(): Promise<void>;
}

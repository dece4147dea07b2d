import type { MetadataJson } from "@sequrity/sqrt";
import type { ToolCallItem, Usage } from "./conversation.ts";
import type { EffectKind, TurnJournal } from "./journal.ts";
import type { FinishReason, ModelAnswer } from "./model.ts";
import type { EngineState, StoredMessage } from "./state.ts";
import type { TurnChoice, TurnEvent } from "./turn-request.ts";

/** What one request brings to the turn that works for it. A turn outlives the request; this does not. */
export interface RequestScope {
  readonly signal: AbortSignal;
  readonly providerKey: string | undefined;
  /** Whether the client wants to see text as it comes. */
  readonly streaming: boolean;
  emit(event: TurnEvent): void;
  /** Writes what the journal holds unwritten. Throws when the session is no longer ours. */
  flush(journal: TurnJournal): Promise<void>;
}

/** What a turn changes in the session, as of the place where it stops. */
export interface SessionChange {
  readonly metadata: MetadataJson;
  readonly addedPolicies: readonly string[];
  readonly cache: EngineState["cache"];
  readonly single?: EngineState["single"];
}

/** Where a turn stops: calls are out, or it is over. */
export type TurnStop =
  | {
      readonly kind: "parked";
      readonly calls: readonly ToolCallItem[];
      readonly usage: Usage;
      readonly recorded: boolean;
      readonly change: SessionChange;
    }
  | {
      readonly kind: "ended";
      readonly text: string;
      readonly refusal?: string;
      readonly finishReason: FinishReason;
      /** Calls that go out although the turn's work is done (single-LLM). */
      readonly calls: readonly ToolCallItem[];
      readonly usage: Usage;
      readonly recorded: boolean;
      readonly label: MetadataJson;
      readonly program?: StoredMessage["program"];
      readonly modelAnswer?: ModelAnswer;
      readonly otherChoices?: readonly TurnChoice[];
      readonly change: SessionChange;
    };

type Parked = Extract<TurnStop, { kind: "parked" }>;
type Ended = Extract<TurnStop, { kind: "ended" }>;

/**
 * A turn that runs: an async function over its journal, which parks where it needs what only a later request can
 * bring. While parked it is a cache of what replay would give.
 */
export class TurnRun {
  readonly journal: TurnJournal;
  #scope: RequestScope;
  #stop: PromiseWithResolvers<TurnStop> = Promise.withResolvers();
  #wake: (() => void) | undefined;

  constructor(journal: TurnJournal, scope: RequestScope) {
    this.journal = journal;
    this.#scope = scope;
  }

  /** The request that the turn works for now. */
  get scope(): RequestScope {
    return this.#scope;
  }

  /** Starts the turn; gives where it stops first. */
  start(turn: (run: TurnRun) => Promise<Ended>): Promise<TurnStop> {
    turn(this).then(
      (ended) => this.#stop.resolve(ended),
      (error: unknown) => this.#stop.reject(error),
    );
    return this.#stop.promise;
  }

  /** Goes on for another request, after what the turn waits for was delivered to its journal. */
  resume(scope: RequestScope): Promise<TurnStop> {
    const wake = this.#wake;
    if (wake === undefined) throw new Error("The turn is not parked.");
    this.#wake = undefined;
    this.#scope = scope;
    this.#stop = Promise.withResolvers();
    wake();
    return this.#stop.promise;
  }

  /**
   * An answer from outside that costs something or that others see: recorded before it is used.
   * INVARIANT: nothing is asked twice; a crash before the answer is recorded is as if it had not been asked.
   */
  async effect<T>(
    kind: EffectKind<T>,
    hash: string,
    perform: (scope: RequestScope) => Promise<T>,
  ): Promise<T> {
    const known = this.journal.recorded(kind, hash);
    if (known !== undefined) return known.payload;
    await this.#scope.flush(this.journal);
    const payload = await perform(this.#scope);
    this.journal.add(kind, hash, payload);
    await this.#scope.flush(this.journal);
    return payload;
  }

  /** An answer that the client brings with a later request: the turn parks until it is there. */
  async awaitDelivery<T>(kind: EffectKind<T>, hash: string, parked: () => Parked): Promise<T> {
    const known = this.journal.recorded(kind, hash);
    if (known !== undefined) return known.payload;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.#stop.resolve(parked());
    });
    const delivered = this.journal.recorded(kind, hash);
    if (delivered === undefined) throw new Error("The turn was woken without what it waits for.");
    return delivered.payload;
  }
}

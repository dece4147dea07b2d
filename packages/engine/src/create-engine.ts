import { toolCallId } from "@sequrity/wire";
import { answerDual } from "./dual-requests.ts";
import type { Engine, EngineInput, EngineLimits } from "./engine.ts";
import { Fault } from "./faults.ts";
import { LiveRuns } from "./live-runs.ts";
import { PolicyLibrary } from "./policies.ts";
import { checkDualRequest, checkFirstMessages, checkRequest } from "./request-checks.ts";
import { HeldSession, namedSession, pinnedConfig, sessionNotFound } from "./session.ts";
import { answerSingle } from "./single-requests.ts";
import type { TurnServices } from "./turn.ts";
import type { TurnOptions, TurnOutcome, TurnRequest } from "./turn-request.ts";
import type { Work } from "./work.ts";

const defaultLimits: EngineLimits = {
  steps: 10_000_000,
  allocated_bytes: 256 * 1024 * 1024,
  tool_calls: 1_000,
  model_tokens: 2_000_000,
  wall_time_ms: 15 * 60 * 1000,
};
const defaultLiveRunsMax = 1_000;
const defaultLifetimeMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Puts an engine together. It holds no state but a bounded cache of parked runs: any engine over the same store gives
 * the same answers.
 */
export function createEngine(input: EngineInput): Engine {
  return new RunningEngine(input);
}

class RunningEngine implements Engine {
  readonly #input: EngineInput;
  readonly #limits: EngineLimits;
  readonly #live: LiveRuns;
  readonly #services: TurnServices;
  readonly #busy = new Set<Promise<unknown>>();

  constructor(input: EngineInput) {
    this.#input = input;
    this.#limits = { ...defaultLimits, ...input.limits };
    this.#live = new LiveRuns(input.liveRuns?.max ?? defaultLiveRunsMax);
    const { now, randomUUID, randomValue, toolCallIds } = input;
    this.#services = {
      providers: input.providers,
      library: new PolicyLibrary(),
      sources: {
        now,
        randomUUID,
        randomValue,
        newCallId: (sessionId) => toolCallId(sessionId, randomUUID(), toolCallIds),
      },
    };
  }

  async turn(request: TurnRequest, options: TurnOptions): Promise<TurnOutcome> {
    const working = this.#answer(request, options);
    const settled = working.catch(() => undefined).finally(() => this.#busy.delete(settled));
    this.#busy.add(settled);
    return working;
  }

  async drain(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy);
    this.#live.clear();
  }

  async #answer(request: TurnRequest, options: TurnOptions): Promise<TurnOutcome> {
    if (options.signal.aborted) throw new Fault("aborted", "The request was aborted.");
    const owner = this.#input.randomUUID();
    const held = await this.#hold(request, owner);
    const session = held ?? (await this.#begin(request, owner));
    try {
      options.onEvent?.({ kind: "session", sessionId: session.id });
      const work: Work = {
        request,
        session,
        config: held === undefined ? request.config : pinnedConfig(session.pinned, request),
        scope: {
          signal: options.signal,
          providerKey: request.providerKey,
          streaming: options.streaming ?? options.onEvent !== undefined,
          emit: (event) => options.onEvent?.(event),
          flush: (journal) => session.write(journal),
        },
        services: this.#services,
        live: this.#live,
        limits: this.#limits,
      };
      return await (work.config.architecture === "dual-llm" ? answerDual(work) : answerSingle(work));
    } catch (error) {
      if (error instanceof Fault && error.code === "replay_diverged") {
        this.#input.logger?.warn({ session: session.id, turn: session.state.turn }, error.message);
      }
      throw error;
    } finally {
      await this.#release(session);
    }
  }

  /** What was answered is stored already: a session that cannot be given back frees itself when its hold runs out. */
  async #release(session: HeldSession): Promise<void> {
    try {
      await session.release();
    } catch {
      this.#input.logger?.warn({ session: session.id }, "the session could not be given back to the store");
    }
  }

  /** Takes the session that the request names, or one that an earlier try of it began. */
  async #hold(request: TurnRequest, owner: string): Promise<HeldSession | undefined> {
    const named = namedSession(request);
    const id = named ?? request.newSessionId;
    if (id === undefined) return undefined;
    const held = await HeldSession.acquire(this.#input.store, id, request.keyId, owner, () => this.#expiry());
    if (held === undefined && named !== undefined) throw sessionNotFound();
    return held;
  }

  /** Begins a session, after all that can be wrong with the request has been looked at. */
  async #begin(request: TurnRequest, owner: string): Promise<HeldSession> {
    const { config } = request;
    await checkRequest(request, config, this.#services);
    if (config.architecture === "dual-llm") {
      checkDualRequest(request, config, request.tools);
      checkFirstMessages(request);
    }
    const id = request.newSessionId ?? this.#input.randomUUID();
    return HeldSession.begin(this.#input.store, id, request, owner, this.#input.now(), () => this.#expiry());
  }

  #expiry(): number {
    return this.#input.now() + (this.#input.sessionLifetimeMs ?? defaultLifetimeMs);
  }
}

import { emptyMetadata, metadataToJson } from "@sequrity/sqrt";
import type { SessionConfig } from "@sequrity/wire";
import { RE2JS } from "re2js";
import { type Admission, admitRequest } from "./admission.ts";
import { contextVariables } from "./context-variables.ts";
import { noUsage } from "./conversation.ts";
import {
  modelAnswerEffect,
  policyAddedEffect,
  resultLabelEffect,
  toolResultsEffect,
  turnInputEffect,
  verdictEffect,
} from "./effects.ts";
import type { Engine, EngineInput, EngineLimits } from "./engine.ts";
import { Fault } from "./faults.ts";
import { hashOf } from "./hash.ts";
import { foreignLabel, refuseOpaqueContent, storedMessages } from "./history.ts";
import { TurnJournal } from "./journal.ts";
import { LiveRuns } from "./live-runs.ts";
import type { ModelAnswer } from "./model.ts";
import { PolicyLibrary } from "./policies.ts";
import { promptTemplate } from "./prompts.ts";
import { providerOf } from "./roles.ts";
import { HeldSession, namedSession, pinnedConfig, pinnedTools, sessionNotFound } from "./session.ts";
import { runSingleTurn, singleRequestHash } from "./single.ts";
import type { EngineState, StoredMessage } from "./state.ts";
import type { JournalEntry } from "./store.ts";
import { toolTable } from "./tool-table.ts";
import { runDualTurn, type TurnServices } from "./turn.ts";
import type { TurnInput } from "./turn-context.ts";
import type { TurnOptions, TurnOutcome, TurnRequest } from "./turn-request.ts";
import { type RequestScope, TurnRun, type TurnStop } from "./turn-run.ts";

const defaultLimits: EngineLimits = {
  steps: 10_000_000,
  allocated_bytes: 512 * 1024 * 1024,
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

/** One request on its way through a session that it holds. */
interface Work {
  readonly request: TurnRequest;
  readonly session: HeldSession;
  readonly config: SessionConfig;
  readonly scope: RequestScope;
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
    const { now, randomUUID, randomValue } = input;
    this.#services = {
      providers: input.providers,
      library: new PolicyLibrary(),
      sources: { now, randomUUID, randomValue },
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
    const owner = this.#input.randomUUID();
    const held = await this.#hold(request, owner);
    const session = held ?? (await this.#begin(request, owner));
    try {
      if (options.signal.aborted) throw new Fault("aborted", "The request was aborted.");
      options.onEvent?.({ kind: "session", sessionId: session.id });
      const work: Work = {
        request,
        session,
        config: held === undefined ? request.config : pinnedConfig(session.pinned, request),
        scope: {
          signal: options.signal,
          providerKey: request.providerKey,
          streaming: options.onEvent !== undefined,
          emit: (event) => options.onEvent?.(event),
          flush: (journal) => session.write(journal),
        },
      };
      return await (work.config.architecture === "dual-llm" ? this.#dual(work) : this.#single(work));
    } finally {
      await session.release();
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
    this.#checkConfig(request, request.config);
    if (request.config.architecture === "dual-llm") {
      this.#checkDual(request, request.tools);
      const stored = storedMessages(request.messages);
      const last = stored.at(-1);
      if (last?.role === "tool") {
        throw new Fault("unknown_tool_call", `No tool call '${last.callId ?? ""}' is waiting for a result.`);
      }
      if (last?.role !== "user") throw new Fault("invalid_request", "The last message must be a user's.");
    }
    const id = request.newSessionId ?? this.#input.randomUUID();
    return HeldSession.begin(this.#input.store, id, request, owner, this.#input.now(), () => this.#expiry());
  }

  #expiry(): number {
    return this.#input.now() + (this.#input.sessionLifetimeMs ?? defaultLifetimeMs);
  }

  /** What a session cannot run under is refused when it begins, not in the middle of a turn. */
  #checkConfig(request: TurnRequest, config: SessionConfig): void {
    providerOf(this.#services.providers, request.provider);
    this.#services.library.layered(config, []);
    const { features, fsm } = config;
    const feature = features.contentClassifiers[0] ?? features.contentBlockers[0];
    if (feature !== undefined) {
      throw new Fault("unsupported", `This server has no '${feature.name}'.`, { param: "X-Features" });
    }
    const patterns = [...fsm.force_to_cache, fsm.detect_tool_error_regex_pattern ?? ""];
    for (const pattern of patterns) {
      try {
        RE2JS.compile(pattern);
      } catch {
        throw new Fault("invalid_header", `'${pattern}' is no regular expression.`, {
          param: "X-Config.fsm",
        });
      }
    }
  }

  #checkDual(request: TurnRequest, tools: TurnRequest["tools"]): void {
    const { config } = request;
    refuseOpaqueContent(request.messages);
    toolTable(tools, Object.keys(request.contextVariables ?? {}));
    contextVariables(request);
    promptTemplate("pllm", config.prompt.pllm, "system");
    promptTemplate("qllm", config.prompt.qllm, "system");
  }

  // Dual-LLM

  async #dual(work: Work): Promise<TurnOutcome> {
    const { request, session, config } = work;
    const { state } = session;
    const admission = admitRequest(
      state,
      storedMessages(request.messages),
      config.fsm.history_mismatch_policy,
      request.onlyNew ?? false,
    );
    switch (admission.kind) {
      case "answered":
        return answerAgain(session.id, admission.answer);
      case "resume": {
        const journal = await this.#storedJournal(session);
        if (journal.entries.length === 0) throw new Fault("internal", "The turn under way has no journal.");
        return this.#goOn(work, new TurnRun(journal, work.scope), "start");
      }
      case "results":
        return this.#deliver(work, admission);
      case "begin":
        return this.#beginTurn(work, admission, await this.#carriedOver(session));
    }
  }

  async #storedJournal(session: HeldSession): Promise<TurnJournal> {
    const { turn } = session.state;
    return new TurnJournal(turn, await session.journal(turn));
  }

  /** Gives the pending calls their results, and goes on: in memory if the run is still here, else by replay. */
  async #deliver(work: Work, admission: Extract<Admission, { kind: "results" }>): Promise<TurnOutcome> {
    const { session, scope } = work;
    const { state } = session;
    const { results, next } = admission;
    if (next.length > 0) refuseOpaqueContent(work.request.messages);
    const live = this.#live.take(session.id, session.version);
    const journal = live?.journal ?? (await this.#storedJournal(session));
    if (state.phase === "waiting") {
      const ids = state.pending.map(({ id }) => id);
      journal.deliver(toolResultsEffect, hashOf(ids), {
        results: ids.map((id) => {
          const result = results.find(({ callId }) => callId === id);
          return { id, text: result?.text ?? "", isError: result?.isError === true };
        }),
        mismatch: admission.mismatch,
      });
    }
    await session.write(journal, {
      ...state,
      phase: "running",
      unseen: next.length > 0,
      history: [...admission.history],
      inFlight: [...results, ...next],
    });
    return live === undefined
      ? this.#goOn(work, new TurnRun(journal, scope), "start")
      : this.#goOn(work, live, "resume");
  }

  /** What an abandoned turn did to the session stays: metadata never rolls back (security.md, S2). */
  async #carriedOver(session: HeldSession): Promise<Pick<EngineState, "metadata" | "addedPolicies">> {
    const { metadata, addedPolicies, phase, turn } = session.state;
    if (phase !== "running") return { metadata, addedPolicies };
    return foldJournal({ metadata, addedPolicies }, await session.journal(turn));
  }

  async #beginTurn(
    work: Work,
    admission: {
      readonly history: readonly StoredMessage[];
      readonly added: readonly StoredMessage[];
      readonly mismatch: boolean;
    },
    carried: Pick<EngineState, "metadata" | "addedPolicies">,
    turnsDone = work.session.state.turnsDone,
  ): Promise<TurnOutcome> {
    const { request, session, config, scope } = work;
    const { state } = session;
    const { max_n_turns: turnsMax, clear_session_meta: clear } = config.fsm;
    if (turnsMax !== null && turnsDone >= turnsMax) {
      throw new Fault("session_ended", `The session is over: it had its ${turnsMax} turns. Begin a new one.`);
    }
    const tools = pinnedTools(state.tools, request.tools);
    this.#checkDual(request, tools);
    const metadata = clear === "every_turn" ? metadataToJson(emptyMetadata) : carried.metadata;
    const { responseFormat, userProvidedProgram } = request;
    const turnInput: TurnInput = {
      config,
      limits: this.#limits,
      provider: request.provider,
      model: request.model,
      settings: request.settings,
      ...(responseFormat !== undefined && { responseFormat }),
      tools: request.tools.length > 0 ? request.tools : tools,
      conversation: [...admission.history, ...admission.added],
      variables: contextVariables(request),
      ...(userProvidedProgram !== undefined && { program: userProvidedProgram }),
      metadata,
      addedPolicies: carried.addedPolicies,
      cache: state.cache,
      mismatch: admission.mismatch,
    };
    const journal = new TurnJournal(state.turn + 1, []);
    journal.deliver(turnInputEffect, "", turnInput);
    await session.write(journal, {
      ...state,
      ...carried,
      turnsDone,
      metadata,
      turn: state.turn + 1,
      phase: "running",
      unseen: false,
      history: [...admission.history],
      inFlight: [...admission.added],
      pending: [],
      tools,
    });
    return this.#goOn(work, new TurnRun(journal, scope), "start");
  }

  async #goOn(work: Work, run: TurnRun, how: "start" | "resume"): Promise<TurnOutcome> {
    const { session, scope } = work;
    const stop = await (how === "resume"
      ? run.resume(scope)
      : run.start((started) => runDualTurn(started, session.id, this.#services)));
    const { state } = session;
    if (state.unseen) {
      // Whatever the turn came to, the client has gone on: what it would call or say now goes to nobody.
      const results = state.inFlight.filter(({ role }) => role === "tool");
      const added = state.inFlight.filter(({ role }) => role !== "tool");
      await session.write(run.journal);
      return this.#beginTurn(
        work,
        { history: [...state.history, ...results], added, mismatch: false },
        { metadata: stop.change.metadata, addedPolicies: [...stop.change.addedPolicies] },
        state.turnsDone + 1,
      );
    }
    const answer: StoredMessage = {
      role: "assistant",
      text: stop.kind === "ended" ? stop.text : "",
      ...(stop.calls.length > 0 && { calls: stop.calls.map((call) => ({ ...call })) }),
      label: stop.kind === "ended" ? stop.label : foreignLabel,
      answer: {
        finishReason: stop.kind === "ended" ? stop.finishReason : "tool_calls",
        usage: stop.usage,
        recorded: stop.recorded,
      },
      ...(stop.kind === "ended" && stop.program !== undefined && { program: stop.program }),
    };
    await session.write(run.journal, {
      ...state,
      ...changed(stop),
      phase: stop.kind === "ended" ? "idle" : "waiting",
      turnsDone: state.turnsDone + (stop.kind === "ended" ? 1 : 0),
      history: [...state.history, ...state.inFlight, answer],
      inFlight: [],
      pending: stop.kind === "ended" ? [] : stop.calls.map(({ id, name }) => ({ id, name })),
    });
    if (stop.kind === "parked") this.#live.keep(session.id, session.version, run);
    return outcomeOf(session.id, stop);
  }

  // Single-LLM

  async #single(work: Work): Promise<TurnOutcome> {
    const { request, session, config, scope } = work;
    const { state } = session;
    const hash = singleRequestHash(request);
    if (state.single?.request === hash) {
      const entries = await session.journal(state.turn);
      return singleAgain(session.id, state.single.answer, entries, scope);
    }
    const query = request.messages.at(-1)?.role === "user";
    const { max_n_turns: turnsMax, clear_session_meta: clear } = config.fsm;
    if (query && turnsMax !== null && state.turnsDone >= turnsMax) {
      throw new Fault("session_ended", `The session is over: it had its ${turnsMax} turns. Begin a new one.`);
    }
    const tools = pinnedTools(state.tools, request.tools);
    const forget = clear === "every_attempt" || (clear === "every_turn" && query);
    const before = forget ? { ...state, metadata: metadataToJson(emptyMetadata) } : state;
    const run = new TurnRun(new TurnJournal(state.turn + 1, []), scope);
    const stop = await run.start((started) =>
      runSingleTurn(started, session.id, request, config, before, this.#services),
    );
    await session.write(run.journal, {
      ...state,
      ...changed(stop),
      ...(stop.change.single !== undefined && { single: stop.change.single }),
      turn: state.turn + 1,
      turnsDone: state.turnsDone + (query ? 1 : 0),
      tools,
    });
    return outcomeOf(session.id, stop);
  }
}

/** The session's metadata and policies after all that a journal says. */
function foldJournal(
  before: Pick<EngineState, "metadata" | "addedPolicies">,
  entries: readonly JournalEntry[],
): Pick<EngineState, "metadata" | "addedPolicies"> {
  let { metadata } = before;
  const addedPolicies = [...before.addedPolicies];
  for (const { kind, payload } of entries) {
    if (kind === verdictEffect.name && verdictEffect.accepts(payload)) metadata = payload.session;
    if (kind === resultLabelEffect.name && resultLabelEffect.accepts(payload)) metadata = payload.session;
    if (kind === policyAddedEffect.name && policyAddedEffect.accepts(payload))
      addedPolicies.push(payload.code);
  }
  return { metadata, addedPolicies };
}

function changed(stop: TurnStop): Partial<EngineState> {
  const { metadata, addedPolicies, cache } = stop.change;
  return { metadata, addedPolicies: [...addedPolicies], cache };
}

function outcomeOf(sessionId: string, stop: TurnStop): TurnOutcome {
  const { usage, recorded, calls } = stop;
  const modelAnswer = stop.kind === "ended" &&
    stop.modelAnswer !== undefined && { modelAnswer: stop.modelAnswer };
  if (stop.kind === "parked" || calls.length > 0) {
    const text = stop.kind === "ended" ? stop.text : "";
    return { kind: "tool_calls", sessionId, calls, text, usage, recorded, ...modelAnswer };
  }
  const { text, refusal, finishReason } = stop;
  return {
    kind: "final",
    sessionId,
    text,
    ...(refusal !== undefined && { refusal }),
    finishReason,
    usage,
    recorded,
    ...modelAnswer,
  };
}

/** The answer that a request got before. */
function answerAgain(sessionId: string, message: StoredMessage): TurnOutcome {
  const { text, calls = [], answer } = message;
  const usage = answer?.usage ?? noUsage;
  const recorded = answer?.recorded ?? false;
  if (calls.length > 0) return { kind: "tool_calls", sessionId, calls, text, usage, recorded };
  return { kind: "final", sessionId, text, finishReason: answer?.finishReason ?? "stop", usage, recorded };
}

/** The answer that a single-LLM request got before, with the provider's own as it is in the journal. */
function singleAgain(
  sessionId: string,
  answer: NonNullable<EngineState["single"]>["answer"],
  entries: readonly JournalEntry[],
  scope: RequestScope,
): TurnOutcome {
  let modelAnswer: ModelAnswer | undefined;
  for (const { kind, payload } of entries) {
    if (kind === modelAnswerEffect.name && modelAnswerEffect.accepts(payload)) modelAnswer = payload.answer;
  }
  if (answer.text !== "") scope.emit({ kind: "text", delta: answer.text });
  const { text, calls, refusal, finishReason, usage, recorded } = answer;
  const whole = { sessionId, text, usage, recorded, ...(modelAnswer !== undefined && { modelAnswer }) };
  if (calls.length > 0) return { kind: "tool_calls", calls, ...whole };
  return { kind: "final", finishReason, ...(refusal !== undefined && { refusal }), ...whole };
}

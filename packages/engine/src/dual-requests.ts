import { emptyMetadata, metadataToJson } from "@sequrity/sqrt";
import { type Admission, admitRequest } from "./admission.ts";
import { attachmentVariables } from "./attachments.ts";
import { contextVariables } from "./context-variables.ts";
import type { ToolDefinition } from "./conversation.ts";
import { toolResultsEffect, turnInputEffect } from "./effects.ts";
import { Fault } from "./faults.ts";
import { hashOf } from "./hash.ts";
import { foreignLabel, refuseOpaqueContent, storedMessages } from "./history.ts";
import { TurnJournal } from "./journal.ts";
import { answerAgain, outcomeOf } from "./outcome.ts";
import { type Lasting, lastingAfter, type TakenUp, takeUpTurn, turnOver } from "./replay.ts";
import { checkDualRequest, checkRequest } from "./request-checks.ts";
import { providerOf } from "./roles.ts";
import { pinnedTools } from "./session.ts";
import type { StoredMessage } from "./state.ts";
import { toolTable } from "./tool-table.ts";
import type { TurnInput } from "./turn-context.ts";
import type { TurnOutcome, TurnRequest } from "./turn-request.ts";
import type { TurnRun, TurnStop } from "./turn-run.ts";
import type { Work } from "./work.ts";

/** Requests to a dual-LLM session: each begins a turn, brings one its results, or comes again. */

export async function answerDual(work: Work): Promise<TurnOutcome> {
  const { request, session, config } = work;
  const admission = admitRequest(
    session.state,
    storedMessages(request.messages),
    config.fsm.history_mismatch_policy,
    request.onlyNew ?? false,
  );
  switch (admission.kind) {
    case "answered":
      return answerAgain(session.id, admission.answer);
    case "resume":
      return goOn(work, await takeUp(work));
    case "results":
      return deliver(work, admission);
    case "begin":
      return beginTurn(work, admission, await lasting(work), session.state.turnsDone);
  }
}

/**
 * Takes the turn under way up for a request.
 * INVARIANT: a turn asks the models that it began with, so a request that goes on with it names the same: the key that
 * it brings goes to no other provider, and without one the server's key is for the models that this request may ask.
 */
async function takeUp({ session, live, services, request }: Work): Promise<TakenUp> {
  const taken = await takeUpTurn(session, live, services);
  const input = taken.journal.entries[0]?.payload;
  if (!turnInputEffect.accepts(input)) throw new Fault("internal", "The turn under way has no beginning.");
  if (input.provider !== request.provider || input.model !== request.model) {
    throw new Fault(
      "session_pinned",
      `The turn under way was begun with model '${input.model}' of provider '${input.provider}'; go on with the same.`,
      { param: "model" },
    );
  }
  return taken;
}

/** Gives the pending calls their results, and goes on. */
async function deliver(work: Work, admission: Extract<Admission, { kind: "results" }>): Promise<TurnOutcome> {
  const { session, request } = work;
  const { state } = session;
  const { results, next } = admission;
  refuseOpaqueContent(request.messages);
  pinnedTools(state.tools, request.tools);
  const taken = await takeUp(work);
  if (state.phase === "waiting") {
    const ids = state.pending.map(({ id }) => id);
    taken.journal.deliver(toolResultsEffect, hashOf(ids), {
      results: ids.map((id) => {
        const result = results.find(({ callId }) => callId === id);
        return { id, text: result?.text ?? "", isError: result?.isError === true };
      }),
      mismatch: admission.mismatch,
    });
  }
  await session.write(taken.journal, {
    ...state,
    phase: "running",
    unseen: next.length > 0,
    history: [...admission.history],
    inFlight: [...results, ...next],
  });
  return goOn(work, taken);
}

/** What the session keeps when a new turn begins, an abandoned one before it included. */
async function lasting({ session }: Work): Promise<Lasting> {
  const { metadata, addedPolicies, phase, turn } = session.state;
  const before = { metadata, addedPolicies };
  return phase === "running" ? lastingAfter(before, await session.journal(turn)) : before;
}

interface Beginning {
  readonly history: readonly StoredMessage[];
  readonly added: readonly StoredMessage[];
  readonly mismatch: boolean;
}

async function beginTurn(
  work: Work,
  { history, added, mismatch }: Beginning,
  kept: Lasting,
  turnsDone: number,
): Promise<TurnOutcome> {
  const { request, session, config } = work;
  const { state } = session;
  const { max_n_turns: turnsMax, clear_session_meta: clear } = config.fsm;
  if (turnsMax !== null && turnsDone >= turnsMax) {
    throw new Fault("session_ended", `The session is over: it had its ${turnsMax} turns. Begin a new one.`);
  }
  const tools = pinnedTools(state.tools, request.tools);
  await checkRequest(request, config, work.services);
  checkDualRequest(request, config, tools);
  const metadata = clear === "every_turn" ? metadataToJson(emptyMetadata) : kept.metadata;
  const { responseFormat, userProvidedProgram } = request;
  const conversation = [...history, ...added];
  const nonce = conversation.some(({ attachments = [] }) => attachments.length > 0)
    ? work.services.sources.randomUUID()
    : undefined;
  const variables = [
    ...contextVariables(request),
    ...(nonce === undefined ? [] : attachmentVariables(conversation, nonce)),
  ];
  toolTable(
    turnTools(request, tools),
    variables.map(({ name }) => name),
  );
  // A stop sequence is about an answer's text; it would cut programs.
  const { stop: _stop, ...settings } = request.settings;
  const input: TurnInput = {
    config,
    limits: limitsOf(work),
    provider: request.provider,
    model: request.model,
    structuredOutput: providerOf(work.services.providers, request.provider).capabilities.structuredOutput,
    settings,
    ...(responseFormat !== undefined && { responseFormat }),
    tools: turnTools(request, tools),
    conversation,
    variables,
    ...(nonce !== undefined && { attachmentNonce: nonce }),
    ...(userProvidedProgram !== undefined && { program: userProvidedProgram }),
    metadata,
    addedPolicies: kept.addedPolicies,
    cache: state.cache,
    mismatch,
  };
  const journal = new TurnJournal(state.turn + 1, []);
  journal.deliver(turnInputEffect, "", input);
  await session.write(journal, {
    ...state,
    turnsDone,
    metadata,
    addedPolicies: kept.addedPolicies,
    turn: state.turn + 1,
    phase: "running",
    unseen: false,
    history: [...history],
    inFlight: [...added],
    pending: [],
    tools,
  });
  return goOn(work, turnOver(journal, session.id, work.services));
}

/** The limits of one turn: a request may ask for fewer tool calls, never for more. */
function limitsOf({ limits, request }: Work): Work["limits"] {
  return { ...limits, tool_calls: Math.min(limits.tool_calls, request.toolCallsMax ?? limits.tool_calls) };
}

/** The tools of one turn: those that the request brings, or all of the session's; none when it says so. */
function turnTools(request: TurnRequest, known: readonly ToolDefinition[]): readonly ToolDefinition[] {
  if (request.toolChoice?.kind === "none") return [];
  return request.tools.length > 0 ? request.tools : known;
}

/** Lets a turn work until it stops, and stores where that is before anybody learns of it. */
async function goOn(work: Work, taken: TakenUp): Promise<TurnOutcome> {
  const { session } = work;
  const { run, stop } = await taken.goOn(work.scope);
  if (session.state.unseen) return beginAfterUnseen(work, run, stop);
  const { state } = session;
  const over = stop.kind === "ended";
  const { metadata, addedPolicies, cache } = stop.change;
  await session.write(run.journal, {
    ...state,
    metadata,
    addedPolicies: [...addedPolicies],
    cache,
    phase: over ? "idle" : "waiting",
    turnsDone: state.turnsDone + (over ? 1 : 0),
    history: [...state.history, ...state.inFlight, answerOf(stop)],
    inFlight: [],
    pending: over ? [] : stop.calls.map(({ id, name }) => ({ id, name })),
  });
  if (!over) work.live.keep(session.id, session.version, run);
  return outcomeOf(session.id, stop);
}

/** Whatever the turn came to, the client has gone on: what it would call or say now goes to nobody. */
async function beginAfterUnseen(work: Work, run: TurnRun, stop: TurnStop): Promise<TurnOutcome> {
  const { session } = work;
  await session.write(run.journal);
  const { history, inFlight, turnsDone } = session.state;
  const results = inFlight.filter(({ role }) => role === "tool");
  const added = inFlight.filter(({ role }) => role !== "tool");
  const { metadata, addedPolicies } = stop.change;
  return beginTurn(
    work,
    { history: [...history, ...results], added, mismatch: false },
    { metadata, addedPolicies: [...addedPolicies] },
    turnsDone + 1,
  );
}

/** The message that the client will resend as ours. */
function answerOf(stop: TurnStop): StoredMessage {
  const { usage, recorded } = stop;
  if (stop.kind === "parked") {
    return {
      role: "assistant",
      text: "",
      calls: stop.calls.map((call) => ({ ...call })),
      label: foreignLabel,
      answer: { finishReason: "tool_calls", usage, recorded },
    };
  }
  return {
    role: "assistant",
    text: stop.text,
    label: stop.label,
    answer: { finishReason: stop.finishReason, usage, recorded },
    ...(stop.program !== undefined && { program: stop.program }),
  };
}

import { emptyMetadata, metadataToJson } from "@sequrity/sqrt";
import { Fault } from "./faults.ts";
import { TurnJournal } from "./journal.ts";
import { outcomeOf, singleAgain } from "./outcome.ts";
import { pinnedTools } from "./session.ts";
import { runSingleTurn, singleRequestHash } from "./single.ts";
import type { TurnOutcome } from "./turn-request.ts";
import { TurnRun } from "./turn-run.ts";
import type { Work } from "./work.ts";

/**
 * Requests to a single-LLM session. The caller's history is taken as it comes; each request has a journal of its own,
 * written together with its answer.
 */
export async function answerSingle(work: Work): Promise<TurnOutcome> {
  const { request, session, config, scope, services } = work;
  const { state } = session;
  if (state.single?.request === singleRequestHash(request)) {
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
    runSingleTurn(started, session.id, request, config, before, services),
  );
  const { metadata, single } = stop.change;
  await session.write(run.journal, {
    ...state,
    metadata,
    ...(single !== undefined && { single }),
    turn: state.turn + 1,
    turnsDone: state.turnsDone + (query ? 1 : 0),
    tools,
  });
  return outcomeOf(session.id, stop);
}

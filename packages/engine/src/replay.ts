import { policyAddedEffect, resultLabelEffect, verdictEffect } from "./effects.ts";
import { Fault } from "./faults.ts";
import { TurnJournal } from "./journal.ts";
import type { LiveRuns } from "./live-runs.ts";
import type { HeldSession } from "./session.ts";
import type { EngineState } from "./state.ts";
import type { JournalEntry } from "./store.ts";
import { runDualTurn, type TurnServices } from "./turn.ts";
import { type RequestScope, TurnRun, type TurnStop } from "./turn-run.ts";

/**
 * Where a session is taken up again: a turn that this process still holds goes on in memory; any other is run again
 * over its journal, which gives the same, up to the first thing that is not recorded.
 */

/** A turn that can go on. What it waits for is delivered to its journal first. */
export interface TakenUp {
  readonly journal: TurnJournal;
  readonly goOn: (scope: RequestScope) => Promise<{ readonly run: TurnRun; readonly stop: TurnStop }>;
}

/** A turn over a journal, from its beginning. */
export function turnOver(journal: TurnJournal, sessionId: string, services: TurnServices): TakenUp {
  return {
    journal,
    goOn: async (scope) => {
      const run = new TurnRun(journal, scope);
      const stop = await run.start((started) => runDualTurn(started, sessionId, services));
      return { run, stop };
    },
  };
}

/** Takes up the turn of a session that is under way. */
export async function takeUpTurn(
  session: HeldSession,
  live: LiveRuns,
  services: TurnServices,
): Promise<TakenUp> {
  const run = live.take(session.id, session.version);
  if (run !== undefined) {
    return { journal: run.journal, goOn: async (scope) => ({ run, stop: await run.resume(scope) }) };
  }
  const { turn } = session.state;
  const journal = new TurnJournal(turn, await session.journal(turn));
  if (journal.entries.length === 0) throw new Fault("internal", "The turn under way has no journal.");
  return turnOver(journal, session.id, services);
}

/** What lasts in a session beyond its turns. */
export type Lasting = Pick<EngineState, "metadata" | "addedPolicies">;

/** What an abandoned turn did to the session: metadata never rolls back (security.md, S2). */
export function lastingAfter(before: Lasting, entries: readonly JournalEntry[]): Lasting {
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

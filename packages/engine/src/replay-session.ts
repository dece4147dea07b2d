import { Fault } from "./faults.ts";
import { TurnJournal } from "./journal.ts";
import type { ModelProvider } from "./model.ts";
import { PolicyLibrary } from "./policies.ts";
import { turnOver } from "./replay.ts";
import { readSession } from "./state.ts";
import type { JournalEntry, SessionRow } from "./store.ts";
import type { TurnServices } from "./turn.ts";
import type { TurnStop } from "./turn-run.ts";

/** Runs a stored session again over its journal, to see that it comes to the same. It asks no model and writes nothing. */

export type ReplayedTurn = {
  readonly turn: number;
  /** Entries in the turn's journal. */
  readonly entries: number;
} & (
  | { readonly end: "answered"; readonly text: string }
  /** The turn waits for tool results. */
  | { readonly end: "waiting"; readonly calls: readonly string[] }
  /** The journal ends in the middle of the turn. */
  | { readonly end: "open" }
  | { readonly end: "diverged"; readonly message: string }
);

/** The journal has no more. */
class EndOfJournal extends Error {
  override readonly name = "EndOfJournal";
}

function nobody(name: string): ModelProvider {
  return {
    name,
    capabilities: { structuredOutput: false, tools: false, reasoning: false },
    complete: () => Promise.reject(new EndOfJournal()),
    stream() {
      throw new EndOfJournal();
    },
  };
}

function ended(): never {
  throw new EndOfJournal();
}

/**
 * Replays the dual-LLM turns of a session. A single-LLM session has none: its requests are not kept.
 * Throws `internal` when the session cannot be read.
 */
export async function replaySession(
  session: SessionRow,
  journalOf: (turn: number) => Promise<readonly JournalEntry[]>,
): Promise<readonly ReplayedTurn[]> {
  const { state, pinned } = readSession(session);
  if (pinned.config.architecture !== "dual-llm") return [];
  const services: TurnServices = {
    providers: nobody,
    library: new PolicyLibrary(),
    sources: { now: ended, randomUUID: ended, randomValue: ended, newCallId: ended },
  };
  const turns: ReplayedTurn[] = [];
  for (let turn = 0; turn <= state.turn; turn++) {
    const entries = await journalOf(turn);
    turns.push({ turn, entries: entries.length, ...(await replayTurn(session.id, turn, entries, services)) });
  }
  return turns;
}

type TurnEnd = ReplayedTurn extends infer T
  ? T extends ReplayedTurn
    ? Omit<T, "turn" | "entries">
    : never
  : never;

async function replayTurn(
  sessionId: string,
  turn: number,
  entries: readonly JournalEntry[],
  services: TurnServices,
): Promise<TurnEnd> {
  try {
    const { stop } = await turnOver(new TurnJournal(turn, entries), sessionId, services).goOn({
      signal: new AbortController().signal,
      providerKey: undefined,
      streaming: false,
      emit: () => undefined,
      flush: () => Promise.resolve(),
    });
    return endOf(stop);
  } catch (error) {
    if (error instanceof EndOfJournal) return { end: "open" };
    if (error instanceof Fault && error.code === "replay_diverged") {
      return { end: "diverged", message: error.message };
    }
    throw error;
  }
}

function endOf(stop: TurnStop): TurnEnd {
  return stop.kind === "parked"
    ? { end: "waiting", calls: stop.calls.map(({ id }) => id) }
    : { end: "answered", text: stop.text };
}

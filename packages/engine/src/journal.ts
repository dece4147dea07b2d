import type { Static, TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { Fault } from "./faults.ts";
import { jsonOf } from "./json.ts";
import type { JournalEntry } from "./store.ts";

/**
 * The journal of one turn as effects. A turn is an ordinary async function; whatever it learns from outside it asks
 * for here. What is recorded is returned; what is not is done, recorded, and only then used. So a turn that runs
 * again over its journal does the same again, up to the first thing that is not recorded.
 */

/** One kind of effect: its name in the journal, and what its recorded answer looks like. */
export interface EffectKind<T> {
  readonly name: string;
  readonly accepts: (payload: unknown) => payload is T;
}

/** Declares a kind of effect. */
export function effectKind<S extends TSchema>(name: string, schema: S): EffectKind<Static<S>> {
  const validator = Compile(schema);
  return { name, accepts: (payload): payload is Static<S> => validator.Check(payload) };
}

export class TurnJournal {
  readonly turn: number;
  readonly #entries: JournalEntry[];
  #next = 0;
  #written: number;

  /** `recorded` is the turn's journal so far, in order. */
  constructor(turn: number, recorded: readonly JournalEntry[]) {
    this.turn = turn;
    this.#entries = [...recorded];
    this.#written = recorded.length;
    for (const [seq, entry] of recorded.entries()) {
      if (entry.turn !== turn || entry.seq !== seq) {
        throw new Fault("replay_diverged", `The journal of turn ${turn} has a gap at entry ${seq}.`);
      }
    }
  }

  /** Whether the next effect is answered from the journal. */
  get replaying(): boolean {
    return this.#next < this.#entries.length;
  }

  /** All entries, read back and new. */
  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** Entries that are not in the store yet, in order. */
  get unwritten(): readonly JournalEntry[] {
    return this.#entries.slice(this.#written);
  }

  /** Says that everything up to now is in the store. */
  markWritten(): void {
    this.#written = this.#entries.length;
  }

  /**
   * The next recorded answer, when there is one.
   * INVARIANT: an answer is only used for the question that it was recorded for; anything else is a fault.
   */
  recorded<T>(kind: EffectKind<T>, hash: string): { readonly payload: T } | undefined {
    const entry = this.#entries[this.#next];
    if (entry === undefined) return undefined;
    const { payload } = entry;
    if (entry.kind !== kind.name || entry.hash !== hash || !kind.accepts(payload)) {
      const difference = entry.kind === kind.name ? " with other content" : "";
      throw new Fault(
        "replay_diverged",
        `The session's journal holds '${entry.kind}' at turn ${this.turn}, entry ${entry.seq}, where the turn now asks for '${kind.name}'${difference}.`,
      );
    }
    this.#next++;
    return { payload };
  }

  /** Adds what came from outside at the end; the turn reads it when it gets there. */
  deliver<T>(kind: EffectKind<T>, hash: string, payload: T): void {
    this.#entries.push({
      turn: this.turn,
      seq: this.#entries.length,
      kind: kind.name,
      hash,
      payload: jsonOf(payload),
    });
  }

  /** Records the answer to the effect that is asked for now. */
  add<T>(kind: EffectKind<T>, hash: string, payload: T): void {
    this.deliver(kind, hash, payload);
    this.#next = this.#entries.length;
  }

  /**
   * A fact that costs nothing to make again and that nobody outside has seen yet (a verdict, the clock, a fresh id).
   * It is written together with the next thing that leaves the engine.
   * INVARIANT: whoever lets something out writes `unwritten` first.
   */
  note<T>(kind: EffectKind<T>, hash: string, perform: () => T): T {
    const known = this.recorded(kind, hash);
    if (known !== undefined) return known.payload;
    const payload = perform();
    this.add(kind, hash, payload);
    return payload;
  }
}

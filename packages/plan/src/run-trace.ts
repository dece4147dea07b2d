/**
 * What a run did, for people who ask: the lines that ran and how often, what was assigned, with labels, and from which
 * earlier events it came, the calls. Recorded only where the caller gives a `RunTrace` in the settings; else the compiler
 * makes nothing of it.
 */
import type { Label } from "./metadata.ts";

export interface TraceEvent<L> {
  /** Counts the events of the run, from 0. */
  readonly id: number;
  /**
   * `assignment`: a name was bound; `change`: what a name stands for was changed in place; `parameter`: a function was
   * entered; `return`: it was left; `call`: a tool was called; `argument`: with this argument.
   */
  readonly kind: "assignment" | "change" | "parameter" | "return" | "call" | "argument";
  /** The variable, the function, the tool or its argument. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** All labels inside the value; of a call those of its result, once it is there. */
  readonly label: L;
  /** The ids of the earlier events that it may come from: what the statement mentions, calls made for it. */
  readonly parents: readonly number[];
}

export interface LineRun {
  readonly line: number;
  /** How many times a statement that begins in this line ran. */
  readonly count: number;
}

interface Recorded extends Omit<TraceEvent<Label>, "label"> {
  label: Label;
}

const eventsMax = 20_000;

/** The trace of one run; given to it in the settings, read at any time. */
export class RunTrace<L> {
  private readonly counts = new Map<number, number>();
  private recorded: Recorded[] = [];
  private lost = 0;
  private external: ((label: Label) => L) | null = null;

  /** In the order of the program. */
  lines(): readonly LineRun[] {
    return Array.from(this.counts, ([line, count]) => ({ line, count })).sort((a, b) => a.line - b.line);
  }

  /** In the order in which they happened; a run's first events, where it has more than 20,000. */
  events(): readonly TraceEvent<L>[] {
    const { external } = this;
    if (external === null) return [];
    return this.recorded.map((event) => ({ ...event, label: external(event.label) }));
  }

  /** How many events are not in `events()`, because there were too many. */
  get left(): number {
    return this.lost;
  }

  /** An event and all that it may come from, the latest first; of a call's argument down to the tool results. */
  sourcesOf(id: number): readonly TraceEvent<L>[] {
    const events = this.events();
    const wanted = new Set([id]);
    const found: TraceEvent<L>[] = [];
    for (let at = Math.min(id, events.length - 1); at >= 0; at--) {
      const event = events[at];
      if (event === undefined || !wanted.has(at)) continue;
      found.push(event);
      for (const parent of event.parents) wanted.add(parent);
    }
    return found;
  }

  /** Begins anew with a run: what an earlier one left is gone. Used by the run. */
  begin(external: (label: Label) => L): void {
    this.external = external;
    this.counts.clear();
    this.recorded = [];
    this.lost = 0;
  }

  /** Used by the run. */
  countLine(line: number): void {
    this.counts.set(line, (this.counts.get(line) ?? 0) + 1);
  }

  /** The id that the next event will have. Used by the run. */
  get next(): number {
    return this.recorded.length;
  }

  /** Used by the run; null when there is no room. */
  add(event: Omit<Recorded, "id">): number | null {
    if (this.recorded.length >= eventsMax) {
      this.lost++;
      return null;
    }
    this.recorded.push({ ...event, id: this.recorded.length });
    return this.recorded.length - 1;
  }

  /** A call's result has come. Used by the run. */
  answered(id: number, label: Label): void {
    const event = this.recorded[id];
    if (event !== undefined) event.label = label;
  }

  /** The latest calls and returns from an id on. Used by the run. */
  madeSince(id: number): readonly number[] {
    const made: number[] = [];
    for (let at = this.recorded.length - 1; at >= id && made.length < 16; at--) {
      const kind = this.recorded[at]?.kind;
      if (kind === "call" || kind === "return") made.push(at);
    }
    return made;
  }
}

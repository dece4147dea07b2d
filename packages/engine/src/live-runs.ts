import type { TurnRun } from "./turn-run.ts";

interface LiveRun {
  readonly run: TurnRun;
  readonly version: number;
}

/**
 * Parked runs that this process still holds: a bounded cache, evicted oldest first, never the truth. A run counts only
 * for the version of the session that it was parked at: another node may have taken the session on since.
 */
export class LiveRuns {
  readonly #max: number;
  readonly #runs = new Map<string, LiveRun>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Keeps a parked run for the session as it is at `version`. */
  keep(sessionId: string, version: number, run: TurnRun): void {
    this.#runs.delete(sessionId);
    this.#runs.set(sessionId, { run, version });
    for (const oldest of this.#runs.keys()) {
      if (this.#runs.size <= this.#max) break;
      this.#runs.delete(oldest);
    }
  }

  /** Takes the run out, if it is still the session's. */
  take(sessionId: string, version: number): TurnRun | undefined {
    const live = this.#runs.get(sessionId);
    this.#runs.delete(sessionId);
    return live?.version === version ? live.run : undefined;
  }

  clear(): void {
    this.#runs.clear();
  }
}

/** What a run may use. Each limit ends the run with `budget_exceeded` and its own name; the plan cannot catch that. */
export interface Limits {
  /** Statements, loop iterations, calls; work on big values counts by its size. */
  readonly steps: number;
  /** Steps that the run takes before others get a turn: inside one builtin, operator or function that calls no tool. */
  readonly stretch: number;
  /** Elements and attributes stored in containers, over the whole run. */
  readonly cells: number;
  /** Bytes that the run allocated: of texts, integers, containers, objects, closures. What was dropped again counts too. */
  readonly bytes: number;
  /** UTF-16 units of one string, bytes of one bytes object. */
  readonly string: number;
  /** Elements of one container. */
  readonly container: number;
  /** Decimal digits of one integer. */
  readonly digits: number;
  /** Calls of plan functions inside each other; the classes that one class extends, all together. */
  readonly recursion: number;
  readonly toolCalls: number;
}

export type LimitName = keyof Limits;

export const defaultLimits: Limits = {
  steps: 10_000_000,
  stretch: 600_000,
  cells: 10_000_000,
  bytes: 256 * 1024 * 1024,
  string: 4 * 1024 * 1024,
  container: 500_000,
  digits: 4_300,
  recursion: 400,
  toolCalls: 1_000,
};

/** What a run has used so far. */
export interface Usage {
  readonly steps: number;
  readonly cells: number;
  readonly bytes: number;
  readonly toolCalls: number;
}

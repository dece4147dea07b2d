/** What the compiler makes of a plan: closures that return the raw value and leave its label in `run.label`. */

import type { Span } from "../ast.ts";
import type { Raised } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Cell } from "../value/callable.ts";
import type { Value } from "../value/value.ts";
import type { GlobalEffects } from "./effects.ts";
import type { PreparedCall } from "./tool-call.ts";

/** The variables of a running function: values and, side by side, their labels. */
export class Frame {
  readonly slots: (Value | undefined)[];
  readonly labels: Label[];
  /** Variables that closures share: the function's own first, then those it closed over. */
  readonly cells: Cell[];
  /** Of the module's variables: what every value that is stored takes (see `Cell.floor`). */
  readonly floors: Label[] = [];
  /** The same of `Cell.reach`. */
  readonly reaches: Label[] = [];
  result: Value = null;
  resultLabel: Label = 0;
  constructor(slots: (Value | undefined)[], labels: Label[], cells: Cell[]) {
    this.slots = slots;
    this.labels = labels;
    this.cells = cells;
  }
}

/** How a statement ended. The value of a `return` is in the frame. */
export type Completion = 0 | 1 | 2 | 3;
export const normal = 0;
export const broke = 1;
export const continued = 2;
export const returned = 3;

export type Evaluate = (frame: Frame) => Value;
export type Execute = (frame: Frame) => Completion;

/** A tool call, bound, checked and serialised. The run puts what came back into `outcome` before it goes on. */
export interface PendingCall {
  readonly prepared: PreparedCall;
  outcome: Outcome | null;
}

/** The result of a call as a value of the plan. */
export type Outcome =
  | { readonly kind: "value"; readonly value: Value; readonly label: Label }
  | { readonly kind: "error"; readonly message: string; readonly label: Label };

/** What a generator of the plan yields: one of its values. */
export class Yielded {
  readonly value: Value;
  readonly label: Label;
  /** What `send` brought. */
  sent: Value = null;
  sentLabel: Label = 0;
  /** What `throw` or `close` brought instead: raised where the `yield` stands. */
  thrown: Raised | null = null;
  constructor(value: Value, label: Label) {
    this.value = value;
    this.label = label;
  }
}

/**
 * What a suspending closure yields. `calls`: wants the results of all of them; `tick`: lets others run; `Yielded`: a
 * generator of the plan has a value for whoever advances it.
 */
export type Request =
  | { readonly kind: "tick" }
  | { readonly kind: "calls"; readonly calls: readonly PendingCall[] }
  | Yielded;

export type EvaluateSuspending = (frame: Frame) => Generator<Request, Value, void>;
export type ExecuteSuspending = (frame: Frame) => Generator<Request, Completion, void>;

/** A compiled function. Parameters have the first slots: positional, keyword-only, `*args`, `**kwargs`. */
export interface FunctionCode {
  readonly name: string;
  readonly qualifiedName: string;
  readonly parameters: readonly string[];
  readonly positionalOnly: number;
  readonly positional: number;
  readonly keywordOnly: number;
  readonly hasVararg: boolean;
  readonly hasKwarg: boolean;
  /** Slots of the frame; set once the body is compiled. */
  slots: number;
  ownCells: number;
  /** Parameters that closures share: slot and cell. */
  cellParameters: readonly (readonly [slot: number, cell: number])[];
  body: Execute;
  /** Set when a tool call can be reached from the body. */
  suspending: ExecuteSuspending | null;
  /** A tool call can be reached from the body: `suspending` is set for a `yield` alone too. */
  readonly callsTools: boolean;
  /** It has a `yield`. */
  readonly generator: boolean;
  /** The type that the first parameter is annotated with; undefined without one, or where it is no plain type. */
  readonly firstType: () => Value | undefined;
  /** The type that it says it returns. */
  readonly returnType: () => Value | undefined;
  /** The module variables that it may read or bind. */
  readonly globalEffects: () => GlobalEffects;
  /** The cells of frames around it that it may bind, by position in the function's cells. */
  readonly boundCells: () => readonly number[];
  readonly span: Span;
}

import type { Request } from "../evaluate/code.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { PyClass } from "./class.ts";
import type { Value } from "./value.ts";

/** Gives the next value, its label in `run.label`; `undefined` at the end (`run.label`: what the end depends on). */
export type Advance = (run: Run) => Value | undefined;

/** The same for an iterator that may reach a tool call. */
export type AdvanceSuspending = (run: Run) => Generator<Request, Value | undefined, void>;

/** Any iterator: of a container, `map`, `zip`, a generator of the plan. */
export class PyIterator {
  readonly cls: PyClass;
  readonly advance: Advance;
  /** Set when `advance` may need a tool's result: then only this may be used. */
  readonly suspending: AdvanceSuspending | null;
  /** Joined when it is advanced under a label (security.md F3). */
  position: Label = 0;
  /** What generators have besides: `send`, `close`. */
  readonly generator: { send(run: Run, value: Value, label: Label): Value; close(run: Run): void } | null;
  constructor(
    cls: PyClass,
    advance: Advance,
    suspending: AdvanceSuspending | null = null,
    generator: PyIterator["generator"] = null,
  ) {
    this.cls = cls;
    this.advance = advance;
    this.suspending = suspending;
    this.generator = generator;
  }
}

/** An imported module: immutable, shared by all runs. */
export class PyModule {
  readonly name: string;
  readonly members: ReadonlyMap<string, Value>;
  constructor(name: string, members: ReadonlyMap<string, Value>) {
    this.name = name;
    this.members = members;
  }
}

import type { Raised } from "../errors.ts";
import type { Frame, Request } from "../evaluate/code.ts";
import type { GlobalEffects } from "../evaluate/effects.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { PyClass } from "./class.ts";
import type { Value } from "./value.ts";

/** Gives the next value, its label in `run.label`; `undefined` at the end (`run.label`: what the end depends on). */
export type Advance = (run: Run) => Value | undefined;

/** The same for an iterator that may reach a tool call. */
export type AdvanceSuspending = (run: Run) => Generator<Request, Value | undefined, void>;

/** What a generator of the plan goes on with. */
export interface GeneratorBody {
  readonly frame: Frame;
  readonly effects: () => GlobalEffects;
  /** So many of the frame's cells, the first ones, are of frames around it. */
  readonly captured: number;
  /** Those of them that it may bind. */
  readonly boundCells: () => readonly number[];
}

/** Any iterator: of a container, `map`, `zip`, a generator of the plan. */
export class PyIterator {
  readonly cls: PyClass;
  /** Set when advancing may need a tool's result: then only this may be used. */
  readonly suspending: AdvanceSuspending | null;
  /** The label of the position: joined when it is advanced under a label, read when it is resumed (security.md F3). */
  position: Label = 0;
  /** What it goes through: containers, iterators, callbacks. */
  inside: readonly Value[] = [];
  /** Of a generator of the plan: the variables that it goes on with. */
  body: GeneratorBody | null = null;
  /** What generators have besides. */
  readonly generator: {
    send(run: Run, value: Value, label: Label): Value;
    /** What its `yield` will give when it is advanced next. */
    post(value: Value, label: Label): void;
    throw(run: Run, raised: Raised): Value;
    /** What its `yield` will raise when it is advanced next. */
    postThrown(raised: Raised): void;
    close(run: Run): void;
    /** What its `return` gave, its label in `run.label`. */
    result(run: Run): Value;
  } | null;
  /** What `repr` shows, in parts; null where it shows the type alone. */
  shown: (() => readonly Value[]) | null = null;
  /** The qualified name of a generator, which its `repr` shows. */
  title: string | null = null;
  private readonly step: Advance;
  constructor(
    cls: PyClass,
    step: Advance,
    suspending: AdvanceSuspending | null = null,
    generator: PyIterator["generator"] = null,
  ) {
    this.cls = cls;
    this.step = step;
    this.suspending = suspending;
    this.generator = generator;
  }
  /** The next value, `undefined` at the end; its label, and that of the position, in `run.label`. */
  advance(run: Run): Value | undefined {
    if (run.pc !== 0) this.position = run.join(this.position, run.pc);
    const value = this.step(run);
    if (this.position !== 0) run.label = run.join(run.label, this.position);
    return value;
  }
  /** The same iterator, with what it goes through named. */
  through(inside: readonly Value[]): this {
    this.inside = inside;
    return this;
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

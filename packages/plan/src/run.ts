import type { Span } from "./ast.ts";
import { ControlFlowViolation, LimitExceeded, type Raised } from "./errors.ts";
import type { PendingCall } from "./evaluate/code.ts";
import { ForeseenCalls } from "./evaluate/foreseen-calls.ts";
import type { InUse } from "./evaluate/in-use.ts";
import type { PreparedCall } from "./evaluate/tool-call.ts";
import type { LimitName, Limits, Usage } from "./limits.ts";
import type { Label, LabelJoins } from "./metadata.ts";
import { anyAttribute } from "./scope/call-facts.ts";
import type { Observation } from "./suspend.ts";
import type { PyInstance } from "./value/class.ts";
import type { JsonValue } from "./value/json.ts";

/** What a run asks of the world, with labels interned. */
export interface World {
  observe(request: Observation): JsonValue;
  print(text: string, label: Label): void;
  /** Fills in the outcomes of calls whose results came before the run was made again; false when some did not. */
  answered(calls: readonly PendingCall[]): boolean;
  readonly environmentLabel: Label;
  /** Told of each call that is ready, where the run records a trace. */
  called?(prepared: PreparedCall): void;
  /** Told of the result of a call that went out before the run came to it, behind `called`. */
  received?(prepared: PreparedCall, label: Label): void;
}

interface Setup {
  readonly limits: Limits;
  readonly joins: LabelJoins;
  readonly world: World;
  readonly implicitFlows: boolean;
  readonly planLabel: Label;
  readonly forbids: (label: Label) => boolean;
}

/** What things take in memory, in bytes, labels included. Measured as growth of the heap, rounded up. */
const bytesPerCell = 20;
const bytesPerContainer = 150;
const bytesPerEntry = 100;

/** After so many steps a loop that can stop lets others run. */
const stepsPerTurn = 20_000;

/** Instances with a `__hash__` of the plan, by hash: what stands for those that are equal. */
class HashedInstances {
  readonly buckets = new Map<string, PyInstance[]>();
  readonly instances: PyInstance[] = [];
  /** The join of the labels of all that were hashed. */
  label: Label = 0;
  /** By which label how many of `instances` were raised. */
  raised: Label = 0;
  raisedCount = 0;
}

/** Of the limit of steps: what looking ahead may take in all, and what more with each call made. */
const aheadShare = 1 / 16;
const aheadSharePerCall = 1 / 5000;

/** The state of one run that every operation sees: the label register, the control label, the budget. */
export class Run {
  /** The label register: the label of the value that was computed last. */
  label: Label = 0;
  /** The control label; stays 0 unless implicit flows are tracked. */
  pc: Label = 0;
  /** Joined into every control label until the enclosing `try` ends: an operation on it may have raised. */
  mayHaveRaised: Label = 0;
  /** The join of all labels that came into the run: of variables, results, answers of the environment. */
  sources: Label = 0;
  /** How many `try` statements the run is in. */
  tries = 0;
  /** Of each of these: spreads a label over all that an exception in it may leave undone. */
  readonly trySpreads: ((label: Label) => void)[] = [];
  /** Of each of these: how many of `iterating` are around it. */
  readonly tryIterating: number[] = [];
  /** How many of the `try` statements are around the generator that runs: its own may be resumed in others. */
  triesAround = 0;
  /**
   * Iterators that loops and comprehensions go through now, the innermost last: whoever leaves a loop, by an exception too,
   * decides how far they go, whether a variable has them still or not. Inside a `try` also the operands of expressions and
   * the variables of functions that have not ended: an exception leaves undone what they would have done with them.
   */
  readonly iterating: InUse[] = [];
  /** Where the operation stands that runs now. */
  at: Span | null = null;
  steps = 0;
  depth = 0;
  toolCalls = 0;
  /** In how many builtins, operators and the like the run is that cannot stop: for results it is made again. */
  within = 0;
  /** Of the exception that is being handled, for `raise` alone. */
  readonly handling: Raised[] = [];
  limits: Limits;
  readonly joins: LabelJoins;
  world: World;
  implicitFlows: boolean;
  planLabel: Label;
  /** Names of attributes that some statement of the session so far stores or deletes. */
  readonly storedAttributes = new Set<string>();
  /** Some class of the session so far has a special method to which operators and builtins hand other values. */
  definesOperators = false;
  readonly hashed = new HashedInstances();
  /** Calls of read-only tools that are out before the run has come to them. */
  foreseen = new ForeseenCalls();
  /** Which context of decimal arithmetic is in force; made when a plan first asks. */
  decimals: PyInstance | null = null;
  private identities: WeakMap<object, number> | null = null;
  private identitiesGiven = 0;
  /** Where the steps of this stretch end, and where it began. */
  private stepsMax: number;
  private turn = 0;
  /** Steps that looking ahead took. */
  private aheadSteps = 0;
  private cells = 0;
  private bytes = 0;
  private forbids: (label: Label) => boolean;
  private permitted = new Set<Label>([0]);

  constructor(setup: Setup) {
    this.limits = setup.limits;
    this.stepsMax = setup.limits.stretch;
    this.joins = setup.joins;
    this.world = setup.world;
    this.implicitFlows = setup.implicitFlows;
    this.planLabel = setup.planLabel;
    this.forbids = setup.forbids;
    this.sources = setup.planLabel;
    if (setup.implicitFlows) this.pc = setup.planLabel;
  }

  /**
   * Begins the next step of a session: functions that an earlier step defined hold this object.
   * INVARIANT: they and the new step share the register and the control label, so no label gets lost between them.
   */
  restart(setup: Setup): this {
    this.limits = setup.limits;
    this.world = setup.world;
    this.implicitFlows = setup.implicitFlows;
    this.planLabel = setup.planLabel;
    this.forbids = setup.forbids;
    this.permitted = new Set([0]);
    this.label = 0;
    this.pc = setup.implicitFlows ? setup.planLabel : 0;
    this.mayHaveRaised = 0;
    this.sources = this.join(this.sources, setup.planLabel);
    this.tries = 0;
    this.trySpreads.length = 0;
    this.tryIterating.length = 0;
    this.triesAround = 0;
    this.iterating.length = 0;
    this.at = null;
    this.steps = 0;
    this.depth = 0;
    this.toolCalls = 0;
    this.within = 0;
    this.cells = 0;
    this.bytes = 0;
    this.aheadSteps = 0;
    this.handling.length = 0;
    this.foreseen = new ForeseenCalls();
    this.beginStretch();
    return this;
  }

  join(a: Label, b: Label): Label {
    return a === b || b === 0 ? a : a === 0 ? b : this.joins.join(a, b);
  }

  /** Begins a stretch: what runs until others get a turn again (`limits.stretch`). */
  beginStretch(): void {
    this.turn = this.steps;
    this.stepsMax = Math.min(this.limits.steps, this.steps + this.limits.stretch);
  }

  /** Whether a loop that can stop here should let others run. */
  turnDue(): boolean {
    return this.steps - this.turn > stepsPerTurn;
  }

  /** Whether some statement of the session so far may store or delete an attribute of that name. */
  storesAttribute(name: string): boolean {
    return this.storedAttributes.has(name) || this.storedAttributes.has(anyAttribute);
  }

  /**
   * Looks ahead. It counts as steps, but takes none of the stretch, nor of the memory, that the run itself needs. At most an
   * eighth of the stretch each time, and in all a part of the steps that grows with the calls made: whoever finds no calls stops
   * looking. Leaves the run as it was, whatever `look` throws. The answer hangs on nothing but what the run did so far, so a
   * run that is made again finds the same.
   */
  lookAhead(look: () => void): void {
    const { limits, stepsMax, steps, cells, bytes } = this;
    const { label, at, pc, toolCalls, depth, tries, triesAround, within, mayHaveRaised } = this;
    const lists = [this.iterating, this.trySpreads, this.tryIterating, this.handling];
    const lengths = lists.map(({ length }) => length);
    const inAll = limits.steps * (aheadShare + toolCalls * aheadSharePerCall) - this.aheadSteps;
    const last = Math.min(limits.steps, steps + Math.floor(Math.min(inAll, limits.stretch / 8)));
    if (last <= steps) return;
    this.stepsMax = last;
    try {
      look();
    } finally {
      // What was charged before it was to be done has not been done.
      this.steps = Math.min(this.steps, last);
      const used = this.steps - steps;
      this.aheadSteps += used;
      this.stepsMax = Math.min(limits.steps, stepsMax + used);
      this.cells = cells;
      this.bytes = bytes;
      this.label = label;
      this.at = at;
      this.pc = pc;
      this.toolCalls = toolCalls;
      this.depth = depth;
      this.tries = tries;
      this.triesAround = triesAround;
      this.within = within;
      this.mayHaveRaised = mayHaveRaised;
      lists.forEach((list, i) => {
        list.length = lengths[i] ?? 0;
      });
    }
  }

  /** Counts one step. */
  step(): void {
    if (++this.steps > this.stepsMax) this.overrun();
  }

  /** Counts work by its size, before it is done. */
  work(size: number): void {
    this.steps += size;
    if (this.steps > this.stepsMax) this.overrun();
  }

  /** Charges what reads a text or bytes unit by unit: so many steps for each. Short ones are part of the call. */
  read(text: string | Uint8Array, stepsPerUnit: number): void {
    if (text.length > 256) this.work(Math.ceil(text.length * stepsPerUnit));
  }

  /** The same for a text, where one beyond ASCII is read slowly and others at once. */
  readWide(text: string, stepsPerUnit: number): void {
    if (text.length > 256 && !/^[\0-\x7f]*$/.test(text)) this.work(Math.ceil(text.length * stepsPerUnit));
  }

  /** Charges elements about to be stored; `size` is what their container will then have. */
  chargeCells(count: number, size: number = count): void {
    if (size > this.limits.container) this.exceeded("container");
    this.allocate(count * bytesPerCell + (size === count ? bytesPerContainer : 0));
    this.cells += count;
    if (this.cells > this.limits.cells) this.exceeded("cells");
    this.steps += count;
    if (this.steps > this.stepsMax) this.overrun();
  }

  /** The same for entries of a dict or set: a hash table takes several times as long as a list. */
  chargeEntries(count: number, size: number = count): void {
    this.steps += count * 5;
    this.bytes += count * (bytesPerEntry - bytesPerCell);
    this.chargeCells(count, size);
  }

  /** Charges the memory of an object; its making counts as steps elsewhere. */
  allocate(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > this.limits.bytes) this.exceeded("bytes");
  }

  /** Charges a string (UTF-16 units) or bytes object about to be made. */
  chargeText(length: number): void {
    if (length > this.limits.string) this.exceeded("string");
    this.chargeBytes(length);
  }

  /** Charges bytes about to be allocated or touched. An arrow: pure functions take it as their `Charge`. */
  readonly chargeBytes = (bytes: number): void => {
    this.bytes += bytes;
    if (this.bytes > this.limits.bytes) this.exceeded("bytes");
    this.steps += bytes >> 4;
    if (this.steps > this.stepsMax) this.overrun();
  };

  /** What charges a text that is made piece by piece: all pieces together are one string. */
  growingText(): (bytes: number) => void {
    let length = 0;
    return (bytes) => {
      length += bytes;
      if (length > this.limits.string) this.exceeded("string");
      this.chargeBytes(bytes);
    };
  }

  /** Charges an integer of so many bytes about to be made. */
  readonly chargeInteger = (bytes: number): void => {
    if (bytes * 2.4 > this.limits.digits) this.exceeded("digits");
    this.chargeBytes(bytes);
  };

  private overrun(): never {
    return this.exceeded(this.steps > this.limits.steps ? "steps" : "stretch");
  }

  exceeded(limit: LimitName): never {
    throw new LimitExceeded(
      limit,
      `the limit of ${this.limits[limit]} for ${limitTitles[limit]} is reached`,
      this.at,
    );
  }

  /** Stops the run when the mode forbids branching on `label` (plan.md, Metadata 7). */
  branch(label: Label): void {
    if (label === 0 || this.permitted.has(label)) return;
    if (this.forbids(label)) throw new ControlFlowViolation(this.at, label);
    this.permitted.add(label);
  }

  /** A number that stands for an object's identity, in the order in which it was asked for. */
  identity(object: object): number {
    this.identities ??= new WeakMap();
    let id = this.identities.get(object);
    if (id === undefined) {
      id = ++this.identitiesGiven;
      this.identities.set(object, id);
    }
    return id;
  }

  usage(): Usage {
    return { steps: this.steps, cells: this.cells, bytes: this.bytes, toolCalls: this.toolCalls };
  }
}

const limitTitles: Readonly<Record<LimitName, string>> = {
  steps: "steps",
  stretch: "steps inside one function, expression or builtin; a loop of the plan's top level may take more",
  cells: "stored elements",
  bytes: "allocated bytes",
  string: "the length of a string",
  container: "the size of a container",
  digits: "the digits of an integer",
  recursion: "the depth of recursion",
  toolCalls: "tool calls",
};

/** Generators of the plan: a suspending body that is run from one `yield` to the next. */
import type { GeneratorExp } from "../ast.ts";
import { asRaised, Raised, raise, raiseWith } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { Cell, type PyFunction } from "../value/callable.ts";
import { exceptionClass, generatorClass } from "../value/classes.ts";
import { PyList } from "../value/container.ts";
import { raiseReachable } from "../value/deep.ts";
import { PyIterator } from "../value/iterator.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { compileTarget } from "./assign.ts";
import { enterIteration, tells } from "./choice.ts";
import { type Evaluate, Frame, type Request, Yielded } from "./code.ts";
import { Context, Layout } from "./context.ts";
import { boundCells, globalEffects } from "./effects.ts";
import { compileExpression } from "./expression.ts";
import { compileExpressionSuspending } from "./expression-suspending.ts";
import type { InUse } from "./in-use.ts";
import { iterate } from "./iterate.ts";
import { mayRaise } from "./may-raise.ts";
import { cellAround } from "./name.ts";
import { attempt } from "./try.ts";
import { demandResults, raiseControl } from "./within-builtin.ts";

type Body = Generator<Request, unknown, void>;

/** What the caller has, to be put back when the generator stops. */
interface Outer {
  readonly control: Label;
  readonly tries: number;
  readonly raised: Label;
  readonly depth: number;
  readonly handling: Raised[];
  readonly iterating: number;
  readonly triesAround: number;
}

/** Puts other exceptions in the place of those being handled; gives these. */
function exchanged(run: Run, handling: readonly Raised[]): Raised[] {
  if (run.handling.length === 0 && handling.length === 0) return [];
  return run.handling.splice(0, run.handling.length, ...handling);
}

/** To go on in a generator takes as long as so many statements. */
const stepsPerAdvance = 6;

/** One generator that runs: what it is at, its control label, its `try` statements. */
class RunningGenerator {
  private readonly run: Run;
  private readonly body: Body;
  private readonly frame: Frame | null;
  /** A tool call can be reached from the body. */
  private readonly callsTools: boolean;
  private waiting: Yielded | null = null;
  private active = false;
  private started = false;
  private done = false;
  /** The iterator that the plan holds: it has the label of the position. */
  holder: PyIterator | null = null;
  private tries = 0;
  /** What it handles where it is: the caller's exceptions are not its own. */
  private handling: Raised[] = [];
  /** It was asked again after its end: what it returned is told once. */
  private asked = false;
  private trySpreads: ((label: Label) => void)[] = [];
  private mayHaveRaised: Label = 0;
  private tryIterating: number[] = [];
  private iterating: InUse[] = [];

  constructor(run: Run, body: Body, frame: Frame | null, callsTools: boolean) {
    this.run = run;
    this.body = body;
    this.frame = frame;
    this.callsTools = callsTools;
  }

  private get position(): Label {
    return this.holder?.position ?? 0;
  }
  private set position(label: Label) {
    if (this.holder !== null) this.holder.position = label;
  }

  /** Before the body runs on: its own control label joins the caller's. Gives what to put back. */
  private enter(): Outer {
    const { run } = this;
    if (this.active) throw raise(run, "ValueError", "generator already executing");
    const outer = {
      control: run.pc,
      tries: run.tries,
      raised: run.mayHaveRaised,
      depth: run.depth,
      handling: exchanged(run, this.handling),
      iterating: run.iterating.length,
      triesAround: run.triesAround,
    };
    this.position = run.join(this.position, run.pc);
    this.active = true;
    this.started = true;
    run.work(stepsPerAdvance);
    if (++run.depth > run.limits.recursion) run.exceeded("recursion");
    run.pc = this.position;
    run.tries = outer.tries + this.tries;
    run.triesAround = outer.tries;
    run.trySpreads.push(...this.trySpreads);
    run.tryIterating.push(...this.tryIterating.map((around) => around + outer.iterating));
    run.iterating.push(...this.iterating);
    run.mayHaveRaised = run.join(outer.raised, this.mayHaveRaised);
    return outer;
  }

  private leave(outer: Outer): void {
    const { run } = this;
    this.active = false;
    this.handling = exchanged(run, outer.handling);
    this.position = run.join(this.position, run.pc);
    this.tries = run.tries - outer.tries;
    this.trySpreads = run.trySpreads.splice(outer.tries);
    this.tryIterating =
      run.tryIterating.length === outer.tries
        ? []
        : run.tryIterating.splice(outer.tries).map((around) => around - outer.iterating);
    this.iterating = run.iterating.length === outer.iterating ? [] : run.iterating.splice(outer.iterating);
    run.triesAround = outer.triesAround;
    this.mayHaveRaised = run.mayHaveRaised;
    run.depth = outer.depth;
    run.tries = outer.tries;
    run.mayHaveRaised =
      run.implicitFlows && outer.tries > 0 ? run.join(outer.raised, run.mayHaveRaised) : outer.raised;
    run.pc = run.join(outer.control, run.mayHaveRaised);
  }

  /** After an exception: that there is nothing more hangs on what led to it. */
  private broken(thrown: unknown, outer: Outer): unknown {
    const { run } = this;
    this.done = true;
    this.asked = true;
    this.active = false;
    run.triesAround = outer.triesAround;
    exchanged(run, outer.handling);
    const raised = asRaised(run, thrown);
    if (raised === undefined) return thrown;
    if (run.implicitFlows)
      this.position = run.join(run.join(this.position, run.pc), run.join(raised.label, raised.control));
    // A StopIteration would look like the generator's own end.
    if (!raised.exception.cls.isSubclassOf(exceptionClass("StopIteration"))) return thrown;
    run.label = run.join(run.label, raised.label);
    return raise(run, "RuntimeError", "generator raised StopIteration");
  }

  private end(): Value | undefined {
    this.asked = this.done;
    this.done = true;
    this.run.label = this.run.join(this.position, this.run.planLabel);
    return undefined;
  }

  advance(): Value | undefined {
    const { run } = this;
    if (this.done) return this.end();
    const outer = this.enter();
    if (this.callsTools) {
      if (this.holder !== null && tells(run, run.sources)) raiseReachable(run, this.holder, run.sources);
      raiseControl(run);
    }
    let result: IteratorResult<Request, unknown>;
    run.within++;
    try {
      result = this.body.next();
      while (!result.done && !(result.value instanceof Yielded)) {
        if (result.value.kind !== "tick") demandResults(run, result.value.calls);
        result = this.body.next();
      }
    } catch (thrown) {
      throw this.broken(thrown, outer);
    } finally {
      run.within--;
    }
    this.leave(outer);
    return this.take(result);
  }

  *advanceSuspending(): Generator<Request, Value | undefined, void> {
    if (this.done) return this.end();
    let outer = this.enter();
    let result: IteratorResult<Request, unknown>;
    try {
      result = this.body.next();
      while (!result.done && !(result.value instanceof Yielded)) {
        this.leave(outer);
        yield result.value;
        outer = this.enter();
        result = this.body.next();
      }
    } catch (thrown) {
      throw this.broken(thrown, outer);
    }
    this.leave(outer);
    return this.take(result);
  }

  private take(result: IteratorResult<Request, unknown>): Value | undefined {
    if (result.done || !(result.value instanceof Yielded)) return this.end();
    this.waiting = result.value;
    this.run.label = result.value.label;
    return result.value.value;
  }

  send(value: Value, label: Label): Value {
    const { run } = this;
    if (!this.started && value !== null)
      throw raise(run, "TypeError", "can't send non-None value to a just-started generator");
    this.post(value, label);
    return this.nextOrStop();
  }

  private nextOrStop(): Value {
    const { run } = this;
    const next = this.advance();
    if (next !== undefined) return next;
    const returned = this.result();
    throw returned === null ? raise(run, "StopIteration") : raiseWith(run, "StopIteration", returned);
  }

  /** Raises where the body waits; what it then yields. */
  throw(raised: Raised): Value {
    const { run } = this;
    if (this.active) throw raise(run, "ValueError", "generator already executing");
    if (this.done || !this.started) {
      this.position = run.join(this.position, run.join(run.pc, raised.label));
      this.done = true;
      this.asked = true;
      throw raised;
    }
    this.postThrown(raised);
    return this.nextOrStop();
  }

  postThrown(raised: Raised): void {
    if (this.waiting !== null) this.waiting.thrown = raised;
  }

  post(value: Value, label: Label): void {
    if (this.waiting === null) return;
    this.waiting.sent = value;
    this.waiting.sentLabel = label;
  }

  result(): Value {
    const { run, frame } = this;
    run.label = run.join(run.label, frame?.resultLabel ?? 0);
    return this.asked ? null : (frame?.result ?? null);
  }

  /** Raises GeneratorExit where the body waits: `finally` and `with` around its `yield` run. */
  close(): void {
    const { run } = this;
    if (this.active) throw raise(run, "ValueError", "generator already executing");
    this.position = run.join(this.position, run.pc);
    if (this.done || !this.started) {
      this.done = true;
      this.asked = true;
      return;
    }
    run.label = this.position;
    this.postThrown(raise(run, "GeneratorExit"));
    let next: Value | undefined;
    attempt(
      run,
      () => {
        next = this.advance();
        return null;
      },
      ({ exception }) => exception.cls.isSubclassOf(exceptionClass("GeneratorExit")),
      this.holder,
    );
    if (next !== undefined) throw raise(run, "RuntimeError", "generator ignored GeneratorExit");
    this.asked = true;
  }
}

/** What the methods of a generator do. */
function methodsOf(running: RunningGenerator): NonNullable<PyIterator["generator"]> {
  return {
    send: (_run, value, label) => running.send(value, label),
    post: (value, label) => running.post(value, label),
    throw: (_run, raised) => running.throw(raised),
    postThrown: (raised) => running.postThrown(raised),
    close: () => running.close(),
    result: () => running.result(),
  };
}

function iteratorOf(running: RunningGenerator, fn: PyFunction, frame: Frame): PyIterator {
  const iterator = new PyIterator(
    generatorClass,
    () => running.advance(),
    () => running.advanceSuspending(),
    methodsOf(running),
  ).through([fn]);
  const { globalEffects, boundCells } = fn.code;
  iterator.body = { frame, effects: globalEffects, captured: fn.cells.length, boundCells };
  iterator.title = fn.code.qualifiedName;
  running.holder = iterator;
  return iterator;
}

/** What `throw` or `close` brought, as it is raised where the `yield` stands. */
export function thrownAt(run: Run, { exception, label, control }: Raised): Raised {
  run.label = label;
  return new Raised(exception, label, run.join(control, run.pc));
}

/** With its frame and the closures that drive it. */
const bytesOfGenerator = 2000;

/** The generator that a call of a function with `yield` gives. */
export function makeGenerator(run: Run, fn: PyFunction, frame: Frame): Value {
  const { suspending } = fn.code;
  if (suspending === null) throw raise(run, "RuntimeError", `${fn.name} is no generator function`);
  run.label = run.join(run.planLabel, run.pc);
  run.allocate(bytesOfGenerator);
  return iteratorOf(new RunningGenerator(run, suspending(frame), frame, fn.code.callsTools), fn, frame);
}

/** The next value of any iterator, through tool calls. */
export function* advanceSuspending(
  run: Run,
  iterator: PyIterator,
): Generator<Request, Value | undefined, void> {
  if (iterator.suspending === null) return iterator.advance(run);
  if (run.pc !== 0) iterator.position = run.join(iterator.position, run.pc);
  const value = yield* iterator.suspending(run);
  if (iterator.position !== 0) run.label = run.join(run.label, iterator.position);
  return value;
}

/** Everything that an iterator gives, as a list. */
export function* drain(run: Run, iterator: PyIterator, label: Label): Generator<Request, PyList, void> {
  const items: Value[] = [];
  const labels: Label[] = [];
  for (;;) {
    const item = yield* advanceSuspending(run, iterator);
    if (item === undefined) break;
    run.chargeCells(1, items.length + 1);
    items.push(item);
    labels.push(run.join(run.label, label));
  }
  return new PyList(items, 0, run.join(run.label, label), labels);
}

/** A generator expression: a frame of its own, run when it is advanced. `start` gives its first iterable. */
export function compileGeneratorExpression(
  c: Context,
  node: GeneratorExp,
  start: Evaluate | null = null,
): Evaluate {
  const { run } = c;
  const scope = c.scopeOf(node);
  const layout = new Layout(scope);
  const inner = new Context(
    c.globals,
    layout,
    scope,
    c.owner,
    `${c.prefix}<genexpr>.<locals>.`,
    c.firstParameter,
  );
  const [first, ...others] = node.generators;
  if (first === undefined) throw new Error("a comprehension without for");
  const source = start ?? compileExpression(c, first.iter);
  const { reach } = c.globals;
  const suspends =
    reach.iterates ||
    [node.elt, ...node.generators.slice(1), first.target, ...first.ifs].some((part) => reach.within(part));
  const callsTools = reach.reaches(scope.body);
  const element = compileExpressionSuspending(inner, node.elt);
  const loops = [first, ...others].map((generator, i) => ({
    iterable: i === 0 ? null : compileExpressionSuspending(inner, generator.iter),
    store: compileTarget(inner, generator.target),
    conditions: generator.ifs.map((condition) => compileExpressionSuspending(inner, condition)),
    held: layout.temporary(),
    span: generator.iter.span,
  }));
  // Its first iterable was evaluated where it was made.
  const body = [first.target, ...first.ifs, ...others, node.elt];
  const bodyEffects = globalEffects(c, scope, body);
  const bodyCells = boundCells(c, scope, layout.freeNames, body);
  const captured = layout.freeNames.map((name) => cellAround(c, name));
  function* walk(frame: Frame, index: number, start: PyIterator | null): Generator<Request, void, void> {
    const loop = loops[index];
    if (loop === undefined) {
      const value = yield* element(frame);
      const yielded = new Yielded(value, run.join(run.label, run.pc));
      yield yielded;
      if (yielded.thrown !== null) throw thrownAt(run, yielded.thrown);
      return;
    }
    let iterator = start;
    if (iterator === null) {
      const value = loop.iterable === null ? null : yield* loop.iterable(frame);
      run.at = loop.span;
      decide(frame, run.label);
      iterator = iterate(run, value);
    }
    frame.slots[loop.held] = iterator;
    decide(frame, enterIteration(run, iterator));
    for (;;) {
      const item = yield* advanceSuspending(run, iterator);
      const { label } = run;
      if (item === undefined) break;
      run.step();
      run.branch(label);
      const control = run.pc;
      underLabel(frame, label);
      loop.store(frame, item, label);
      let holds = true;
      for (const condition of loop.conditions) {
        const tested = yield* condition(frame);
        holds = isTrue(run, tested);
        run.branch(run.label);
        decide(frame, run.label);
        if (!holds) break;
      }
      if (holds) yield* walk(frame, index + 1, null);
      if (!run.implicitFlows) continue;
      // INVARIANT: whoever asked for the next element may have done it under a label, which the position has.
      const asked = run.join(generators.get(frame)?.position ?? 0, seen.get(frame) ?? 0);
      run.pc = run.join(run.join(control, asked), run.mayHaveRaised);
    }
    decide(frame, run.label);
    frame.slots[loop.held] = undefined;
  }
  /** How many elements came, and how far its iterators went, hangs on `label` from here on. */
  function decide(frame: Frame, label: Label): void {
    seen.set(frame, run.join(seen.get(frame) ?? 0, label));
    underLabel(frame, label);
  }
  /** What follows runs under `label`: all that it may change takes it before. */
  function underLabel(frame: Frame, label: Label): void {
    if (!tells(run, label)) return;
    mayRaise(run, label);
    run.pc = run.join(run.pc, label);
    const made = generators.get(frame);
    if (made !== undefined) raiseReachable(run, made, label);
    run.label = label;
  }
  // What decided how many elements came: the conditions looked at, the ends of the iterables.
  const seen = new WeakMap<Frame, Label>();
  const generators = new WeakMap<Frame, PyIterator>();
  return (outer) => {
    const value = source(outer);
    run.at = first.iter.span;
    const iterator = iterate(run, value);
    const frame = new Frame(
      [],
      [],
      captured.map((index) => outer.cells[index] ?? new Cell()),
    );
    for (let i = 0; i < layout.ownCells; i++) frame.cells.push(new Cell());
    run.allocate(bytesOfGenerator);
    const running = new RunningGenerator(run, walk(frame, 0, iterator), null, callsTools);
    const advance = () => {
      const item = running.advance();
      run.label = run.join(run.label, seen.get(frame) ?? 0);
      return item;
    };
    run.label = run.planLabel;
    const made = new PyIterator(
      generatorClass,
      advance,
      suspends
        ? function* () {
            const item = yield* running.advanceSuspending();
            run.label = run.join(run.label, seen.get(frame) ?? 0);
            return item;
          }
        : null,
      methodsOf(running),
    ).through([value, iterator]);
    made.body = { frame, effects: bodyEffects, captured: captured.length, boundCells: bodyCells };
    generators.set(frame, made);
    made.title = `${c.prefix}<genexpr>`;
    running.holder = made;
    return made;
  };
}

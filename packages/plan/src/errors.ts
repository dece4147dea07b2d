/**
 * What leaves a plan's normal course. `Raised` is a Python exception, which the plan can catch. The `Halt`s are not:
 * INVARIANT: no `except`, `finally`, `with` or builtin of the plan sees them (security.md C2), because everything that
 * catches tests for `Raised` or `PythonError`.
 */
import type { Span } from "./ast.ts";
import type { LimitName } from "./limits.ts";
import type { Label } from "./metadata.ts";
import { PythonError } from "./python/error.ts";
import type { Run } from "./run.ts";
import { PyException } from "./value/class.ts";
import { exceptionClass } from "./value/classes.ts";
import { PyList, PyTuple } from "./value/container.ts";
import { PyBytes } from "./value/scalar.ts";
import type { Value } from "./value/value.ts";

/** A Python exception on its way to a handler. */
export class Raised {
  readonly exception: PyException;
  /** The label of the exception itself: which class was raised. */
  readonly label: Label;
  /** The control label where it was raised. */
  readonly control: Label;
  constructor(exception: PyException, label: Label, control: Label) {
    this.exception = exception;
    this.label = label;
    this.control = control;
  }
}

/** Branching on a value that the mode forbids. */
export class ControlFlowViolation {
  readonly span: Span | null;
  readonly label: Label;
  constructor(span: Span | null, label: Label) {
    this.span = span;
    this.label = label;
  }
}

/** A spent budget. */
export class LimitExceeded {
  readonly limit: LimitName;
  readonly message: string;
  readonly span: Span | null;
  constructor(limit: LimitName, message: string, span: Span | null) {
    this.limit = limit;
    this.message = message;
    this.span = span;
  }
}

/** What the plan language cannot do at this place: never half done, never caught by the plan. */
export class Unsupported {
  readonly message: string;
  readonly span: Span | null;
  constructor(message: string, span: Span | null) {
    this.message = message;
    this.span = span;
  }
}

/**
 * A Python exception that the plan cannot catch: going on behind it would tell a labelled value to whoever sees which calls
 * are made.
 */
export class Uncatchable {
  readonly raised: Raised;
  constructor(raised: Raised) {
    this.raised = raised;
  }
}

/** Misuse of the package's interface: a bug of the caller. */
export class PlanFault extends Error {
  readonly code: "resumed_twice" | "wrong_result_count" | "bad_value";
  constructor(code: PlanFault["code"], message: string) {
    super(message);
    this.name = "PlanFault";
    this.code = code;
  }
}

/** What raising costs, in steps: the stack is unwound, which takes as long as some twenty plain statements. */
const stepsOfRaise = 20;
const bytesOfException = 600;

/**
 * A builtin exception to throw. Its message carries `run.label`: whoever raises has put the join of what the message is
 * made of there.
 */
export function raise(run: Run, type: string, message?: string): Raised {
  run.work(stepsOfRaise);
  run.allocate(bytesOfException);
  const label = run.label;
  const items: Value[] = message === undefined ? [] : [message];
  const exception = new PyException(exceptionClass(type), new PyTuple(items, label));
  exception.argsLabel = label;
  exception.span = run.at;
  return new Raised(exception, label, run.pc);
}

/** The same with arguments of one's own, such as a KeyError's key. */
export function raiseWith(run: Run, type: string, argument: Value): Raised {
  run.work(stepsOfRaise);
  run.allocate(bytesOfException);
  const label = run.label;
  const exception = new PyException(exceptionClass(type), new PyTuple([argument], label));
  exception.argsLabel = label;
  exception.span = run.at;
  return new Raised(exception, label, run.pc);
}

/**
 * What was thrown, as a Python exception; `undefined` for what the plan must not see. Errors of the pure functions in
 * `python/` have no label of their own: `run.label` still holds that of the operands.
 */
export function asRaised(run: Run, thrown: unknown): Raised | undefined {
  if (thrown instanceof Raised) return thrown;
  if (thrown instanceof PythonError) {
    const { classes } = thrown;
    const raised =
      classes === null
        ? raise(run, thrown.type, thrown.message)
        : raiseWith(run, thrown.type, new PyList(classes.map(exceptionClass), run.label, run.label));
    if (thrown.arguments !== null)
      raised.exception.args = new PyTuple(
        thrown.arguments.map((one) => (one instanceof Uint8Array ? new PyBytes(one) : one)),
        raised.label,
      );
    for (const [name, value] of Object.entries(thrown.attributes))
      raised.exception.set(name, value, raised.label);
    return raised;
  }
  return undefined;
}

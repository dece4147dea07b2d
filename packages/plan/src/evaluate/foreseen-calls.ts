import type { Run } from "../run.ts";
import type { PendingCall, Request } from "./code.ts";
import type { PreparedArgument, PreparedCall } from "./tool-call.ts";

/**
 * Calls that went out before the run came to them, in the order in which it will. Each is taken where evaluation makes it:
 * there its label, its exception, its place in the trace come about as if it had gone out alone.
 */
export class ForeseenCalls {
  private calls: readonly PendingCall[] = [];
  private at = 0;

  get isEmpty(): boolean {
    return this.at >= this.calls.length;
  }

  /** Sends calls out and waits for all their results. */
  *send(calls: readonly PendingCall[]): Generator<Request, void, void> {
    if (calls.length === 0) return;
    yield { kind: "calls", calls };
    this.calls = calls;
    this.at = 0;
  }

  /** Runs what sends calls out and takes them; after an exception those that it did not come to are dropped. */
  *during<Result>(run: Run, body: Generator<Request, Result, void>): Generator<Request, Result, void> {
    try {
      return yield* body;
    } catch (thrown) {
      this.drop(run);
      throw thrown;
    }
  }

  /**
   * Gives a call the outcome that is here already; false when it has to go out.
   * INVARIANT: what went out is to the byte and the label what the plan now calls. If not, the interpreter foresaw
   * something wrong, and the run must not go on.
   */
  take(run: Run, call: PendingCall): boolean {
    const sent = this.calls[this.at];
    if (sent === undefined) return false;
    if (!isSame(sent.prepared, call.prepared))
      throw new Error(`a call of ${sent.prepared.tool.name} was foreseen that the plan does not make`);
    this.at += 1;
    call.outcome = sent.outcome;
    if (sent.outcome !== null) run.world.received?.(call.prepared, sent.outcome.label);
    return true;
  }

  /** They have happened, and have their numbers. */
  private drop(run: Run): void {
    run.toolCalls += this.calls.length - this.at;
    this.calls = [];
    this.at = 0;
  }
}

function isSame(sent: PreparedCall, made: PreparedCall): boolean {
  return (
    sent.tool === made.tool &&
    sent.index === made.index &&
    sent.span === made.span &&
    sent.controlLabel === made.controlLabel &&
    sent.callLabel === made.callLabel &&
    areSame(sent.arguments, made.arguments) &&
    areSame(sent.positional, made.positional)
  );
}

function areSame(sent: readonly PreparedArgument[], made: readonly PreparedArgument[]): boolean {
  return (
    sent.length === made.length &&
    sent.every((one, i) => {
      const other = made[i];
      return one.name === other?.name && one.json === other.json && one.label === other.label;
    })
  );
}

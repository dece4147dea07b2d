/**
 * Implicit flows (plan.md, Metadata 6; security.md F1-F4): what runs under a condition carries its label, and what the
 * arms not taken could have changed carries it too.
 */
import type { Node } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Value } from "../value/value.ts";
import type { Evaluate, Frame } from "./code.ts";
import type { Context } from "./context.ts";
import { joinEffects } from "./effects.ts";
import { mayRaise } from "./may-raise.ts";

/** An expression that a condition decides about: evaluated under its label, or skipped. */
export interface Conditional {
  take(frame: Frame, label: Label): Value;
  skip(frame: Frame, label: Label): void;
}

/** `arms`: all expressions that the same condition decides about. */
export function conditional(c: Context, arms: readonly Node[], evaluate: Evaluate): Conditional {
  const { run } = c;
  if (!run.implicitFlows) {
    return {
      take(frame, label) {
        if (label !== 0) run.branch(label);
        return evaluate(frame);
      },
      skip(_frame, label) {
        if (label !== 0) run.branch(label);
      },
    };
  }
  const spread = joinEffects(c, arms);
  return {
    take(frame, label) {
      run.branch(label);
      const control = run.pc;
      run.pc = run.join(control, label);
      if (run.pc !== control) spread.before(frame, label);
      const value = evaluate(frame);
      const { label: result, pc } = run;
      run.pc = run.join(control, run.mayHaveRaised);
      if (pc !== control) spread.after(frame, label);
      run.label = result;
      return value;
    },
    skip(frame, label) {
      run.branch(label);
      const result = run.label;
      if (run.join(run.pc, label) !== run.pc) {
        spread.before(frame, label);
        spread.after(frame, label);
      }
      run.label = result;
    },
  };
}

/** Inside a `try`, an operation on labelled operands may have raised: its label stays until control meets again. */
export function guarded(c: Context, evaluate: Evaluate): Evaluate {
  const { run } = c;
  if (!run.implicitFlows) return evaluate;
  return (frame) => {
    const value = evaluate(frame);
    if (run.tries > 0) mayRaise(run, run.label);
    return value;
  };
}

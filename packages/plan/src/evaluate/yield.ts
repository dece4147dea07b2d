/** `yield` and `yield from`. */
import type { Yield, YieldFrom } from "../ast.ts";
import { type Raised, raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { exceptionClass } from "../value/classes.ts";
import { raiseReachable } from "../value/deep.ts";
import type { PyIterator } from "../value/iterator.ts";
import { enterIteration } from "./choice.ts";
import { type EvaluateSuspending, type Frame, Yielded } from "./code.ts";
import type { Context } from "./context.ts";
import { joinEffects } from "./effects.ts";
import { compileExpressionSuspending } from "./expression-suspending.ts";
import { advanceSuspending, thrownAt } from "./generator.ts";
import { iterate } from "./iterate.ts";
import { stopping } from "./stopping.ts";

function prepareYield(c: Context, node: Yield) {
  const { run } = c;
  const value = node.value === null ? null : compileExpressionSuspending(c, node.value);
  return { run, value };
}

function* runYield(
  { run, value }: ReturnType<typeof prepareYield>,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  const given = value === null ? null : yield* value(frame);
  const yielded = new Yielded(given, run.join(value === null ? run.planLabel : run.label, run.pc));
  yield yielded;
  if (yielded.thrown !== null) throw thrownAt(run, yielded.thrown);
  run.label = yielded.sentLabel;
  return yielded.sent;
}

export function compileYield(c: Context, node: Yield): EvaluateSuspending {
  return stopping(runYield, prepareYield(c, node));
}

/** What is thrown into a `yield from` is raised in the generator that it goes through, where that is one. */
function delegateThrown(run: Run, { generator }: PyIterator, raised: Raised): void {
  const exits = raised.exception.cls.isSubclassOf(exceptionClass("GeneratorExit"));
  if (exits) generator?.close(run);
  if (exits || generator === null) throw thrownAt(run, raised);
  generator.postThrown(raised);
}

export function compileYieldFrom(c: Context, node: YieldFrom): EvaluateSuspending {
  const { run } = c;
  const value = compileExpressionSuspending(c, node.value);
  const spread = joinEffects(c, c.functionBody);
  const held = c.layout.temporary();
  const { span } = node;
  return function* (frame) {
    const source = yield* value(frame);
    run.at = span;
    const reference = run.label;
    const iterator = iterate(run, source);
    frame.slots[held] = iterator;
    // How many values it gives decides when what follows here runs.
    const decide = (label: Label) => {
      if (!run.implicitFlows || run.join(run.pc, label) === run.pc) return;
      run.pc = run.join(run.pc, label);
      spread.before(frame, label);
      spread.after(frame, label);
      raiseReachable(run, iterator, label);
    };
    decide(run.join(reference, enterIteration(run, iterator)));
    for (;;) {
      const item = yield* advanceSuspending(run, iterator);
      const { label } = run;
      // That there is another one, or none, is decided before anybody else runs.
      decide(label);
      run.label = label;
      if (item === undefined) break;
      const yielded = new Yielded(item, run.join(label, run.pc));
      yield yielded;
      decide(iterator.position);
      if (yielded.thrown !== null) {
        delegateThrown(run, iterator, yielded.thrown);
        continue;
      }
      if (yielded.sent === null) continue;
      run.label = yielded.sentLabel;
      if (iterator.generator === null)
        throw raise(run, "AttributeError", `'${iterator.cls.name}' object has no attribute 'send'`);
      iterator.generator.post(yielded.sent, yielded.sentLabel);
    }
    frame.slots[held] = undefined;
    return iterator.generator === null ? null : iterator.generator.result(run);
  };
}

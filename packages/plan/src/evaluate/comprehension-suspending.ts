import type { Comprehension, ComprehensionExpression, GeneratorExp } from "../ast.ts";
import { isTrue } from "../value/truth.ts";
import { compileTarget } from "./assign.ts";
import { enterIteration } from "./choice.ts";
import type { EvaluateSuspending, Frame, Request } from "./code.ts";
import { cellRenewal, emptyResult, finishResult, ItemControl, joinShape, put } from "./comprehension.ts";
import type { Context } from "./context.ts";
import { joinEffects } from "./effects.ts";
import { compileExpressionSuspending } from "./expression-suspending.ts";
import { callsIn, foreseeElements } from "./foresee.ts";
import { advanceSuspending } from "./generator.ts";
import { hold, release } from "./in-use.ts";
import { iterate } from "./iterate.ts";
import { Outlook } from "./outlook.ts";
import { stopping } from "./stopping.ts";

/** A comprehension whose calls may go out together. */
interface Foreseeing {
  readonly node: Exclude<ComprehensionExpression, GeneratorExp>;
  readonly outlook: Outlook;
}

type Loop = (frame: Frame) => Generator<Request, void, void>;

function prepareComprehension(c: Context, node: Exclude<ComprehensionExpression, GeneratorExp>) {
  const { run } = c;
  const scope = c.scopeOf(node);
  const inner = c.inScope(scope);
  const slot = c.layout.temporary();
  const outlook = c.globals.groupReadOnlyCalls && callsIn(c, node) > 1 ? new Outlook(c) : null;
  const foreseen = outlook === null ? null : { node, outlook };
  const spread = joinEffects(c, [node]);
  const loop = compileLoop(
    c,
    inner,
    node.generators,
    0,
    slot,
    compileFill(inner, node, slot),
    new ItemControl(run, spread),
    foreseen,
  );
  const renew = cellRenewal(c, scope);
  return { c, run, node, slot, loop, foreseen, renew, spread };
}

function* runComprehension(
  { c, run, node, slot, loop, foreseen, renew, spread }: ReturnType<typeof prepareComprehension>,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  const made = emptyResult(node.kind);
  renew(frame);
  frame.slots[slot] = made;
  const inUse = [made];
  hold(run, inUse);
  yield* foreseen === null ? loop(frame) : run.foreseen.during(run, loop(frame));
  release(run, inUse);
  finishResult(c, frame, made, spread);
  frame.slots[slot] = undefined;
  run.label = run.planLabel;
  return made;
}

/** A list, set or dict comprehension from which a tool call can be reached. */
export function compileComprehensionSuspending(
  c: Context,
  node: Exclude<ComprehensionExpression, GeneratorExp>,
): EvaluateSuspending {
  return stopping(runComprehension, prepareComprehension(c, node));
}

function compileFill(c: Context, node: Exclude<ComprehensionExpression, GeneratorExp>, slot: number): Loop {
  const { run } = c;
  if (node.kind === "DictComp") {
    const key = compileExpressionSuspending(c, node.key);
    const value = compileExpressionSuspending(c, node.value);
    return function* (frame) {
      const k = yield* key(frame);
      const keyLabel = run.label;
      const v = yield* value(frame);
      put(c, frame.slots[slot], k, keyLabel, v, run.label);
    };
  }
  return stopping(runElement, { c, slot, element: compileExpressionSuspending(c, node.elt) });
}

function* runElement(
  { c, slot, element }: { readonly c: Context; readonly slot: number; readonly element: EvaluateSuspending },
  frame: Frame,
): ReturnType<Loop> {
  const value = yield* element(frame);
  const { label } = c.run;
  put(c, frame.slots[slot], value, label, value, label);
}

function prepareLoop(
  outer: Context,
  c: Context,
  generators: ComprehensionExpression["generators"],
  generator: Comprehension,
  index: number,
  slot: number,
  fill: Loop,
  items: ItemControl,
  foreseen: Foreseeing | null,
) {
  const { run } = c;
  const iterable = compileExpressionSuspending(index === 0 ? outer : c, generator.iter);
  const store = compileTarget(c, generator.target);
  const conditions = generator.ifs.map((condition) => compileExpressionSuspending(c, condition));
  const inner = compileLoop(outer, c, generators, index + 1, slot, fill, items);
  const { span } = generator.iter;
  const held = c.layout.temporary();
  return { c, run, slot, iterable, span, held, store, conditions, inner, items, foreseen };
}

type PreparedLoop = ReturnType<typeof prepareLoop>;

function* runLoop(
  { c, run, slot, iterable, span, held, store, conditions, inner, items, foreseen }: PreparedLoop,
  frame: Frame,
): ReturnType<Loop> {
  const value = yield* iterable(frame);
  const reference = run.label;
  run.at = span;
  const iterator = iterate(run, value);
  frame.slots[held] = iterator;
  const outside = run.pc;
  const decided = run.join(reference, enterIteration(run, iterator));
  items.enter(frame, decided, iterator);
  if (foreseen !== null && run.foreseen.isEmpty)
    yield* run.foreseen.send(foreseeElements(foreseen.outlook, frame, foreseen.node, value, reference));
  run.iterating.push(iterator);
  const control = run.pc;
  for (;;) {
    const item =
      iterator.suspending === null ? iterator.advance(run) : yield* advanceSuspending(run, iterator);
    const { label } = run;
    if (item === undefined) break;
    run.step();
    run.branch(label);
    items.enter(frame, label, iterator);
    store(frame, item, label);
    let holds = true;
    for (const condition of conditions) {
      const tested = yield* condition(frame);
      holds = isTrue(run, tested);
      run.branch(run.label);
      joinShape(c, frame, slot, run.label);
      items.enter(frame, run.label, iterator);
      if (!holds) break;
    }
    if (holds) yield* inner(frame);
    items.leave(frame, control);
  }
  frame.slots[held] = undefined;
  run.iterating.pop();
  items.enter(frame, run.label, iterator);
  items.leave(frame, outside);
  joinShape(c, frame, slot, run.join(run.label, run.implicitFlows ? decided : reference));
}

function compileLoop(
  outer: Context,
  c: Context,
  generators: ComprehensionExpression["generators"],
  index: number,
  slot: number,
  fill: Loop,
  items: ItemControl,
  foreseen: Foreseeing | null = null,
): Loop {
  const generator = generators[index];
  if (generator === undefined) return fill;
  return stopping(runLoop, prepareLoop(outer, c, generators, generator, index, slot, fill, items, foreseen));
}

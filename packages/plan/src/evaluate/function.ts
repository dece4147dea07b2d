import type { Arguments, Expression, FunctionDef, Lambda } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { Cell, PyFunction } from "../value/callable.ts";
import type { Value } from "../value/value.ts";
import { annotatedType } from "./annotation-text.ts";
import { compileBlockSuspending } from "./block-suspending.ts";
import { callProtocol } from "./call.ts";
import {
  type Evaluate,
  type EvaluateSuspending,
  type Execute,
  type ExecuteSuspending,
  type Frame,
  type FunctionCode,
  returned,
} from "./code.ts";
import { Context, Layout, type Owner } from "./context.ts";
import { boundCells, globalEffects } from "./effects.ts";
import { compileExpression } from "./expression.ts";
import { compileExpressionSuspending } from "./expression-suspending.ts";
import { hold, letGo } from "./in-use.ts";
import { cellAround, storeName } from "./name.ts";
import { compileBlock } from "./statement.ts";
import { stopping } from "./stopping.ts";

interface FunctionParts {
  readonly node: FunctionDef | Lambda;
  readonly name: string;
  readonly owner: Owner | null;
}

const bytesOfFunction = 500;

/** What a function needs of its surroundings when it is made. */
interface Closure {
  readonly code: FunctionCode;
  /** Cells of the frame around, in the order of the function's free variables. */
  readonly captured: readonly number[];
  readonly make: (frame: Frame) => PyFunction;
}

function compileClosure(c: Context, parts: FunctionParts): Closure {
  const { node, name, owner } = parts;
  const { run } = c;
  const scope = c.scopeOf(node);
  const layout = new Layout(scope);
  const { args } = node;
  const names = [
    ...args.posonlyargs.map((arg) => arg.arg),
    ...args.args.map((arg) => arg.arg),
    ...args.kwonlyargs.map((arg) => arg.arg),
  ];
  const positional = args.posonlyargs.length + args.args.length;
  const all = [
    ...names,
    ...(args.vararg === null ? [] : [args.vararg.arg]),
    ...(args.kwarg === null ? [] : [args.kwarg.arg]),
  ];
  for (const parameter of all) layout.slot(scope, parameter);
  const qualifiedName = c.prefix + name;
  const body = node.kind === "Lambda" ? [node.body] : node.body;
  const inner = new Context(c.globals, layout, scope, owner, `${qualifiedName}.<locals>.`, names[0] ?? null);
  inner.functionBody = body;
  const code: FunctionCode = {
    name,
    qualifiedName,
    parameters: names,
    positionalOnly: args.posonlyargs.length,
    positional,
    keywordOnly: args.kwonlyargs.length,
    hasVararg: args.vararg !== null,
    hasKwarg: args.kwarg !== null,
    slots: 0,
    ownCells: 0,
    cellParameters: all
      .filter((parameter) => scope.symbols.get(parameter)?.captured === true)
      .map((parameter) => [layout.slot(scope, parameter), layout.cell(scope, parameter)]),
    body: () => returned,
    suspending: null,
    callsTools: c.globals.reach.reaches(scope.body),
    generator: scope.body.yields,
    firstType: annotatedType(c, [...args.posonlyargs, ...args.args][0]?.annotation ?? null),
    returnType: annotatedType(c, node.kind === "FunctionDef" ? node.returns : null),
    globalEffects: globalEffects(c, scope, body),
    boundCells: boundCells(c, scope, layout.freeNames, body),
    span: node.span,
  };
  const suspends = code.generator || body.some((part) => c.globals.reach.within(part));
  if (node.kind === "Lambda") {
    if (suspends) code.suspending = suspendingReturn(inner, node.body);
    else code.body = lambdaBody(inner, node.body);
  } else if (suspends) code.suspending = compileBlockSuspending(inner, node.body);
  else code.body = functionBody(inner, compileBlock(inner, node.body));
  c.globals.tracing?.function(code, scope, all, layout);
  code.slots = layout.slotCount;
  code.ownCells = layout.ownCells;
  const captured = layout.freeNames.map((free) => cellAround(c, free));
  const defaults = compileDefaults(c, args);
  return {
    code,
    captured,
    make: (frame) => {
      const { values, labels, keywordValues, keywordLabels } = defaults(frame);
      const cells = captured.map((index) => frame.cells[index] ?? new Cell());
      run.allocate(bytesOfFunction);
      const fn = new PyFunction(code, cells, values, labels, keywordValues, keywordLabels);
      run.label = run.planLabel;
      return fn;
    },
  };
}

function functionBody(c: Context, block: Execute): Execute {
  const { run } = c;
  if (run.planLabel === 0) return block;
  return (frame) => {
    const completion = block(frame);
    if (completion !== returned) {
      frame.result = null;
      frame.resultLabel = run.planLabel;
    }
    return completion;
  };
}

function lambdaBody(c: Context, body: Expression): Execute {
  const { run } = c;
  const value = compileExpression(c, body);
  return (frame) => {
    frame.result = value(frame);
    frame.resultLabel = run.label;
    return returned;
  };
}

function suspendingReturn(c: Context, body: Expression): FunctionCode["suspending"] {
  return stopping(runReturn, { run: c.run, value: compileExpressionSuspending(c, body) });
}

function* runReturn(
  { run, value }: { readonly run: Run; readonly value: EvaluateSuspending },
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  frame.result = yield* value(frame);
  frame.resultLabel = run.label;
  return returned;
}

interface Defaults {
  readonly values: Value[];
  readonly labels: Label[];
  readonly keywordValues: (Value | undefined)[];
  readonly keywordLabels: Label[];
}

function compileDefaults(c: Context, args: Arguments): (frame: Frame) => Defaults {
  const { run } = c;
  const positional = args.defaults.map((value) => compileExpression(c, value));
  const keyword = args.kw_defaults.map((value) => (value === null ? null : compileExpression(c, value)));
  return (frame) => {
    const values: Value[] = [];
    const labels: Label[] = [];
    const held = hold(run, values);
    for (const part of positional) {
      values.push(part(frame));
      labels.push(run.label);
    }
    const keywordValues: (Value | undefined)[] = [];
    const keywordLabels: Label[] = [];
    for (const part of keyword) {
      keywordValues.push(part === null ? undefined : part(frame));
      keywordLabels.push(part === null ? 0 : run.label);
    }
    letGo(run, held);
    return { values, labels, keywordValues, keywordLabels };
  };
}

export function compileLambda(c: Context, node: Lambda): Evaluate {
  const closure = compileClosure(c, { node, name: "<lambda>", owner: c.owner });
  return closure.make;
}

/** `def`, with its decorators. `owner` is the class whose body it stands in. */
export function compileFunctionDef(
  c: Context,
  node: FunctionDef,
  owner: Owner | null,
): (frame: Frame) => void {
  const { run } = c;
  const decorators = node.decorator_list.map((decorator) => ({
    value: compileExpression(c, decorator),
    span: decorator.span,
  }));
  const closure = compileClosure(c, { node, name: node.name, owner });
  const store = storeName(c, node.name);
  return (frame) => {
    const waiting: Value[] = [];
    const held = hold(run, waiting);
    const applied = decorators.map((decorator) => {
      const value = decorator.value(frame);
      waiting.push(value);
      return { value, label: run.label, span: decorator.span };
    });
    let value: Value = closure.make(frame);
    for (const decorator of applied.reverse()) {
      run.at = decorator.span;
      value = decorate(run, decorator.value, decorator.label, value);
    }
    letGo(run, held);
    store(frame, value, run.label);
  };
}

export function decorate(run: Run, decorator: Value, label: Label, value: Value): Value {
  const valueLabel = run.label;
  run.label = label;
  const result = callProtocol(run, decorator, [value], [valueLabel], label);
  run.label = run.join(run.label, label);
  return result;
}

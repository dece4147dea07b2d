/** Expressions as closures: each returns the raw value and leaves its label in `run.label`. */
import type {
  Attribute,
  BoolOp,
  Constant,
  Dict,
  Expression,
  IfExp,
  JoinedStr,
  List,
  NamedExpr,
  SetDisplay,
  Slice,
  Span,
  Subscript,
  Tuple,
  UnaryOp,
} from "../ast.ts";
import { raise, Unsupported } from "../errors.ts";
import type { Label } from "../metadata.ts";
import { asciiOfRepr } from "../python/repr.ts";
import { updateFrom } from "../types/dict.ts";
import { formatValue } from "../types/format.ts";
import { PyBuiltin, PyFunction, PyMethod, PyTool } from "../value/callable.ts";
import { PyClass, PyInstance, rawOf } from "../value/class.ts";
import { typeName } from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { hashKey } from "../value/hash.ts";
import { ellipsis, PyBytes, PyFloat, PySlice } from "../value/scalar.ts";
import { reprOf, strOf } from "../value/text.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { getAttribute } from "./attribute.ts";
import { compileBinary } from "./binary.ts";
import { compileCall } from "./call-expression.ts";
import { chooseByIndex, raiseAll, spreadOperands, tells } from "./choice.ts";
import type { Evaluate, Frame } from "./code.ts";
import { compileCompare } from "./compare.ts";
import { compileComprehension } from "./comprehension.ts";
import type { Context } from "./context.ts";
import { compileLambda } from "./function.ts";
import { conditional, guarded } from "./implicit.ts";
import { hold, holding, letGo } from "./in-use.ts";
import { isIterable, iterate, iterateAll } from "./iterate.ts";
import { mayRaise } from "./may-raise.ts";
import { loadName, storeName } from "./name.ts";
import { unaryOperation } from "./operators.ts";
import { getItem } from "./subscript.ts";

/** Compiles an expression that reaches no tool call. */
export function compileExpression(c: Context, node: Expression): Evaluate {
  switch (node.kind) {
    case "Constant":
      return compileConstant(c, node);
    case "Name":
      return guarded(c, loadName(c, node.id, node.span));
    case "BinOp":
      return guarded(c, compileBinary(c, node));
    case "UnaryOp":
      return guarded(c, compileUnary(c, node));
    case "BoolOp":
      return guarded(c, compileBoolean(c, node));
    case "Compare":
      return guarded(c, compileCompare(c, node));
    case "Call":
      return guarded(c, compileCall(c, node));
    case "Attribute":
      return guarded(c, compileAttribute(c, node));
    case "Subscript":
      return guarded(c, compileSubscript(c, node));
    case "Slice":
      return compileSlice(c, node);
    case "IfExp":
      return guarded(c, compileTernary(c, node));
    case "JoinedStr":
      return guarded(c, compileJoined(c, node));
    case "FormattedValue":
      return guarded(c, compileJoined(c, { kind: "JoinedStr", span: node.span, values: [node] }));
    case "List":
    case "Tuple":
      return compileSequence(c, node);
    case "Set":
      return compileSet(c, node);
    case "Dict":
      return compileDict(c, node);
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return compileComprehension(c, node);
    case "Lambda":
      return compileLambda(c, node);
    case "NamedExpr":
      return compileWalrus(c, node);
    case "Starred":
    case "Yield":
    case "YieldFrom":
      throw new Unsupported(`${node.kind} is not possible here`, node.span);
  }
}

function compileConstant(c: Context, node: Constant): Evaluate {
  const { run } = c;
  const value = constantValue(node);
  const label = run.planLabel;
  return () => {
    run.label = label;
    return value;
  };
}

/** Two operands, one after the other. */
export function compileHolding(
  c: Context,
  first: Expression,
  second: Expression,
): readonly [Evaluate, Evaluate] {
  const parts = [compileExpression(c, first), compileExpression(c, second)] as const;
  // What is made of a constant, and a name or constant behind it, change nothing between the two.
  if (first.kind === "Constant" || second.kind === "Constant" || second.kind === "Name") return parts;
  return holding(c.run, ...parts);
}

export function constantValue(node: Constant): Value {
  const { value } = node;
  switch (value.type) {
    case "float":
      return new PyFloat(value.value);
    case "bytes":
      return new PyBytes(value.value);
    case "None":
      return null;
    case "Ellipsis":
      return ellipsis;
    default:
      return value.value;
  }
}

function compileUnary(c: Context, node: UnaryOp): Evaluate {
  const { run } = c;
  const operand = compileExpression(c, node.operand);
  if (node.op === "Not") return (frame) => !isTrue(run, operand(frame));
  if (node.op === "USub" && node.operand.kind === "Constant" && node.operand.value.type === "int") {
    const value = -node.operand.value.value;
    return () => {
      run.label = run.planLabel;
      return value;
    };
  }
  const { op, span } = node;
  return (frame) => {
    const value = operand(frame);
    run.at = span;
    return unaryOperation(run, op, value);
  };
}

/** `and`, `or`: the result carries what was looked at on the way to it, in all modes (security.md M3). */
function compileBoolean(c: Context, node: BoolOp): Evaluate {
  const { run } = c;
  const and = node.op === "And";
  const first = node.values[0];
  const rest = node.values.slice(1);
  if (first === undefined) throw new Error("BoolOp without values");
  const start = compileExpression(c, first);
  // What ends it early leaves all that follow undone, not the next operand alone.
  const others = rest.map((value, i) => conditional(c, rest.slice(i), compileExpression(c, value)));
  const { span } = node;
  return (frame) => {
    let value = start(frame);
    let label = run.label;
    for (const other of others) {
      const truth = isTrue(run, value);
      label = run.join(label, run.label);
      run.at = span;
      if (truth !== and) {
        other.skip(frame, label);
        break;
      }
      value = other.take(frame, label);
      label = run.join(label, run.label);
    }
    run.label = label;
    return value;
  };
}

function compileTernary(c: Context, node: IfExp): Evaluate {
  const { run } = c;
  const test = compileExpression(c, node.test);
  const both = [node.body, node.orelse];
  const body = conditional(c, both, compileExpression(c, node.body));
  const orelse = conditional(c, both, compileExpression(c, node.orelse));
  const { span } = node;
  return (frame) => {
    const truth = isTrue(run, test(frame));
    const label = run.label;
    run.at = span;
    const value = truth ? body.take(frame, label) : orelse.take(frame, label);
    run.label = run.join(run.label, label);
    return value;
  };
}

function compileAttribute(c: Context, node: Attribute): Evaluate {
  const { run } = c;
  const object = compileExpression(c, node.value);
  const { attr, span } = node;
  return (frame) => {
    const value = object(frame);
    run.at = span;
    return getAttribute(run, value, attr);
  };
}

function compileSubscript(c: Context, node: Subscript): Evaluate {
  const { run } = c;
  const [object, index] = compileHolding(c, node.value, node.slice);
  const { span } = node;
  return (frame) => {
    const value = object(frame);
    const label = run.label;
    const at = index(frame);
    if (run.implicitFlows) chooseByIndex(run, value, at, run.label);
    run.label = run.join(label, run.label);
    if (typeof at === "object" && at !== null) run.label = run.join(run.label, deepLabel(run, at));
    run.at = span;
    return getItem(run, value, at);
  };
}

function compileSlice(c: Context, node: Slice): Evaluate {
  const { run } = c;
  const none: Evaluate = () => {
    run.label = 0;
    return null;
  };
  const lower = node.lower === null ? none : compileExpression(c, node.lower);
  const upper = node.upper === null ? none : compileExpression(c, node.upper);
  const step = node.step === null ? none : compileExpression(c, node.step);
  return (frame) => {
    const start = lower(frame);
    let label = run.label;
    const held = typeof start === "object" && start !== null ? hold(run, [start]) : -1;
    const stop = upper(frame);
    label = run.join(label, run.label);
    const heldToo = typeof stop === "object" && stop !== null ? hold(run, [stop]) : -1;
    const by = step(frame);
    letGo(run, held < 0 ? heldToo : held);
    run.label = run.join(label, run.label);
    return new PySlice(start, stop, by);
  };
}

/** f-strings join everything inside what they show. */
function compileJoined(c: Context, node: JoinedStr): Evaluate {
  const { run } = c;
  const { span } = node;
  const parts = node.values.map((part): ((frame: Frame) => string) => {
    if (part.kind === "Constant") {
      const text = String(constantValue(part));
      return () => {
        run.label = run.planLabel;
        return text;
      };
    }
    const value = compileExpression(c, part.value);
    const spec = part.format_spec === null ? null : compileJoined(c, part.format_spec);
    const { conversion } = part;
    return (frame) => {
      let shown = value(frame);
      let label = run.label;
      if (typeof shown === "object" && shown !== null) {
        label = run.join(label, deepLabel(run, shown));
        if (run.implicitFlows) spreadOperands(run, label, [shown]);
      }
      let format = "";
      if (spec !== null) {
        const held = hold(run, [shown]);
        format = String(spec(frame));
        letGo(run, held);
        label = run.join(label, run.label);
      }
      run.label = label;
      run.at = span;
      if (conversion === 115) shown = strOf(run, shown);
      else if (conversion === 114) shown = reprOf(run, shown);
      else if (conversion === 97) shown = asciiOfRepr(reprOf(run, shown));
      return typeof shown === "string" && format === "" ? shown : formatValue(run, shown, format);
    };
  });
  return (frame) => {
    let text = "";
    let label: Label = run.planLabel;
    for (const part of parts) {
      const piece = part(frame);
      label = run.join(label, run.label);
      run.label = label;
      if (text.length + piece.length > run.limits.string) run.exceeded("string");
      run.chargeBytes(piece.length);
      text += piece;
    }
    run.label = label;
    return text;
  };
}

/** How errors about starred arguments name the callee. */
export function calleeName(callee: Value): string {
  if (callee instanceof PyFunction) return `__main__.${callee.code.qualifiedName}() `;
  if (callee instanceof PyMethod) return calleeName(callee.callee);
  if (callee instanceof PyClass) return `${callee.builtin ? "" : "__main__."}${callee.qualifiedName}() `;
  return callee instanceof PyBuiltin || callee instanceof PyTool ? `${callee.name}() ` : "";
}

/** The elements of a display or the positional arguments of `callee`, starred ones spread. */
export function compileElements(
  c: Context,
  nodes: readonly Expression[],
  intoSet = false,
): (frame: Frame, values: Value[], labels: Label[], callee?: Value) => Label {
  const { run } = c;
  const parts = nodes.map((node) =>
    node.kind === "Starred"
      ? { starred: true, evaluate: compileExpression(c, node.value), span: node.span }
      : { starred: false, evaluate: compileExpression(c, node), span: node.span },
  );
  return (frame, values, labels, callee) => {
    let shape: Label = 0;
    for (const part of parts) {
      const value = part.evaluate(frame);
      if (!part.starred) {
        values.push(value);
        labels.push(run.label);
        continue;
      }
      run.at = part.span;
      if ((callee !== undefined || !intoSet) && !isIterable(value))
        throw raise(
          run,
          "TypeError",
          callee === undefined
            ? `Value after * must be an iterable, not ${typeName(value)}`
            : `${calleeName(callee)}argument after * must be an iterable, not ${typeName(value)}`,
        );
      const reference = run.label;
      const all = iterateAll(run, iterate(run, value), reference);
      for (const [i, item] of all.items.entries()) {
        run.chargeCells(1, values.length + 1);
        values.push(item);
        labels.push(all.labels[i] ?? 0);
      }
      shape = run.join(shape, all.end);
    }
    return shape;
  };
}

/** `null` when all labels are the same: then one stands for all. */
export function compactLabels(labels: Label[]): Label[] | null {
  const [first] = labels;
  for (const label of labels) if (label !== first) return labels;
  return null;
}

function compileSequence(c: Context, node: List | Tuple): Evaluate {
  const { run } = c;
  const elements = compileElements(c, node.elts);
  const list = node.kind === "List";
  return (frame) => {
    const values: Value[] = [];
    const labels: Label[] = [];
    const held = hold(run, values);
    const shape = elements(frame, values, labels);
    letGo(run, held);
    run.chargeCells(values.length);
    const each = labels[0] ?? 0;
    const own = compactLabels(labels);
    if (list) {
      run.label = run.planLabel;
      return new PyList(values, each, shape, own);
    }
    run.label = run.join(run.planLabel, shape);
    return new PyTuple(values, each, own);
  };
}

/** Of a dict or set, however small. */
const bytesOfTable = 400;

function compileSet(c: Context, node: SetDisplay): Evaluate {
  const { run } = c;
  const elements = compileElements(c, node.elts, true);
  const { span } = node;
  return (frame) => {
    const values: Value[] = [];
    const labels: Label[] = [];
    const held = hold(run, values);
    const set = new PySet(false, elements(frame, values, labels));
    run.allocate(bytesOfTable);
    run.chargeEntries(values.length);
    run.at = span;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? null;
      run.label = run.join(labels[i] ?? 0, deepLabel(run, value));
      if (run.tries > 0) mayRaise(run, run.label);
      set.add(hashKey(run, value), value);
      set.shape = run.join(set.shape, run.label);
    }
    letGo(run, held);
    run.label = run.planLabel;
    return set;
  };
}

function compileDict(c: Context, node: Dict): Evaluate {
  const { run } = c;
  const entries = node.values.map((value, i) => {
    const key = node.keys[i] ?? null;
    return {
      key: key === null ? null : compileExpression(c, key),
      value: compileExpression(c, value),
      span: (key ?? value).span,
    };
  });
  return (frame) => {
    const dict = new PyDict();
    const given: Value[] = [];
    const held = hold(run, given);
    run.allocate(bytesOfTable);
    run.chargeEntries(entries.length);
    // As many as are on CPython's stack are evaluated before one of them is stored.
    let waiting: { key: Value; keyLabel: Label; value: Value; label: Label; span: Span }[] = [];
    const store = () => {
      for (const { key, keyLabel, value, label, span } of waiting) {
        run.at = span;
        run.label = run.join(keyLabel, deepLabel(run, key));
        if (run.tries > 0) mayRaise(run, run.label);
        dict.set(hashKey(run, key), key, value, label);
        dict.shape = run.join(dict.shape, run.label);
      }
      waiting = [];
    };
    for (const entry of entries) {
      if (entry.key === null) {
        store();
        const other = entry.value(frame);
        given.push(other);
        run.at = entry.span;
        spreadDict(c, dict, other);
        continue;
      }
      const key = entry.key(frame);
      const keyLabel = run.label;
      given.push(key);
      const value = entry.value(frame);
      waiting.push({ key, keyLabel, value, label: run.label, span: entry.span });
      given.push(value);
      if (waiting.length === 17) store();
    }
    store();
    letGo(run, held);
    // Which values are there, and which were replaced, hangs on the keys.
    if (tells(run, dict.shape)) raiseAll(run, given, dict.shape);
    run.label = run.planLabel;
    return dict;
  };
}

function spreadDict(c: Context, dict: PyDict, given: Value): void {
  const { run } = c;
  const other = rawOf(given);
  if (other instanceof PyInstance && other.cls.lookup("keys") !== undefined) {
    updateFrom(run, dict, other, run.label);
    return;
  }
  if (!(other instanceof PyDict))
    throw raise(run, "TypeError", `'${typeName(other)}' object is not a mapping`);
  const reference = run.join(run.label, other.shape);
  run.chargeEntries(other.size, dict.size + other.size);
  dict.shape = run.join(dict.shape, reference);
  for (const [hash, value] of other.map)
    dict.set(hash, other.keyOf(hash), value, run.join(other.labelOf(hash), reference));
}

function compileWalrus(c: Context, node: NamedExpr): Evaluate {
  const { run } = c;
  const value = compileExpression(c, node.value);
  const store = storeName(c, node.target.id);
  return (frame) => {
    const result = value(frame);
    const { label } = run;
    store(frame, result, label);
    run.label = label;
    return result;
  };
}

/** Binary and unary operators on values. The caller has put the join of the operands' labels into `run.label`. */
import type { BinaryOperator, UnaryOperator } from "../ast.ts";
import { raise } from "../errors.ts";
import { repeatBytes } from "../python/bytes.ts";
import { divideFloat, floorDivideFloat, moduloFloat, powerFloat } from "../python/float.ts";
import * as integer from "../python/integer.ts";
import type { Run } from "../run.ts";
import { formatPercent } from "../types/percent.ts";
import { unionOperator } from "../types/type-form.ts";
import { PyBuiltin } from "../value/callable.ts";
import { PyInstance, rawOf } from "../value/class.ts";
import { classOf, specialClass, specialMethod, typeName } from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { notImplemented, PyBytes, PyFloat } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Int, Value } from "../value/value.ts";
import { callProtocol } from "./call.ts";
import { raiseElements, shapeOf, spreadOperands, tells } from "./choice.ts";
import { indexOf, maximumIndex } from "./slice.ts";

interface OperatorNames {
  readonly symbol: string;
  readonly method: string;
  readonly reflected: string;
  readonly inPlace: string;
}

function names(symbol: string, name: string): OperatorNames {
  return { symbol, method: `__${name}__`, reflected: `__r${name}__`, inPlace: `__i${name}__` };
}

export const operatorNames: Readonly<Record<BinaryOperator, OperatorNames>> = {
  Add: names("+", "add"),
  Sub: names("-", "sub"),
  Mult: names("*", "mul"),
  MatMult: names("@", "matmul"),
  Div: names("/", "truediv"),
  Mod: names("%", "mod"),
  Pow: names("** or pow()", "pow"),
  LShift: names("<<", "lshift"),
  RShift: names(">>", "rshift"),
  BitOr: names("|", "or"),
  BitXor: names("^", "xor"),
  BitAnd: names("&", "and"),
  FloorDiv: names("//", "floordiv"),
};

function intOf(value: Value): Int | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  return typeof value === "boolean" ? Number(value) : undefined;
}

/** `a op b`. `symbol` is how errors show the operator; they name the types of `left` and `right`. */
export function binaryOperation(
  run: Run,
  op: BinaryOperator,
  a: Value,
  b: Value,
  symbol = operatorNames[op].symbol,
  left = a,
  right = b,
): Value {
  if (specialClass(a) === null && specialClass(b) === null) {
    const x = intOf(a);
    const y = intOf(b);
    if (x !== undefined && y !== undefined) {
      if (typeof a === "boolean" && typeof b === "boolean") {
        if (op === "BitAnd") return a && b;
        if (op === "BitOr") return a || b;
        if (op === "BitXor") return a !== b;
      }
      if (op !== "MatMult") return integerOperation(run, op, x, y);
    }
    if ((a instanceof PyFloat || x !== undefined) && (b instanceof PyFloat || y !== undefined)) {
      const result = floatOperation(run, op, a, b);
      if (result !== undefined) return result;
    }
  } else if (op !== "Mod" || typeof a !== "string") {
    if (run.implicitFlows) spreadOperands(run, run.label, [a, b]);
    const result = dunderOperation(run, op, a, b);
    if (result !== undefined) return result;
    const [x, y] = [rawOf(a), rawOf(b)];
    if (x !== a || y !== b) return binaryOperation(run, op, x, y, symbol, left, right);
  }
  if (run.definesOperators && run.implicitFlows) spreadOperands(run, run.label, [a, b]);
  if (op === "Mult") raiseRepeated(run, a, b);
  const result = containerOperation(run, op, a, b, right);
  if (result !== undefined) {
    if (run.implicitFlows) {
      raiseByShape(run, result);
      if (result instanceof PyDict && tells(run, result.shape)) {
        // What the other operand replaced is told by the keys too.
        const { label } = run;
        for (const operand of [a, b]) raiseElements(run, operand, result.shape);
        run.label = label;
      }
    }
    return result;
  }
  throw raise(
    run,
    "TypeError",
    `unsupported operand type(s) for ${symbol}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}

/** What is where in a container that was made hangs on its shape. */
function raiseByShape(run: Run, made: Value): void {
  const { label } = run;
  const shape = shapeOf(made);
  if (tells(run, shape)) raiseElements(run, made, shape);
  run.label = label;
}

/** Which elements are where in a repeated sequence, and whether there are any, hangs on the count. */
function raiseRepeated(run: Run, a: Value, b: Value): void {
  if (!tells(run, run.label)) return;
  raiseElements(run, a, run.label);
  raiseElements(run, b, run.label);
}

function integerOperation(run: Run, op: Exclude<BinaryOperator, "MatMult">, a: Int, b: Int): Value {
  if (typeof a === "bigint" || typeof b === "bigint")
    run.work(integer.integerWork(a) + integer.integerWork(b));
  switch (op) {
    case "Add":
      return integer.addInt(a, b);
    case "Sub":
      return integer.subtractInt(a, b);
    case "Mult":
      return integer.multiplyInt(a, b, run.chargeInteger);
    case "Div":
      return new PyFloat(integer.trueDivideInt(a, b));
    case "FloorDiv":
      return integer.floorDivideInt(a, b);
    case "Mod":
      return integer.moduloInt(a, b);
    case "Pow":
      if (integer.compareInt(b, 0) < 0)
        return new PyFloat(checkedPower(integer.intToFloat(a), integer.intToFloat(b)));
      return integer.powerInt(a, b, run.chargeInteger);
    case "LShift":
      return integer.shiftLeft(a, b, run.chargeInteger);
    case "RShift":
      return integer.shiftRight(a, b);
    case "BitOr":
      return integer.orInt(a, b);
    case "BitXor":
      return integer.xorInt(a, b);
    case "BitAnd":
      return integer.andInt(a, b);
  }
}

function checkedPower(a: number, b: number): number {
  return powerFloat(a, b);
}

function floatValue(value: Value): number {
  if (value instanceof PyFloat) return value.v;
  const int = intOf(value);
  return int === undefined ? Number.NaN : integer.intToFloat(int);
}

function floatOperation(run: Run, op: BinaryOperator, a: Value, b: Value): Value | undefined {
  const x = floatValue(a);
  const y = floatValue(b);
  // A remainder is found bit by bit.
  if ((op === "Mod" || op === "FloorDiv") && Math.abs(x) > Math.abs(y) * 1e18) run.work(150);
  switch (op) {
    case "Add":
      return new PyFloat(x + y);
    case "Sub":
      return new PyFloat(x - y);
    case "Mult":
      return new PyFloat(x * y);
    case "Div":
      return new PyFloat(divideFloat(x, y));
    case "FloorDiv":
      return new PyFloat(floorDivideFloat(x, y));
    case "Mod":
      return new PyFloat(moduloFloat(x, y));
    case "Pow":
      return new PyFloat(powerFloat(x, y));
    default:
      return undefined;
  }
}

function containerOperation(
  run: Run,
  op: BinaryOperator,
  a: Value,
  b: Value,
  right: Value,
): Value | undefined {
  switch (op) {
    case "Add":
      return concatenate(run, a, b, right);
    case "Mult":
      return repeatSequence(run, a, b) ?? repeatSequence(run, b, a);
    case "Mod":
      if (typeof a === "string") {
        run.label = run.join(run.label, deepLabel(run, b));
        return formatPercent(run, a, b);
      }
      return undefined;
    case "BitOr":
      if (a instanceof PyDict && b instanceof PyDict) return mergeDicts(run, a, b);
      if (a instanceof PySet && b instanceof PySet) return setOperation(run, op, a, b);
      return unionOperator(a, b);
    case "BitAnd":
    case "BitXor":
    case "Sub":
      return a instanceof PySet && b instanceof PySet ? setOperation(run, op, a, b) : undefined;
    default:
      return undefined;
  }
}

function concatenate(run: Run, a: Value, b: Value, right: Value): Value | undefined {
  if (typeof a === "string") {
    if (typeof b === "string") return concatenateText(run, a, b);
    throw raise(run, "TypeError", `can only concatenate str (not "${typeName(right)}") to str`);
  }
  if (a instanceof PyList) {
    if (!(b instanceof PyList))
      throw raise(run, "TypeError", `can only concatenate list (not "${typeName(right)}") to list`);
    run.chargeCells(a.items.length + b.items.length);
    const each = a.items.length === 0 ? b.each : a.each;
    const plain =
      a.labels === null &&
      b.labels === null &&
      (a.each === b.each || a.items.length === 0 || b.items.length === 0);
    const labels = plain ? null : [...labelsOf(a), ...labelsOf(b)];
    return new PyList([...a.items, ...b.items], each, run.join(a.shape, b.shape), labels);
  }
  if (a instanceof PyTuple) {
    if (!(b instanceof PyTuple))
      throw raise(run, "TypeError", `can only concatenate tuple (not "${typeName(right)}") to tuple`);
    run.chargeCells(a.items.length + b.items.length);
    return new PyTuple([...a.items, ...b.items], 0, [...labelsOf(a), ...labelsOf(b)]);
  }
  if (a instanceof PyBytes) {
    if (!(b instanceof PyBytes)) throw raise(run, "TypeError", `can't concat ${typeName(right)} to bytes`);
    run.chargeText(a.bytes.length + b.bytes.length);
    const joined = new Uint8Array(a.bytes.length + b.bytes.length);
    joined.set(a.bytes);
    joined.set(b.bytes, a.bytes.length);
    return new PyBytes(joined);
  }
  return undefined;
}

/** Strings are joined without a copy, so that only the shorter part is charged; the length is limited. */
export function concatenateText(run: Run, a: string, b: string): string {
  const length = a.length + b.length;
  if (length > run.limits.string) run.exceeded("string");
  run.chargeBytes(Math.min(a.length, b.length) + 16);
  return a + b;
}

/** One label per element. */
export function labelsOf(container: PyList | PyTuple): readonly number[] {
  return container.labels ?? new Array<number>(container.items.length).fill(container.each);
}

function repeatSequence(run: Run, sequence: Value, count: Value): Value | undefined {
  if (
    !(
      typeof sequence === "string" ||
      sequence instanceof PyList ||
      sequence instanceof PyTuple ||
      sequence instanceof PyBytes
    )
  )
    return undefined;
  const times = indexOf(run, count);
  if (times === undefined)
    throw raise(run, "TypeError", `can't multiply sequence by non-int of type '${typeName(count)}'`);
  if (times > maximumIndex || times < -maximumIndex - 1n)
    throw raise(run, "OverflowError", `cannot fit '${typeName(count)}' into an index-sized integer`);
  const size =
    typeof sequence === "string"
      ? sequence.length
      : sequence instanceof PyBytes
        ? sequence.bytes.length
        : sequence.items.length;
  // Nothing, however often, is nothing: no charge would end the loops below.
  const n = size === 0 ? 0 : Math.max(0, Number(times));
  if (typeof sequence === "string") {
    run.chargeText(size * n);
    return sequence.repeat(n);
  }
  if (sequence instanceof PyBytes)
    return new PyBytes(repeatBytes(sequence.bytes, n, run.chargeText.bind(run)));
  run.chargeCells(size * n);
  const items: Value[] = [];
  for (let i = 0; i < n; i++) for (const item of sequence.items) items.push(item);
  let labels: number[] | null = null;
  if (sequence.labels !== null) {
    labels = [];
    for (let i = 0; i < n; i++) for (const label of sequence.labels) labels.push(label);
  }
  if (sequence instanceof PyTuple) return new PyTuple(items, sequence.each, labels);
  return new PyList(items, sequence.each, run.join(sequence.shape, run.label), labels);
}

function mergeDicts(run: Run, a: PyDict, b: PyDict): PyDict {
  run.chargeEntries(a.size + b.size);
  // A Counter has an operator of its own, for Counters alone: with others it is a dict.
  const kept = [a, b].find((one) => one.cls !== null && specialMethod(one, "__or__") === undefined);
  const merged = new PyDict(0, run.join(a.shape, b.shape), false, kept?.cls ?? null);
  merged.factory = kept?.factory ?? null;
  for (const source of [a, b]) {
    for (const [hash, value] of source.map) merged.set(hash, source.keyOf(hash), value, source.labelOf(hash));
  }
  return merged;
}

/** `|`, `&`, `^`, `-` of sets. */
export function setOperation(run: Run, op: "BitOr" | "BitAnd" | "BitXor" | "Sub", a: PySet, b: PySet): PySet {
  run.chargeEntries(a.map.size + b.map.size);
  const result = new PySet(a.frozen, run.join(a.shape, b.shape));
  if (op === "BitAnd") {
    // Which of two equal elements is kept (`1` or `True`) is CPython's choice: the smaller set's.
    const kept = b.map.size <= a.map.size ? b.map : a.map;
    for (const key of a.map.keys()) if (b.map.has(key)) result.map.set(key, kept.get(key) ?? null);
    return result;
  }
  for (const [key, value] of a.map) if (op === "BitOr" || !b.map.has(key)) result.map.set(key, value);
  if (op !== "Sub") {
    for (const [key, value] of b.map) if (!a.map.has(key)) result.map.set(key, value);
  }
  return result;
}

/** What the operands' own methods give; undefined where none of them does. */
function dunderOperation(run: Run, op: BinaryOperator, a: Value, b: Value): Value | undefined {
  const { method, reflected } = operatorNames[op];
  const label = run.label;
  const attempts: [Value, Value, string][] = [[a, b, method]];
  if (classOf(a) !== classOf(b)) attempts.push([b, a, reflected]);
  if (
    attempts.length > 1 &&
    classOf(b).isSubclassOf(classOf(a)) &&
    classOf(b).lookup(reflected) !== undefined
  )
    attempts.reverse();
  for (const [left, right, name] of attempts) {
    const found = specialMethod(left, name);
    if (
      found === undefined ||
      (found instanceof PyBuiltin && rawOf(left) !== left && classOf(left).kind !== "enum")
    )
      continue;
    const result = callProtocol(run, found, [left, right], [label, label]);
    run.label = run.join(run.label, label);
    if (result !== notImplemented) return result;
  }
  return undefined;
}

/** `-a`, `+a`, `~a`, `not a`. */
export function unaryOperation(run: Run, op: UnaryOperator, a: Value): Value {
  if (op === "Not") return !isTrue(run, a);
  const int = intOf(a);
  if (int !== undefined) {
    if (op === "UAdd") return int;
    return op === "USub" ? integer.negateInt(int) : integer.invertInt(int);
  }
  if (a instanceof PyFloat && op !== "Invert") return op === "USub" ? new PyFloat(-a.v) : a;
  const name = op === "USub" ? "__neg__" : op === "UAdd" ? "__pos__" : "__invert__";
  const special = specialMethod(a, name);
  if (special !== undefined) {
    const label = run.label;
    const result = callProtocol(run, special, [a], [label]);
    run.label = run.join(run.label, label);
    return result;
  }
  const raw = rawOf(a);
  if (raw !== a && (intOf(raw) !== undefined || raw instanceof PyFloat)) return unaryOperation(run, op, raw);
  const symbol = op === "USub" ? "-" : op === "UAdd" ? "+" : "~";
  throw raise(run, "TypeError", `bad operand type for unary ${symbol}: '${typeName(a)}'`);
}

/** `a op= b`: changes a list, dict or set in place, else as `a op b`. `labels` are those of the operands. */
export function inPlaceOperation(run: Run, op: BinaryOperator, a: Value, b: Value, labelB: number): Value {
  if (run.implicitFlows) {
    spreadOperands(run, run.label, [a, b]);
    // What a set loses hangs on the other one.
    const taken = a instanceof PySet ? run.join(run.label, deepLabel(run, b)) : 0;
    if (tells(run, taken)) raiseElements(run, a, taken);
  }
  const special = specialMethod(a, operatorNames[op].inPlace);
  if (special !== undefined) {
    const label = run.label;
    const result = callProtocol(run, special, [a, b], [label, labelB]);
    run.label = run.join(run.label, label);
    if (result !== notImplemented) return result;
  }
  const raw = rawOf(a);
  if (
    raw !== a &&
    (raw instanceof PyList || raw instanceof PyDict || (raw instanceof PySet && !raw.frozen))
  ) {
    const changed = inPlaceOperation(run, op, raw, rawOf(b), labelB);
    return changed === raw ? a : changed;
  }
  const method = inPlaceMethods[op];
  if (
    method !== undefined &&
    (a instanceof PyList || a instanceof PyDict || (a instanceof PySet && !a.frozen))
  ) {
    if (a instanceof PyList ? op === "Add" : a instanceof PyDict ? op === "BitOr" : b instanceof PySet) {
      const name = a instanceof PyList ? "extend" : method;
      const found = classOf(a).lookup(name);
      if (found !== undefined) {
        const label = run.label;
        callProtocol(run, found, [a, b], [label, labelB]);
        run.label = label;
        return a;
      }
    }
  }
  // What is no sequence itself but has the slots of one does not take its turn from the right.
  const slotted = a instanceof PyDict || a instanceof PySet || (a instanceof PyInstance && !a.cls.builtin);
  const sequence =
    b instanceof PyList || b instanceof PyTuple || b instanceof PyBytes || typeof b === "string";
  if (op === "Mult" && slotted && sequence && raw === a && specialMethod(a, "__mul__") === undefined)
    throw raise(
      run,
      "TypeError",
      `unsupported operand type(s) for *=: '${typeName(a)}' and '${typeName(b)}'`,
    );
  if (op === "Mult" && a instanceof PyList && !(b instanceof PyInstance)) {
    raiseRepeated(run, a, b);
    const repeated = repeatSequence(run, a, b);
    if (repeated instanceof PyList) {
      a.replace(repeated.items, repeated.labels, repeated.each);
      a.shape = run.join(run.join(a.shape, run.label), run.pc);
      if (run.implicitFlows) raiseByShape(run, a);
      return a;
    }
  }
  return binaryOperation(run, op, a, b, op === "Pow" ? "**=" : `${operatorNames[op].symbol}=`);
}

const inPlaceMethods: Readonly<Partial<Record<BinaryOperator, string>>> = {
  Add: "extend",
  BitOr: "update",
  BitAnd: "intersection_update",
  BitXor: "symmetric_difference_update",
  Sub: "difference_update",
};

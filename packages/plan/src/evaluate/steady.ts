/**
 * Which expressions may be evaluated ahead of their time: on plain data (see `PlainData`) they change nothing, move no
 * iterator and run no code of the plan, so that to evaluate them twice shows nowhere.
 */
import type { Call, Expression } from "../ast.ts";
import type { Context } from "./context.ts";
import { resolveName } from "./variables.ts";

/** Builtin functions that look at plain data and give new plain data. */
const pureFunctions: ReadonlySet<string> = new Set([
  "abs",
  "bool",
  "dict",
  "float",
  "int",
  "len",
  "list",
  "max",
  "min",
  "repr",
  "round",
  "set",
  "sorted",
  "str",
  "sum",
  "tuple",
]);

/** Those of them that give a scalar and choose nothing: with implicit flows they raise no labels of other objects. */
const pureUnderLabels: ReadonlySet<string> = new Set(["bool", "float", "int", "len", "repr", "str"]);

/** Builtins that make an iterator: for the head of a loop, where nobody else has it. */
const walks: ReadonlySet<string> = new Set(["enumerate", "range", "reversed", "zip"]);

/** Methods of plain data, and functions of modules, that look at it and give new plain data. */
const pureMethods: ReadonlySet<string> = new Set([
  "casefold",
  "copy",
  "count",
  "date",
  "dumps",
  "endswith",
  "find",
  "format",
  "get",
  "index",
  "is_err",
  "is_ok",
  "isdigit",
  "isoformat",
  "items",
  "join",
  "keys",
  "loads",
  "lower",
  "lstrip",
  "partition",
  "removeprefix",
  "removesuffix",
  "replace",
  "rsplit",
  "rstrip",
  "split",
  "splitlines",
  "startswith",
  "strftime",
  "strip",
  "title",
  "total_seconds",
  "unwrap",
  "unwrap_or",
  "upper",
  "values",
  "weekday",
  "zfill",
]);

/** Whether a name means the builtin of that name at a place. */
export function meansBuiltin(c: Context, name: string): boolean {
  const { builtins, slots } = c.globals;
  return builtins.has(name) && !slots.has(name) && resolveName(name, c.scope).kind === "global";
}

/** Whether a call is of a pure builtin function or method, whatever its arguments are. */
export function isPureCall(c: Context, node: Call): boolean {
  const { func } = node;
  const { implicitFlows } = c.run;
  if (node.keywords.length > 0) return false;
  if (func.kind === "Name")
    return (implicitFlows ? pureUnderLabels : pureFunctions).has(func.id) && meansBuiltin(c, func.id);
  // Whose method it is may hang on a label.
  return func.kind === "Attribute" && !implicitFlows && pureMethods.has(func.attr);
}

/** Whether an expression does nothing but write to the log: that shows, but changes nothing. */
export function isPrint(c: Context, node: Expression): node is Call {
  return (
    node.kind === "Call" &&
    node.func.kind === "Name" &&
    node.func.id === "print" &&
    node.keywords.length === 0 &&
    meansBuiltin(c, "print")
  );
}

/** Whether the head of a loop makes an iterator that nobody else has, of steady operands. */
export function isWalk(c: Context, node: Expression): boolean {
  return (
    node.kind === "Call" &&
    node.func.kind === "Name" &&
    walks.has(node.func.id) &&
    meansBuiltin(c, node.func.id) &&
    node.keywords.length === 0 &&
    node.args.every((arg) => isSteady(c, arg))
  );
}

/** Attributes by which a class or its fields may be reached: no data. */
export function tellsOfClass(name: string): boolean {
  return name.startsWith("__") || name === "model_fields";
}

/**
 * Whether an expression is steady where its names are bound to plain data. With implicit flows also: it raises no label
 * of an object, as choosing an element by a labelled index would.
 */
export function isSteady(c: Context, node: Expression): boolean {
  const { implicitFlows } = c.run;
  const all = (nodes: readonly (Expression | null)[]) =>
    nodes.every((one) => one === null || isSteady(c, one));
  switch (node.kind) {
    case "Constant":
    case "Name":
      return true;
    case "Attribute":
      return !tellsOfClass(node.attr) && isSteady(c, node.value);
    case "Subscript":
      if (implicitFlows && !isConstantIndex(node.slice)) return false;
      return all([node.value, node.slice]);
    case "Slice":
      return all([node.lower, node.upper, node.step]);
    case "BinOp":
      return all([node.left, node.right]);
    case "UnaryOp":
      return isSteady(c, node.operand);
    case "Compare":
      return (!implicitFlows || node.comparators.length === 1) && all([node.left, ...node.comparators]);
    case "BoolOp":
      return !implicitFlows && all(node.values);
    case "IfExp":
      return !implicitFlows && all([node.test, node.body, node.orelse]);
    case "List":
    case "Tuple":
    case "Set":
      return all(node.elts);
    case "Dict":
      return node.keys.every((key) => key !== null) && all([...node.keys, ...node.values]);
    case "FormattedValue":
      return all([node.value, node.format_spec]);
    case "JoinedStr":
      return all(node.values);
    case "Starred":
      return !implicitFlows && isSteady(c, node.value);
    case "ListComp":
    case "SetComp":
      return !implicitFlows && all([node.elt]) && steadyLoops(c, node.generators);
    case "DictComp":
      return !implicitFlows && all([node.key, node.value]) && steadyLoops(c, node.generators);
    case "Call":
      if (!isPureCall(c, node)) return false;
      if (node.func.kind === "Attribute" && !isSteady(c, node.func.value)) return false;
      return all(node.args);
    default:
      return false;
  }
}

export function isConstantIndex(node: Expression): boolean {
  return (
    node.kind === "Constant" ||
    (node.kind === "UnaryOp" && node.op === "USub" && node.operand.kind === "Constant") ||
    (node.kind === "Slice" &&
      [node.lower, node.upper, node.step].every((bound) => bound === null || isConstantIndex(bound)))
  );
}

function steadyLoops(
  c: Context,
  generators: readonly {
    readonly target: Expression;
    readonly iter: Expression;
    readonly ifs: readonly Expression[];
  }[],
): boolean {
  return generators.every(
    ({ target, iter, ifs }) =>
      targetNames(target) !== null &&
      (isWalk(c, iter) || isSteady(c, iter)) &&
      ifs.every((condition) => isSteady(c, condition)),
  );
}

/** The names that a target binds, when it binds nothing but names. */
export function targetNames(target: Expression): readonly string[] | null {
  if (target.kind === "Name") return [target.id];
  if (target.kind !== "Tuple" && target.kind !== "List") return null;
  const names: string[] = [];
  for (const element of target.elts) {
    const inner = targetNames(element.kind === "Starred" ? element.value : element);
    if (inner === null) return null;
    names.push(...inner);
  }
  return names;
}

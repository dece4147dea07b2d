import type { Expression, ExpressionContext } from "../ast.ts";
import type { Parser } from "./parser.ts";

/** CPython's words for kinds of expression, as in "cannot assign to function call". */
export function expressionName(node: Expression): string {
  switch (node.kind) {
    case "Attribute":
    case "Subscript":
    case "Starred":
    case "Name":
    case "List":
    case "Tuple":
    case "Lambda":
    case "Slice":
      return node.kind.toLowerCase();
    case "Call":
      return "function call";
    case "BoolOp":
    case "BinOp":
    case "UnaryOp":
      return "expression";
    case "GeneratorExp":
      return "generator expression";
    case "Yield":
    case "YieldFrom":
      return "yield expression";
    case "ListComp":
      return "list comprehension";
    case "SetComp":
      return "set comprehension";
    case "DictComp":
      return "dict comprehension";
    case "Dict":
      return "dict literal";
    case "Set":
      return "set display";
    case "JoinedStr":
    case "FormattedValue":
      return "f-string expression";
    case "Compare":
      return "comparison";
    case "IfExp":
      return "conditional expression";
    case "NamedExpr":
      return "named expression";
    case "Constant":
      switch (node.value.type) {
        case "None":
          return "None";
        case "bool":
          return node.value.value ? "True" : "False";
        case "Ellipsis":
          return "ellipsis";
        default:
          return "literal";
      }
  }
}

/**
 * Turns an expression that was read as a value into a target of assignment or deletion.
 * Throws CPython's "cannot assign to …" or "cannot delete …" for what is none.
 */
export function asTarget(p: Parser, node: Expression, ctx: Exclude<ExpressionContext, "Load">): Expression {
  const { awaited } = p.remarks;
  if (awaited.size > 0 && awaited.has(node)) {
    return p.refuse(node.span, `cannot ${ctx === "Store" ? "assign to" : "delete"} await expression`);
  }
  switch (node.kind) {
    case "Name":
      if (node.id === "__debug__") p.problem(node.span, "cannot assign to __debug__");
      return { kind: "Name", id: node.id, ctx, span: node.span };
    case "Attribute":
      return { kind: "Attribute", value: node.value, attr: node.attr, ctx, span: node.span };
    case "Subscript":
      return { kind: "Subscript", value: node.value, slice: node.slice, ctx, span: node.span };
    case "Starred":
      if (ctx !== "Store") break;
      return { kind: "Starred", value: asTarget(p, node.value, ctx), ctx, span: node.span };
    case "List":
    case "Tuple": {
      const elts = node.elts.map((element) => asTarget(p, element, ctx));
      if (elts.filter((element) => element.kind === "Starred").length > 1) {
        p.problem(node.span, "multiple starred expressions in assignment");
      }
      return { kind: node.kind, elts, ctx, span: node.span };
    }
    default:
  }
  return p.refuse(node.span, `cannot ${ctx === "Store" ? "assign to" : "delete"} ${expressionName(node)}`);
}

/** A target of `=`, of `for` or `with`: no starred one outside a list or tuple. */
export function asWholeTarget(p: Parser, node: Expression): Expression {
  if (node.kind === "Starred") p.refuse(node.span, "starred assignment target must be in a list or tuple");
  return asTarget(p, node, "Store");
}

import type { ASTNodeUnion, ExprNode, StmtNode } from "py-ast";
import type { Expression, ExpressionContext } from "../ast.ts";
import type { CanonicalText, RawPlace } from "./canonical.ts";
import { syntaxError, unsupported } from "./source.ts";

export type RawExpression = ExprNode;
export type RawStatement = StmtNode;
export type RawPattern = Extract<StmtNode, { nodeType: "Match" }>["cases"][number]["pattern"];
export type RawArguments = Extract<ASTNodeUnion, { nodeType: "Arguments" }>;
export type RawComprehension = Extract<ASTNodeUnion, { nodeType: "Comprehension" }>;

/** What the functions that turn py-ast's tree into ours carry along. */
export interface Reader {
  readonly text: CanonicalText;
  /** `await` and its like may stand here: in an `async def`, and at the top level as in a notebook. */
  readonly asyncAllowed: boolean;
  /** The class around, whose name private names take on. */
  readonly privateClass: string | null;
}

/**
 * An identifier as the program means it: private names in a class (`__x`) take on its name (`_A__x`), as CPython's
 * compiler has it.
 */
export function identifier(reader: Reader, seen: string): string {
  const name = reader.text.nameOf(seen);
  const owner = reader.privateClass?.replace(/^_+/, "") ?? "";
  const isPrivate = owner !== "" && name.startsWith("__") && !name.endsWith("__");
  return isPrivate ? `_${owner}${name}` : name;
}

/** Throws CPython's refusal at a node of py-ast. */
export function refuse(reader: Reader, node: RawPlace, message: string, help?: string): never {
  const { start, end } = reader.text.offsetsOf(node);
  return syntaxError(message, start, end, help);
}

/** Throws a refusal of valid Python at a node of py-ast. */
export function lacking(reader: Reader, node: RawPlace, message: string, help: string): never {
  const { start, end } = reader.text.offsetsOf(node);
  return unsupported(message, start, end, help);
}

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
export function asTarget(
  reader: Reader,
  raw: RawPlace,
  node: Expression,
  ctx: Exclude<ExpressionContext, "Load">,
  hint = "",
): Expression {
  switch (node.kind) {
    case "Name":
    case "Attribute":
    case "Subscript":
      return { ...node, ctx };
    case "Starred":
      if (ctx === "Store") return { ...node, value: asTarget(reader, raw, node.value, ctx), ctx };
      break;
    case "List":
    case "Tuple":
      return { ...node, elts: node.elts.map((element) => asTarget(reader, raw, element, ctx)), ctx };
    default:
  }
  const name = expressionName(node);
  return refuse(reader, raw, `cannot ${ctx === "Store" ? "assign to" : "delete"} ${name}${hint}`);
}

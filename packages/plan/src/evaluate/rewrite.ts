import type { Expression, FormattedValue, Keyword } from "../ast.ts";

/**
 * Rebuilds an expression with its direct operands replaced, in evaluation order. Expressions that decide themselves
 * which operands are evaluated come back as they are.
 */
export function rewriteOperands(node: Expression, change: (operand: Expression) => Expression): Expression {
  switch (node.kind) {
    case "BinOp": {
      const left = change(node.left);
      return { ...node, left, right: change(node.right) };
    }
    case "UnaryOp":
      return { ...node, operand: change(node.operand) };
    case "NamedExpr":
    case "Attribute":
      return { ...node, value: change(node.value) };
    case "Starred":
      return { ...node, value: change(node.value) };
    case "Subscript": {
      const value = change(node.value);
      return { ...node, value, slice: change(node.slice) };
    }
    case "Slice": {
      const lower = node.lower === null ? null : change(node.lower);
      const upper = node.upper === null ? null : change(node.upper);
      return { ...node, lower, upper, step: node.step === null ? null : change(node.step) };
    }
    case "List":
    case "Tuple":
    case "Set":
      return { ...node, elts: node.elts.map((element) => changeStarred(element, change)) };
    case "Dict": {
      const keys: (Expression | null)[] = [];
      const values: Expression[] = [];
      node.values.forEach((value, i) => {
        const key = node.keys[i] ?? null;
        keys.push(key === null ? null : change(key));
        values.push(change(value));
      });
      return { ...node, keys, values };
    }
    case "Call": {
      const { func } = node;
      const callee =
        func.kind === "Attribute"
          ? { ...func, value: change(func.value) }
          : func.kind === "Name"
            ? func
            : change(func);
      const args = node.args.map((arg) => changeStarred(arg, change));
      const keywords = node.keywords.map(
        (keyword): Keyword => ({ ...keyword, value: change(keyword.value) }),
      );
      return { ...node, func: callee, args, keywords };
    }
    case "FormattedValue":
      return changeFormatted(node, change);
    case "JoinedStr":
      return {
        ...node,
        values: node.values.map((part) => (part.kind === "Constant" ? part : changeFormatted(part, change))),
      };
    case "Compare": {
      const left = change(node.left);
      // Of a chain only the first comparison is evaluated for sure.
      return {
        ...node,
        left,
        comparators: node.comparators.map((other, i) => (i === 0 ? change(other) : other)),
      };
    }
    default:
      return node;
  }
}

function changeStarred(node: Expression, change: (operand: Expression) => Expression): Expression {
  return node.kind === "Starred" ? { ...node, value: change(node.value) } : change(node);
}

function changeFormatted(node: FormattedValue, change: (operand: Expression) => Expression): FormattedValue {
  const value = change(node.value);
  if (node.format_spec === null) return { ...node, value };
  const values = node.format_spec.values.map((part) =>
    part.kind === "Constant" ? part : changeFormatted(part, change),
  );
  return { ...node, value, format_spec: { ...node.format_spec, values } };
}

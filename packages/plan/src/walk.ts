import type { Arguments, Node } from "./ast.ts";

const none: readonly Node[] = [];

/** A list without its gaps. */
function present(...nodes: readonly (Node | null | readonly (Node | null)[])[]): readonly Node[] {
  const found: Node[] = [];
  for (const node of nodes) {
    if (node === null) continue;
    if ("kind" in node) found.push(node);
    else for (const item of node) if (item !== null) found.push(item);
  }
  return found;
}

/** Parameters in the order in which they take slots: positional, keyword-only, `*args`, `**kwargs`. */
export function parametersOf(args: Arguments): readonly Arguments["args"][number][] {
  const named = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
  if (args.vararg !== null) named.push(args.vararg);
  if (args.kwarg !== null) named.push(args.kwarg);
  return named;
}

/**
 * The nodes directly under a node, in the order in which Python evaluates them where there is one. The compiler
 * forces a case for every kind of node.
 */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "Module":
      return node.body;
    case "FunctionDef":
      return present(node.decorator_list, node.args, node.returns, node.body);
    case "ClassDef":
      return present(node.decorator_list, node.bases, node.keywords, node.body);
    case "Expr":
    case "YieldFrom":
    case "Starred":
    case "Attribute":
    case "keyword":
    case "MatchValue":
      return [node.value];
    case "Return":
    case "Yield":
      return node.value === null ? none : [node.value];
    case "Delete":
      return node.targets;
    case "Assign":
      return [node.value, ...node.targets];
    case "AugAssign":
    case "NamedExpr":
      return [node.target, node.value];
    case "AnnAssign":
      return present(node.value, node.target, node.annotation);
    case "For":
      return [node.iter, node.target, ...node.body, ...node.orelse];
    case "While":
    case "If":
      return [node.test, ...node.body, ...node.orelse];
    case "With":
      return present(node.items, node.body);
    case "withitem":
      return present(node.context_expr, node.optional_vars);
    case "Match":
      return present(node.subject, node.cases);
    case "match_case":
      return present(node.pattern, node.guard, node.body);
    case "Raise":
      return present(node.exc, node.cause);
    case "Try":
      return present(node.body, node.handlers, node.orelse, node.finalbody);
    case "ExceptHandler":
      return present(node.type, node.body);
    case "Assert":
      return present(node.test, node.msg);
    case "Import":
    case "ImportFrom":
      return node.names;
    case "Global":
    case "Nonlocal":
    case "Pass":
    case "Break":
    case "Continue":
    case "alias":
    case "Constant":
    case "Name":
    case "MatchSingleton":
    case "MatchStar":
      return none;
    case "BoolOp":
    case "JoinedStr":
      return node.values;
    case "BinOp":
      return [node.left, node.right];
    case "UnaryOp":
      return [node.operand];
    case "Lambda":
      return [node.args, node.body];
    case "arguments":
      return present(node.defaults, node.kw_defaults, parametersOf(node));
    case "arg":
      return present(node.annotation);
    case "IfExp":
      return [node.test, node.body, node.orelse];
    case "Dict":
      return node.values.flatMap((value, index) => present(node.keys[index] ?? null, value));
    case "Set":
    case "List":
    case "Tuple":
      return node.elts;
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      return [...node.generators, node.elt];
    case "DictComp":
      return [...node.generators, node.key, node.value];
    case "comprehension":
      return [node.iter, node.target, ...node.ifs];
    case "Compare":
      return [node.left, ...node.comparators];
    case "Call":
      return [node.func, ...node.args, ...node.keywords];
    case "FormattedValue":
      return node.format_spec === null ? [node.value] : [node.value, node.format_spec];
    case "Subscript":
      return [node.value, node.slice];
    case "Slice":
      return present(node.lower, node.upper, node.step);
    case "MatchSequence":
    case "MatchOr":
      return node.patterns;
    case "MatchMapping":
      return present(node.keys, node.patterns);
    case "MatchClass":
      return present(node.cls, node.patterns, node.kwd_patterns);
    case "MatchAs":
      return present(node.pattern);
  }
}

/** A node and all nodes under it, parents first; `enter` says whether to go into a node. Does not recurse. */
export function* descendantsOf(root: Node, enter: (node: Node) => boolean = () => true): Generator<Node> {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node;
    if (node === root || enter(node)) pending.push(...childrenOf(node).toReversed());
  }
}

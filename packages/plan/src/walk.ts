import type { Arguments, Node } from "./ast.ts";

/** Parameters in the order in which they take slots: positional, keyword-only, `*args`, `**kwargs`. */
export function parametersOf(args: Arguments): readonly Arguments["args"][number][] {
  const named = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
  if (args.vararg !== null) named.push(args.vararg);
  if (args.kwarg !== null) named.push(args.kwarg);
  return named;
}

/** What is done with a child; `true` ends the walk over its siblings. */
export type Visit<A> = (child: Node, argument: A) => unknown;

/**
 * Calls `visit` with the nodes directly under a node, in the order in which Python evaluates them where there is one, until
 * it gives `true`; whether it did. The compiler forces a case for every kind of node; the most frequent kinds come first.
 *
 * @param argument what `visit` gets with every child: no closure needs to be made for a walk
 */
export function someChild<A>(node: Node, visit: Visit<A>, argument: A): boolean {
  switch (node.kind) {
    case "Name":
    case "Constant":
    case "Global":
    case "Nonlocal":
    case "Pass":
    case "Break":
    case "Continue":
    case "alias":
    case "MatchSingleton":
    case "MatchStar":
      return false;
    case "Expr":
    case "Attribute":
    case "YieldFrom":
    case "Starred":
    case "keyword":
    case "MatchValue":
      return present(node.value, visit, argument);
    case "Call":
      return (
        present(node.func, visit, argument) ||
        some(node.args, visit, argument) ||
        some(node.keywords, visit, argument)
      );
    case "Subscript":
      return present(node.value, visit, argument) || present(node.slice, visit, argument);
    case "Assign":
      return present(node.value, visit, argument) || some(node.targets, visit, argument);
    case "BinOp":
      return present(node.left, visit, argument) || present(node.right, visit, argument);
    case "Compare":
      return present(node.left, visit, argument) || some(node.comparators, visit, argument);
    case "FormattedValue":
      return present(node.value, visit, argument) || present(node.format_spec, visit, argument);
    case "BoolOp":
    case "JoinedStr":
      return some(node.values, visit, argument);
    case "If":
    case "While":
      return (
        present(node.test, visit, argument) ||
        some(node.body, visit, argument) ||
        some(node.orelse, visit, argument)
      );
    case "For":
      return (
        present(node.iter, visit, argument) ||
        present(node.target, visit, argument) ||
        some(node.body, visit, argument) ||
        some(node.orelse, visit, argument)
      );
    case "List":
    case "Tuple":
    case "Set":
      return some(node.elts, visit, argument);
    case "Dict":
      return node.values.some(
        (value, index) =>
          present(node.keys[index] ?? null, visit, argument) || present(value, visit, argument),
      );
    case "arg":
      return present(node.annotation, visit, argument);
    case "arguments":
      return (
        some(node.defaults, visit, argument) ||
        some(node.kw_defaults, visit, argument) ||
        some(node.posonlyargs, visit, argument) ||
        some(node.args, visit, argument) ||
        some(node.kwonlyargs, visit, argument) ||
        present(node.vararg, visit, argument) ||
        present(node.kwarg, visit, argument)
      );
    case "UnaryOp":
      return present(node.operand, visit, argument);
    case "comprehension":
      return (
        present(node.iter, visit, argument) ||
        present(node.target, visit, argument) ||
        some(node.ifs, visit, argument)
      );
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      return some(node.generators, visit, argument) || present(node.elt, visit, argument);
    case "DictComp":
      return (
        some(node.generators, visit, argument) ||
        present(node.key, visit, argument) ||
        present(node.value, visit, argument)
      );
    case "IfExp":
      return (
        present(node.test, visit, argument) ||
        present(node.body, visit, argument) ||
        present(node.orelse, visit, argument)
      );
    case "Return":
    case "Yield":
      return present(node.value, visit, argument);
    case "Module":
      return some(node.body, visit, argument);
    case "FunctionDef":
      return (
        some(node.decorator_list, visit, argument) ||
        present(node.args, visit, argument) ||
        present(node.returns, visit, argument) ||
        some(node.body, visit, argument)
      );
    case "ClassDef":
      return (
        some(node.decorator_list, visit, argument) ||
        some(node.bases, visit, argument) ||
        some(node.keywords, visit, argument) ||
        some(node.body, visit, argument)
      );
    case "Lambda":
      return present(node.args, visit, argument) || present(node.body, visit, argument);
    case "Delete":
      return some(node.targets, visit, argument);
    case "AugAssign":
    case "NamedExpr":
      return present(node.target, visit, argument) || present(node.value, visit, argument);
    case "AnnAssign":
      return (
        present(node.value, visit, argument) ||
        present(node.target, visit, argument) ||
        present(node.annotation, visit, argument)
      );
    case "With":
      return some(node.items, visit, argument) || some(node.body, visit, argument);
    case "withitem":
      return present(node.context_expr, visit, argument) || present(node.optional_vars, visit, argument);
    case "Match":
      return present(node.subject, visit, argument) || some(node.cases, visit, argument);
    case "match_case":
      return (
        present(node.pattern, visit, argument) ||
        present(node.guard, visit, argument) ||
        some(node.body, visit, argument)
      );
    case "Raise":
      return present(node.exc, visit, argument) || present(node.cause, visit, argument);
    case "Try":
      return (
        some(node.body, visit, argument) ||
        some(node.handlers, visit, argument) ||
        some(node.orelse, visit, argument) ||
        some(node.finalbody, visit, argument)
      );
    case "ExceptHandler":
      return present(node.type, visit, argument) || some(node.body, visit, argument);
    case "Assert":
      return present(node.test, visit, argument) || present(node.msg, visit, argument);
    case "Import":
    case "ImportFrom":
      return some(node.names, visit, argument);
    case "Slice":
      return (
        present(node.lower, visit, argument) ||
        present(node.upper, visit, argument) ||
        present(node.step, visit, argument)
      );
    case "MatchSequence":
    case "MatchOr":
      return some(node.patterns, visit, argument);
    case "MatchMapping":
      return some(node.keys, visit, argument) || some(node.patterns, visit, argument);
    case "MatchClass":
      return (
        present(node.cls, visit, argument) ||
        some(node.patterns, visit, argument) ||
        some(node.kwd_patterns, visit, argument)
      );
    case "MatchAs":
      return present(node.pattern, visit, argument);
  }
}

function present<A>(node: Node | null, visit: Visit<A>, argument: A): boolean {
  return node !== null && visit(node, argument) === true;
}

function some<A>(nodes: readonly (Node | null)[], visit: Visit<A>, argument: A): boolean {
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node !== undefined && node !== null && visit(node, argument) === true) return true;
  }
  return false;
}

/** The nodes directly under a node, in the order of {@link someChild}. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  someChild(node, collectChild, children);
  return children;
}

function collectChild(child: Node, children: Node[]): void {
  children.push(child);
}

/** A node and all nodes under it, parents first; `enter` says whether to go into a node. Does not recurse. */
export function* descendantsOf(root: Node, enter: (node: Node) => boolean = () => true): Generator<Node> {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node;
    if (node === root || enter(node)) pending.push(...childrenOf(node).toReversed());
  }
}

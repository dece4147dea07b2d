import type { Expression, Node, Pattern, Statement } from "../ast.ts";
import { childrenOf } from "../walk.ts";
import type { Findings } from "./findings.ts";

/** CPython's limit on loops, `try` and `with` inside each other. */
const nestedBlocksMax = 20;

interface Place {
  readonly inFunction: boolean;
  readonly inLoop: boolean;
  readonly blocks: number;
}

/** Checks that statements stand where CPython's compiler allows them, and targets and patterns for its rules. */
export function checkPlacement(body: readonly Statement[], findings: Findings): void {
  visitAll(body, { inFunction: false, inLoop: false, blocks: 0 }, findings);
}

function visitAll(nodes: readonly (Node | null)[], place: Place, findings: Findings): void {
  for (const node of nodes) if (node !== null) visit(node, place, findings);
}

function visit(node: Node, place: Place, findings: Findings): void {
  switch (node.kind) {
    case "FunctionDef":
      visitAll([...node.decorator_list, node.args, node.returns], place, findings);
      visitAll(node.body, { inFunction: true, inLoop: false, blocks: 0 }, findings);
      return;
    case "ClassDef":
      visitAll([...node.decorator_list, ...node.bases, ...node.keywords], place, findings);
      visitAll(node.body, { inFunction: false, inLoop: false, blocks: 0 }, findings);
      return;
    case "Return":
      if (!place.inFunction) {
        const help =
          "assign the answer to final_return_value; to stop early, put the rest into an else branch";
        findings.syntax("'return' outside function", node.span, help);
      }
      break;
    case "Break":
      if (!place.inLoop) findings.syntax("'break' outside loop", node.span);
      break;
    case "Continue":
      if (!place.inLoop) findings.syntax("'continue' not properly in loop", node.span);
      break;
    case "For":
    case "While": {
      const block = deeper(node, place, findings);
      if (node.kind === "For") {
        visitAll([node.iter, node.target], place, findings);
        checkTarget(node.target, findings);
      } else visit(node.test, place, findings);
      visitAll(node.body, { ...block, inLoop: true }, findings);
      visitAll(node.orelse, place, findings);
      return;
    }
    case "With":
    case "Try": {
      const block = deeper(node, place, findings);
      if (node.kind === "With") {
        for (const item of node.items)
          if (item.optional_vars !== null) checkTarget(item.optional_vars, findings);
      }
      visitAll(childrenOf(node), block, findings);
      return;
    }
    case "Assign":
      for (const target of node.targets) checkTarget(target, findings);
      break;
    case "comprehension":
      checkTarget(node.target, findings);
      break;
    case "Match":
      checkMatch(node, findings);
      break;
    case "Name":
      if (node.ctx !== "Load" && node.id === "__debug__")
        findings.syntax("cannot assign to __debug__", node.span);
      break;
    default:
  }
  visitAll(childrenOf(node), place, findings);
}

function deeper(node: Statement, place: Place, findings: Findings): Place {
  if (place.blocks === nestedBlocksMax) findings.syntax("too many statically nested blocks", node.span);
  return { ...place, blocks: place.blocks + 1 };
}

function checkTarget(target: Expression, findings: Findings): void {
  if (target.kind !== "Tuple" && target.kind !== "List") return;
  const starred = target.elts.filter((element) => element.kind === "Starred");
  if (starred.length > 1) findings.syntax("multiple starred expressions in assignment", target.span);
  for (const element of target.elts) {
    checkTarget(element.kind === "Starred" ? element.value : element, findings);
  }
}

// ----------------------------------------------------------------------------------------------------------- patterns

function checkMatch(node: Extract<Statement, { kind: "Match" }>, findings: Findings): void {
  for (const [index, { pattern, guard }] of node.cases.entries()) {
    bindingsOf(pattern, findings);
    if (guard === null && index < node.cases.length - 1) reportIrrefutable(pattern, findings);
  }
}

/** A pattern that matches everything may stand last only. */
function reportIrrefutable(pattern: Pattern, findings: Findings): void {
  const capture = irrefutable(pattern);
  if (capture === null) return;
  const what = capture.name === null ? "wildcard" : `name capture '${capture.name}'`;
  findings.syntax(`${what} makes remaining patterns unreachable`, capture.span);
}

function irrefutable(pattern: Pattern): Extract<Pattern, { kind: "MatchAs" }> | null {
  if (pattern.kind === "MatchAs") return pattern.pattern === null ? pattern : irrefutable(pattern.pattern);
  const last = pattern.kind === "MatchOr" ? pattern.patterns.at(-1) : undefined;
  return last === undefined ? null : irrefutable(last);
}

/** The names that a pattern binds; reports names bound twice and alternatives that bind different ones. */
function bindingsOf(pattern: Pattern, findings: Findings): ReadonlySet<string> {
  const bound = new Set<string>();
  const add = (name: string | null): void => {
    if (name === null) return;
    if (bound.has(name)) findings.syntax(`multiple assignments to name '${name}' in pattern`, pattern.span);
    bound.add(name);
  };
  const addAll = (patterns: readonly Pattern[]): void => {
    for (const child of patterns) for (const name of bindingsOf(child, findings)) add(name);
  };
  switch (pattern.kind) {
    case "MatchValue":
    case "MatchSingleton":
      break;
    case "MatchSequence":
      addAll(pattern.patterns);
      break;
    case "MatchMapping":
      addAll(pattern.patterns);
      add(pattern.rest);
      break;
    case "MatchClass":
      addAll([...pattern.patterns, ...pattern.kwd_patterns]);
      break;
    case "MatchStar":
      add(pattern.name);
      break;
    case "MatchAs":
      if (pattern.pattern !== null) addAll([pattern.pattern]);
      add(pattern.name);
      break;
    case "MatchOr":
      for (const [index, alternative] of pattern.patterns.entries()) {
        const names = bindingsOf(alternative, findings);
        if (index < pattern.patterns.length - 1) reportIrrefutable(alternative, findings);
        if (index === 0) for (const name of names) bound.add(name);
        else if (names.symmetricDifference(bound).size > 0) {
          findings.syntax("alternative patterns bind different names", pattern.span);
          break;
        }
      }
  }
  return bound;
}

import type { Expression, Let, Predicate, Program } from "../ast.ts";
import { NESTING_MAX } from "../parse/token-reader.ts";
import { childrenOf, type ExpressionNode, walkExpression } from "../walk.ts";
import type { Findings } from "./findings.ts";

/** What an expression is. */
export type ExpressionKind = "predicate" | "set";

/** The `let`s of a program that other checks may follow: declared, and not defined by themselves. */
export interface LetTable {
  readonly byName: ReadonlyMap<string, Let>;
  /** Whether some `let` has the name, even one that cannot be followed. */
  readonly isDeclared: (name: string) => boolean;
  /** The declared name that is closest to one that is not, if one is close. */
  readonly nearest: (name: string) => string | undefined;
  /** Undefined for a name that is unknown, or whose kind an error hides. */
  readonly kindOf: (name: string) => ExpressionKind | undefined;
}

/** Collects the `let`s and reports duplicates, cycles and chains that nest too deep. */
export function checkLets(program: Program, findings: Findings): LetTable {
  const byName = new Map<string, Let>();
  for (const declaration of program.declarations) {
    if (declaration.kind !== "let") continue;
    const { name } = declaration;
    if (byName.has(name.text)) {
      findings.report(
        "duplicate-let",
        name,
        `\`${name.text}\` is declared twice.`,
        "Give one of them another name; the order of `let`s has no meaning.",
      );
    } else byName.set(name.text, declaration);
  }
  const declared = new Set(byName.keys());
  for (const name of orderLets(byName, findings)) byName.delete(name);
  const kinds = new Map<string, ExpressionKind | undefined>();
  const kindOf = (name: string): ExpressionKind | undefined => {
    const aliases: string[] = [];
    let at = name;
    while (!kinds.has(at)) {
      aliases.push(at);
      const expression = unwrap(byName.get(at)?.expression);
      if (expression?.kind === "reference") at = expression.name;
      else kinds.set(at, expression === undefined ? undefined : kindOfExpression(expression));
    }
    const kind = kinds.get(at);
    for (const alias of aliases) kinds.set(alias, kind);
    return kind;
  };
  return {
    byName,
    kindOf,
    isDeclared: (name) => declared.has(name),
    nearest: (name) => nearestName(name, declared),
  };
}

/** The expression without parentheses around it. */
export function unwrap(expression: Expression | undefined): Expression | undefined {
  let inner = expression;
  while (inner?.kind === "predicate-group" || inner?.kind === "set-group") inner = inner.inner;
  return inner;
}

/** Of anything but a bare name. */
function kindOfExpression(expression: Expression): ExpressionKind {
  return isPredicateKind(expression) ? "predicate" : "set";
}

export function isPredicateKind(expression: ExpressionNode): expression is Predicate {
  return [
    "or",
    "and",
    "not",
    "value-in",
    "value-equals",
    "set-comparison",
    "set-state",
    "predicate-group",
  ].includes(expression.kind);
}

interface Visit {
  readonly name: string;
  readonly references: readonly string[];
  next: number;
}

/** Depth first without recursion. Gives the names that must not be followed: each is on a cycle or nests too deep. */
function orderLets(byName: ReadonlyMap<string, Let>, findings: Findings): readonly string[] {
  const depths = new Map<string, number>();
  const open = new Map<string, number>();
  const broken: string[] = [];
  for (const root of byName.keys()) {
    const path: Visit[] = [];
    const enter = (name: string): void => {
      if (depths.has(name) || !byName.has(name)) return;
      const start = open.get(name);
      if (start !== undefined) {
        reportCycle(
          path.slice(start).map((visit) => visit.name),
          byName,
          findings,
          broken,
        );
        return;
      }
      open.set(name, path.length);
      path.push({ name, references: referencesOf(byName.get(name)), next: 0 });
    };
    enter(root);
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const reference = visit.references[visit.next++];
      if (reference !== undefined) {
        enter(reference);
        continue;
      }
      path.pop();
      open.delete(visit.name);
      const declaration = byName.get(visit.name);
      const below = Math.max(0, ...new Set(visit.references.map((name) => depths.get(name) ?? 0)));
      const depth = below + (declaration === undefined ? 0 : depthOf(declaration.expression));
      depths.set(visit.name, depth > 2 * NESTING_MAX ? 0 : depth);
      if (depth > 2 * NESTING_MAX && declaration !== undefined) {
        broken.push(visit.name);
        findings.report(
          "nesting-too-deep",
          declaration.name,
          `With the \`let\`s that it uses, \`${visit.name}\` nests more than ${2 * NESTING_MAX} deep.`,
          "Shorten the chain of `let`s.",
        );
      }
    }
  }
  return broken;
}

function reportCycle(
  names: readonly string[],
  byName: ReadonlyMap<string, Let>,
  findings: Findings,
  broken: string[],
): void {
  const [first] = names;
  const declaration = first === undefined ? undefined : byName.get(first);
  if (first === undefined || declaration === undefined) return;
  broken.push(...names);
  const shown = [...names, first].map((name) => `\`${name}\``).join(" → ");
  findings.report(
    "cyclic-let",
    declaration.name,
    `\`${first}\` is defined by itself: ${shown}.`,
    "Break the circle.",
  );
}

function referencesOf(declaration: Let | undefined): readonly string[] {
  const names = new Set<string>();
  if (declaration !== undefined) {
    walkExpression(declaration.expression, (node) => {
      if (node.kind === "reference") names.add(node.name);
    });
  }
  return [...names];
}

function depthOf(node: ExpressionNode): number {
  let depth = 0;
  for (const child of childrenOf(node)) depth = Math.max(depth, depthOf(child));
  return depth + 1;
}

const COMPARED_NAMES_MAX = 500;

/** The name that differs least, where no more than a third of it differs. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.floor(Math.min(name.length, 60) / 3) + 1;
  for (const candidate of [...names].slice(0, COMPARED_NAMES_MAX)) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

import type { MatchCase, Pattern } from "../ast.ts";
import type { Parser } from "./parser.ts";

/** Notes names that a pattern binds twice or not in all alternatives, and patterns that leave nothing for later ones. */
export function checkCases(p: Parser, cases: readonly MatchCase[]): void {
  for (const [index, { pattern, guard }] of cases.entries()) {
    bindingsOf(pattern, p);
    if (guard === null && index < cases.length - 1) reportIrrefutable(pattern, p);
  }
}

/** A pattern that matches everything may stand last only. */
function reportIrrefutable(pattern: Pattern, p: Parser): void {
  const capture = irrefutable(pattern);
  if (capture === null) return;
  const what = capture.name === null ? "wildcard" : `name capture '${capture.name}'`;
  p.problem(capture.span, `${what} makes remaining patterns unreachable`);
}

function irrefutable(pattern: Pattern): Extract<Pattern, { kind: "MatchAs" }> | null {
  if (pattern.kind === "MatchAs") return pattern.pattern === null ? pattern : irrefutable(pattern.pattern);
  const last = pattern.kind === "MatchOr" ? pattern.patterns.at(-1) : undefined;
  return last === undefined ? null : irrefutable(last);
}

/** The names that a pattern binds; reports names bound twice and alternatives that bind different ones. */
function bindingsOf(pattern: Pattern, p: Parser): ReadonlySet<string> {
  const bound = new Set<string>();
  const add = (name: string | null): void => {
    if (name === null) return;
    if (bound.has(name)) p.problem(pattern.span, `multiple assignments to name '${name}' in pattern`);
    bound.add(name);
  };
  const addAll = (patterns: readonly Pattern[]): void => {
    for (const child of patterns) for (const name of bindingsOf(child, p)) add(name);
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
        const names = bindingsOf(alternative, p);
        if (index < pattern.patterns.length - 1) reportIrrefutable(alternative, p);
        if (index === 0) for (const name of names) bound.add(name);
        else if (names.symmetricDifference(bound).size > 0) {
          p.problem(pattern.span, "alternative patterns bind different names");
          break;
        }
      }
  }
  return bound;
}

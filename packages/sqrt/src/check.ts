import type { Declaration, Program, ToolBlock } from "./ast.ts";
import type { ToolDeclaration } from "./call.ts";
import { RepetitionAllowance } from "./check/expansion.ts";
import { Findings } from "./check/findings.ts";
import { checkLets, type LetTable } from "./check/lets.ts";
import { checkLiteral } from "./check/literals.ts";
import { checkModelWritten } from "./check/model.ts";
import { checkOpenPatterns } from "./check/patterns.ts";
import { PlaceChecker } from "./check/places.ts";
import { checkReachability } from "./check/reachability.ts";
import { checkAgainstTools } from "./check/tools.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { expressionsOf, updatesOf, walkExpression } from "./walk.ts";

/** What the checker knows besides the text. */
export interface CheckProgramOptions {
  readonly tools?: readonly ToolDeclaration[];
  readonly writtenBy?: "user" | "model";
}

/** Checks a program beyond its syntax. Gives every finding, errors and warnings, in the order of the text. */
export function checkProgram(program: Program, options: CheckProgramOptions = {}): readonly Diagnostic[] {
  const findings = new Findings(program.source);
  const lets = checkLets(program, findings);
  const places = new PlaceChecker(lets, findings);
  const allowance = new RepetitionAllowance();
  for (const declaration of program.declarations) {
    for (const expression of expressionsOf(declaration)) {
      walkExpression(expression, (node) => checkLiteral(node, findings, allowance));
    }
    if (declaration.kind !== "let") checkLiteral(declaration.id, findings, allowance);
    checkDeclaration(declaration, places, lets, findings);
    if (options.writtenBy === "model") checkModelWritten(declaration, lets, findings);
  }
  if (options.tools !== undefined) checkAgainstTools(program, lets, options.tools, findings);
  return findings.list.sort((a, b) => a.span.start.offset - b.span.start.offset);
}

function checkDeclaration(
  declaration: Declaration,
  places: PlaceChecker,
  lets: LetTable,
  findings: Findings,
): void {
  if (declaration.kind === "let") {
    places.checkKinds(declaration.expression);
    return;
  }
  if (declaration.kind === "tool") {
    checkToolBlock(declaration, places, lets, findings);
    return;
  }
  const { condition, update, phase } = declaration;
  if (condition !== undefined) places.checkPredicate(condition, phase);
  places.checkUpdate(update, phase);
}

function checkToolBlock(block: ToolBlock, places: PlaceChecker, lets: LetTable, findings: Findings): void {
  let hasPriority = false;
  for (const member of block.members) {
    if (member.kind === "priority") {
      if (hasPriority) {
        findings.report(
          "duplicate-priority",
          member,
          "The block has a priority already; this one counts.",
          "Keep one.",
        );
      }
      hasPriority = true;
    } else if (member.kind === "check") {
      if (member.condition !== undefined) places.checkPredicate(member.condition, "check");
      checkOpenPatterns(member, lets, findings);
    } else {
      for (const statement of member.statements) {
        if (statement.kind === "when") places.checkPredicate(statement.condition, member.phase);
        for (const update of updatesOf(statement)) places.checkUpdate(update, member.phase);
      }
    }
  }
  checkReachability(block, findings);
}

import type { CheckRule, ToolBlock } from "../ast.ts";
import type { Findings } from "./findings.ts";

/** Warns of rules that never decide anything because an earlier rule of the block always does. */
export function checkReachability(block: ToolBlock, findings: Findings): void {
  const rules = block.members.filter((member) => member.kind === "check");
  for (const [index, rule] of rules.entries()) {
    const decisive = rules.slice(0, index).find((earlier) => alwaysDecidesBefore(earlier, rule));
    if (decisive === undefined) continue;
    findings.report(
      "unreachable-rule",
      rule,
      `This rule never decides: \`${decisive.word} ${decisive.effect} always\` before it does.`,
      "Put the unconditional rule last.",
    );
  }
}

/** A hard denial ends all; a hard allowance all but hard denials; a soft rule the soft ones after it. */
function alwaysDecidesBefore(earlier: CheckRule, later: CheckRule): boolean {
  if (earlier.condition !== undefined) return false;
  if (earlier.enforcement === "soft") return later.enforcement === "soft";
  return earlier.effect === "deny" || later.enforcement === "soft" || later.effect === "allow";
}

import { checkPlan } from "@sequrity/plan";
import { planModules } from "@sequrity/wire";
import { expect, test } from "vitest";

/** `wire` reserves the names of what plans may import without knowing the plan language: here both are known. */
test("every module that a plan may import is reserved: no tool is called so", () => {
  const checked = checkPlan("import nothing_of_this_name", { tools: [], variables: [] });
  const help = checked.ok ? "" : (checked.diagnostics[0]?.help ?? "");
  const offered = help.replace(/^.*: /, "").split(", ");
  const topLevel = new Set(offered.map((name) => name.replace(/\..*$/, "")));
  expect(Array.from(planModules).sort()).toEqual(Array.from(topLevel).sort());
});

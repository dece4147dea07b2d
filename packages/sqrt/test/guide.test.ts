import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { compilePolicy, formatPolicy, layerPolicies, runPolicyTests } from "../src/index.ts";

const guide = readFileSync(new URL("../../../docs/sqrt-guide.md", import.meta.url), "utf8");
const snippets = [
  ...guide.matchAll(/```sqrt\n([\s\S]*?)```(?:(?!```sqrt)[\s\S])*?```yaml\n([\s\S]*?)```/g),
].map(([, policy = "", tests = ""]) => [policy.split("\n", 1)[0] ?? "", policy, tests] as const);

test("every snippet is found", () => {
  expect(snippets.length).toBe(guide.match(/```sqrt\n/g)?.length);
  expect(snippets.length).toBe(guide.match(/```yaml\n/g)?.length);
});

test.each(snippets)("%s", (_title, policy, tests) => {
  const compiled = compilePolicy(policy);
  expect(compiled).toMatchObject({ ok: true, warnings: [] });
  expect(formatPolicy(policy)).toEqual({ ok: true, text: policy });
  if (!compiled.ok) return;
  const { results } = runPolicyTests(layerPolicies([compiled.policy]), parse(tests));
  expect(results.length).toBeGreaterThan(0);
  expect(results.filter((result) => !result.passed)).toEqual([]);
});

import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { plainLabels } from "../spec/evaluate.ts";
import { specCheck, specLabel } from "../spec/verdict.ts";
import {
  checkToolCall,
  compilePolicy,
  formatDiagnostic,
  joinMetadata,
  labelResult,
  layerPolicies,
  metadataToJson,
} from "../src/index.ts";
import { parsePolicy } from "../src/parse.ts";
import { policyText, type Question, question } from "./arbitraries.ts";

/** The compiled evaluator and the specification give the same verdict, record and labels. */
export const agreement = fc.property(
  policyText,
  fc.array(question, { minLength: 1, maxLength: 4 }),
  (text, questions) => {
    for (const asked of questions) compareAnswers(text, asked);
  },
);

/** Throws where they differ, or where the policy does not compile or the check fails. */
export function compareAnswers(text: string, { call, session, presets, failFast, returns }: Question): void {
  const compiled = compilePolicy(text);
  if (!compiled.ok)
    throw new Error(compiled.diagnostics.map((finding) => formatDiagnostic(finding)).join("\n"));
  const policies = layerPolicies([compiled.policy]);
  const { program } = parsePolicy(text);
  const before = plainLabels(session);

  const wanted = specCheck(program, call, before, presets, failFast);
  const given = checkToolCall(policies, call, session, { presets, failFast, includeValues: true });
  const rules = given.record.rules.filter((rule) => rule.text !== "default_allow");
  deepStrictEqual(
    {
      verdict: given.verdict,
      session: metadataToJson(given.session),
      fired: rules.map((rule) => rule.fired),
    },
    wanted,
  );

  const start = call.arguments.reduce(
    (joined, argument) => joinMetadata(joined, argument.metadata),
    call.control,
  );
  const wantedLabels = specLabel(program, call, returns, plainLabels(start), wanted.session, presets);
  const labelled = labelResult(policies, call, { value: returns, start }, given.session, presets);
  deepStrictEqual(
    { result: metadataToJson(labelled.metadata), session: metadataToJson(labelled.session) },
    wantedLabels,
  );
}

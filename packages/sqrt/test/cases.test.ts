import { describe, expect, test } from "vitest";
import {
  checkToolCall,
  compilePolicy,
  defaultPresets,
  formatDiagnostic,
  joinMetadata,
  labelResult,
  layerPolicies,
  metadataOf,
  metadataToJson,
} from "../src/index.ts";
import { callOf, type PolicyCase, parametersOf, readCases } from "./case-files.ts";

for (const { file, cases } of readCases()) {
  describe(file, () => {
    test.each(cases.map((policyCase) => [policyCase.name, policyCase] as const))(
      "%s",
      (_name, policyCase) => {
        run(policyCase);
      },
    );
  });
}

function run(policyCase: PolicyCase): void {
  const tools = policyCase.tools?.map((tool) => {
    const parameters = parametersOf(tool.parameters);
    return { name: tool.name, ...(parameters === undefined ? {} : { parameters }) };
  });
  const compiled = compilePolicy(policyCase.policy, {
    ...(tools === undefined ? {} : { tools }),
    ...(policyCase.writtenBy === undefined ? {} : { writtenBy: policyCase.writtenBy }),
  });
  const findings = compiled.ok ? compiled.warnings : compiled.diagnostics;
  const shown = findings.map(({ code, span: { start } }) => `${code} ${start.line}:${start.column}`);
  if (policyCase.findings !== undefined) expect(shown).toEqual(policyCase.findings);
  if (!compiled.ok) {
    if (policyCase.findings === undefined)
      expect(findings.map((finding) => formatDiagnostic(finding))).toEqual([]);
    return;
  }
  const lower = (policyCase.layers ?? []).map((text) => {
    const layer = compilePolicy(text);
    if (!layer.ok) throw new Error(layer.diagnostics.map((finding) => formatDiagnostic(finding)).join("\n"));
    return layer.policy;
  });
  const policies = layerPolicies([compiled.policy, ...lower]);
  const presets = { ...defaultPresets, ...policyCase.presets };
  let session = metadataOf(policyCase.session ?? {});
  for (const step of policyCase.steps ?? []) {
    const call = callOf(step.call);
    const options = { presets, failFast: policyCase.failFast ?? true, includeValues: false };
    const verdict = checkToolCall(policies, call, session, options);
    expect(verdict.verdict).toBe(step.verdict);
    expect(verdict.kind).toBe(step.verdict.endsWith("allowed") ? "allowed" : "denied");
    expect(verdict.record.final_verdict).toBe(step.verdict);
    expect(JSON.parse(JSON.stringify(verdict.record))).toEqual(verdict.record);
    if (step.message !== undefined) expect(verdict.message).toBe(step.message);
    if (step.denied !== undefined)
      expect(verdict.record.denied.map((rule) => rule.text)).toEqual(step.denied);
    session = verdict.session;
    if (verdict.kind === "allowed") {
      const start = call.arguments.reduce(
        (joined, { metadata }) => joinMetadata(joined, metadata),
        call.control,
      );
      const labelled = labelResult(
        policies,
        call,
        { value: step.call.returns ?? null, start },
        session,
        presets,
      );
      session = labelled.session;
      if (step.result !== undefined) {
        expect(metadataToJson(labelled.metadata)).toEqual({
          producers: [],
          consumers: ["*"],
          tags: [],
          ...step.result,
        });
      }
    }
    if (step.session !== undefined) {
      expect(metadataToJson(session)).toEqual({ producers: [], consumers: ["*"], tags: [], ...step.session });
    }
  }
}

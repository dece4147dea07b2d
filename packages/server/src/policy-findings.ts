import { compileCedar, compilePolicy, formatDiagnostic } from "@sequrity/sqrt";
import { type PolicyHeader, resolveSessionConfig } from "@sequrity/wire";

/** What is wrong with the policies in an X-Policy header, one text a finding; none when they compile. */
export async function policyFindings(policy: PolicyHeader): Promise<readonly string[]> {
  const { code, language } = resolveSessionConfig({ endpointType: "chat", policy }).policy.codes;
  const compiled = language === "cedar" ? await compileCedar(code) : compilePolicy(code);
  return compiled.ok ? [] : compiled.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, "codes"));
}

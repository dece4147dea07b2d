import {
  checkToolCall,
  compilePolicy,
  type Diagnostic,
  defaultPresets,
  formatDiagnostic,
  joinMetadata,
  labelResult,
  layerPolicies,
  type Metadata,
  metadataToJson,
  type Policy,
} from "@sequrity/sqrt";
import type { Command } from "commander";
import { type CallFile, readCallFile } from "../call-file.ts";
import { Finding } from "../exit.ts";
import { readTextFile } from "../files.ts";
import { type DeclaredTool, readToolsFile, toolDeclarations } from "../tools-file.ts";

/** `sequrity sqrt …`: policies. */
export function register(program: Command): void {
  const sqrt = program.command("sqrt").description("check and try policies in the language SQRT");

  sqrt
    .command("check")
    .description("check policies; exit code 1 when one has an error")
    .argument("<files...>", "files that hold SQRT")
    .option("--tools <file>", "the tools' JSON Schemas, for warnings about names that no tool has")
    .option("--json", "print the findings as JSON")
    .addHelpText("after", "\nExample:\n  $ sequrity sqrt check mail.sqrt --tools tools.json")
    .action(check);

  sqrt
    .command("eval")
    .description("ask a policy about one tool call; exit code 0 whatever the verdict")
    .argument("<policy>", "a file that holds SQRT")
    .argument(
      "<call>",
      'a file that holds {"tool", "args": {name: {"value", "tags"?, …}}, "session"?, "presets"?}',
    )
    .option("--tools <file>", "the tools' JSON Schemas, for defaults and undeclared arguments")
    .option("--record", "print the whole record of the check too")
    .addHelpText("after", "\nExample:\n  $ sequrity sqrt eval mail.sqrt call.json")
    .action(evaluate);
}

function check(files: readonly string[], options: { tools?: string; json?: boolean }): void {
  const tools = options.tools === undefined ? undefined : toolDeclarations(readToolsFile(options.tools));
  const results = files.map((file) => {
    const compiled = compilePolicy(readTextFile(file), tools === undefined ? {} : { tools });
    return { file, ok: compiled.ok, diagnostics: compiled.ok ? compiled.warnings : compiled.diagnostics };
  });
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  } else {
    for (const { file, ok, diagnostics } of results) {
      for (const diagnostic of diagnostics) process.stderr.write(`${formatDiagnostic(diagnostic, file)}\n\n`);
      if (ok)
        process.stdout.write(
          `${file}: ok${diagnostics.length === 0 ? "" : `, ${count(diagnostics.length, "warning")}`}\n`,
        );
    }
  }
  const errors = results.flatMap(({ diagnostics }) =>
    diagnostics.filter(({ severity }) => severity === "error"),
  );
  if (results.some(({ ok }) => !ok))
    throw new Finding(options.json === true ? "" : `${count(errors.length, "error")} found`);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function evaluate(policyFile: string, callFile: string, options: { tools?: string; record?: boolean }): void {
  const tools = options.tools === undefined ? [] : readToolsFile(options.tools);
  const policies = layerPolicies([compiledOrFinding(policyFile, tools)]);
  const call = readCallFile(callFile);
  const parameters = tools.find(({ name }) => name === call.tool)?.parameters;
  const answer = verdictOf(policies, call, parameters);
  process.stdout.write(
    `${JSON.stringify(options.record === true ? answer : { ...answer, record: undefined }, null, 2)}\n`,
  );
}

function verdictOf(
  policies: ReturnType<typeof layerPolicies>,
  call: CallFile,
  parameters: DeclaredTool["parameters"] | undefined,
) {
  const presets = { ...defaultPresets, ...call.presets };
  const checked = { ...call.checked, ...(parameters === undefined ? {} : { parameters }) };
  const outcome = checkToolCall(policies, checked, call.session, {
    presets,
    failFast: call.failFast,
    includeValues: true,
  });
  let session: Metadata = outcome.session;
  let result: Metadata | undefined;
  if (outcome.kind === "allowed") {
    const first = outcome.arguments[0];
    const start =
      first === undefined
        ? call.checked.control
        : outcome.arguments
            .slice(1)
            .reduce((joined, { metadata }) => joinMetadata(joined, metadata), first.metadata);
    const labelled = labelResult(
      policies,
      { ...checked, arguments: outcome.arguments },
      { value: null, start },
      outcome.session,
      presets,
    );
    session = labelled.session;
    result = labelled.metadata;
  }
  return {
    verdict: outcome.verdict,
    denied: outcome.record.denied,
    ...(outcome.kind === "denied" ? { message: outcome.message } : {}),
    session: metadataToJson(session),
    ...(result === undefined ? {} : { result_meta: metadataToJson(result) }),
    record: outcome.record,
  };
}

function compiledOrFinding(file: string, tools: readonly DeclaredTool[]): Policy {
  const compiled = compilePolicy(
    readTextFile(file),
    tools.length === 0 ? {} : { tools: toolDeclarations(tools) },
  );
  if (compiled.ok) {
    printFindings(file, compiled.warnings);
    return compiled.policy;
  }
  printFindings(file, compiled.diagnostics);
  throw new Finding(`${file} does not check, so nothing was evaluated`);
}

function printFindings(file: string, diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) process.stderr.write(`${formatDiagnostic(diagnostic, file)}\n\n`);
}

import { dirname, resolve } from "node:path";
import { runPolicyTests, type TestReport } from "@sequrity/sqrt";
import { isJsonObject, type JsonValue } from "@sequrity/wire";
import type { Command } from "commander";
import { parse } from "yaml";
import { Finding, UsageError } from "../../exit.ts";
import { readTextFile } from "../../files.ts";
import { count, policyFromFile } from "../../sqrt-files.ts";
import { readToolsFile, toolDeclarations } from "../../tools-file.ts";

/** `sequrity sqrt test`. */
export function registerTest(sqrt: Command): void {
  sqrt
    .command("test")
    .description("run tests of policies: calls and the verdicts wanted; exit code 1 when one fails")
    .argument(
      "<files...>",
      'YAML or JSON: {"policy"?, "tools"?, "tests": [{"name"?, "tool", "args", "expect", …}]}',
    )
    .option("--json", "print the results as JSON")
    .addHelpText(
      "after",
      "\nA file without `policy` tests the policy beside it: mail.test.yaml tests mail.sqrt.\n\nExample:\n  $ sequrity sqrt test mail.test.yaml",
    )
    .action(test);
}

function test(files: readonly string[], options: { readonly json?: boolean }): void {
  const reports = files.map((file) => ({ file, ...runFile(file) }));
  if (options.json === true) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
  else for (const report of reports) printReport(report);
  if (reports.some(({ results }) => results.some(({ passed }) => !passed))) throw new Finding("");
}

function runFile(file: string): TestReport {
  const suite = readSuite(file);
  const beside = (path: string) => resolve(dirname(file), path);
  const tools = typeof suite.tools === "string" ? readToolsFile(beside(suite.tools)) : [];
  const policyFile =
    typeof suite.policy === "string" ? beside(suite.policy) : file.replace(/\.test\.(ya?ml|json)$/, ".sqrt");
  if (policyFile === file) throw new UsageError(`${file}: name its policy, as \`policy: mail.sqrt\``);
  return runPolicyTests(policyFromFile(policyFile, tools), suite, toolDeclarations(tools));
}

function readSuite(file: string): { readonly [key: string]: JsonValue } {
  let suite: JsonValue;
  try {
    suite = parse(readTextFile(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `${file} is neither YAML nor JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (!isJsonObject(suite)) throw new UsageError(`${file} must hold an object with a list \`tests\``);
  return suite;
}

function printReport({ file, results, coverage }: TestReport & { readonly file: string }): void {
  for (const { name, passed, failure } of results) {
    process.stdout.write(`${passed ? "ok  " : "FAIL"} ${name}\n`);
    if (!passed) process.stdout.write(`     ${failure.replaceAll("\n", "\n     ")}\n`);
  }
  const failed = results.filter(({ passed }) => !passed).length;
  process.stdout.write(`${file}: ${count(results.length - failed, "test")} passed, ${failed} failed\n`);
  for (const { text, span, fired, oneSided } of coverage) {
    if (fired === 0) process.stdout.write(`  never fired: line ${span.start.line}: ${text}\n`);
    for (const { text: part, never } of oneSided) {
      process.stdout.write(`  never ${never}: line ${span.start.line}: ${part}\n`);
    }
  }
}

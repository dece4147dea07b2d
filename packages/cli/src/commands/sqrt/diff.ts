import { diffPolicies, type RecordedCall } from "@sequrity/sqrt";
import type { Command } from "commander";
import { Finding, UsageError } from "../../exit.ts";
import { parseJsonArgument, readTextFile } from "../../files.ts";
import { count, policyFromFile, toolsOption, writtenCall } from "../../sqrt-files.ts";
import type { DeclaredTool } from "../../tools-file.ts";

/** `sequrity sqrt diff`. */
export function registerDiff(sqrt: Command): void {
  sqrt
    .command("diff")
    .description("ask two policies about recorded calls; exit code 1 when a verdict or a label changes")
    .argument("<before>", "a file that holds SQRT")
    .argument("<after>", "a file that holds SQRT")
    .argument("<calls>", "a JSON list of calls, or one call a line, each as for `sqrt eval`")
    .option("--tools <file>", "the tools' JSON Schemas")
    .option("--json", "print the differences as JSON")
    .addHelpText("after", "\nExample:\n  $ sequrity sqrt diff old.sqrt new.sqrt calls.jsonl")
    .action(diff);
}

function diff(
  beforeFile: string,
  afterFile: string,
  callsFile: string,
  options: { readonly tools?: string; readonly json?: boolean },
): void {
  const tools = toolsOption(options.tools);
  const [before, after] = [policyFromFile(beforeFile, tools), policyFromFile(afterFile, tools)];
  const calls = recordedCalls(callsFile, tools);
  const differences = diffPolicies(before, after, calls);
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(differences, null, 2)}\n`);
  } else {
    for (const { index, tool, kind, before: old, after: now } of differences) {
      process.stdout.write(
        `${kind.padEnd(10)}  call ${index + 1} ${tool}: ${old.verdict} -> ${now.verdict}\n`,
      );
    }
    process.stdout.write(`${count(calls.length, "call")}, ${count(differences.length, "difference")}\n`);
  }
  if (differences.length > 0) throw new Finding("");
}

function recordedCalls(file: string, tools: readonly DeclaredTool[]): readonly RecordedCall[] {
  const text = readTextFile(file);
  const list = text.trimStart().startsWith("[")
    ? parseJsonArgument(text, file)
    : text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line, index) => parseJsonArgument(line, `${file}: line ${index + 1}`));
  if (!Array.isArray(list)) throw new UsageError(`${file} holds no list of calls`);
  return list.map((json, index) => {
    const { call, session, presets } = writtenCall(json, tools, `${file}: call ${index + 1}`);
    return { call, session, options: { presets, failFast: true, includeValues: false } };
  });
}

import { compilePolicy } from "@sequrity/sqrt";
import type { Command } from "commander";
import { Finding } from "../../exit.ts";
import { readTextFile } from "../../files.ts";
import { sarifLog } from "../../sarif.ts";
import { count, printFindings, toolsOption } from "../../sqrt-files.ts";
import { toolDeclarations } from "../../tools-file.ts";

/** `sequrity sqrt check`. */
export function registerCheck(sqrt: Command): void {
  sqrt
    .command("check")
    .description("check policies; exit code 1 when one has an error")
    .argument("<files...>", "files that hold SQRT")
    .option("--tools <file>", "the tools' JSON Schemas, for warnings about names that no tool has")
    .option("--json", "print the findings as JSON")
    .option("--sarif", "print the findings as a SARIF 2.1.0 log, for code review tools")
    .addHelpText("after", "\nExample:\n  $ sequrity sqrt check mail.sqrt --tools tools.json")
    .action(check);
}

interface CheckFlags {
  readonly tools?: string;
  readonly json?: boolean;
  readonly sarif?: boolean;
}

function check(files: readonly string[], options: CheckFlags): void {
  const tools = toolDeclarations(toolsOption(options.tools));
  const results = files.map((file) => {
    const compiled = compilePolicy(readTextFile(file), tools.length === 0 ? {} : { tools });
    return { file, ok: compiled.ok, diagnostics: compiled.ok ? compiled.warnings : compiled.diagnostics };
  });
  if (options.sarif === true) {
    process.stdout.write(`${JSON.stringify(sarifLog(results), null, 2)}\n`);
  } else if (options.json === true) {
    process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  } else {
    for (const { file, ok, diagnostics } of results) {
      printFindings(file, diagnostics);
      const warnings = diagnostics.length === 0 ? "" : `, ${count(diagnostics.length, "warning")}`;
      if (ok) process.stdout.write(`${file}: ok${warnings}\n`);
    }
  }
  if (results.every(({ ok }) => ok)) return;
  const errors = results
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ severity }) => severity === "error").length;
  throw new Finding(options.json === true || options.sarif === true ? "" : `${count(errors, "error")} found`);
}

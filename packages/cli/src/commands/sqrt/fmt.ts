import { writeFileSync } from "node:fs";
import { formatPolicy } from "@sequrity/sqrt";
import type { Command } from "commander";
import { Finding } from "../../exit.ts";
import { readTextFile } from "../../files.ts";
import { printFindings } from "../../sqrt-files.ts";

/** `sequrity sqrt fmt`. */
export function registerFmt(sqrt: Command): void {
  sqrt
    .command("fmt")
    .description("format policies in place; a file that does not parse is left as it is")
    .argument("<files...>", "files that hold SQRT")
    .option("--check", "change nothing; exit code 1 when a file is not formatted")
    .addHelpText("after", "\nExample:\n  $ sequrity sqrt fmt --check policies/*.sqrt")
    .action(format);
}

function format(files: readonly string[], options: { readonly check?: boolean }): void {
  let failed = false;
  for (const file of files) {
    const text = readTextFile(file);
    const formatted = formatPolicy(text);
    if (!formatted.ok) {
      printFindings(file, formatted.diagnostics);
      failed = true;
    } else if (formatted.text !== text) {
      if (options.check === true) {
        process.stderr.write(`${file}: not formatted\n`);
        failed = true;
      } else {
        writeFileSync(file, formatted.text);
        process.stdout.write(`${file}: formatted\n`);
      }
    }
  }
  if (failed) throw new Finding("");
}

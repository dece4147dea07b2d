import { serveLanguage } from "@sequrity/sqrt/language-server";
import type { Command } from "commander";
import { Finding } from "../../exit.ts";
import { toolsOption } from "../../sqrt-files.ts";
import { toolDeclarations } from "../../tools-file.ts";

/** `sequrity sqrt language-server`. */
export function registerLanguageServer(sqrt: Command): void {
  sqrt
    .command("language-server")
    .description("serve editors over stdio by the Language Server Protocol, until they say exit")
    .option("--tools <file>", "the tools' JSON Schemas, for warnings about names that no tool has")
    .addHelpText("after", "\nExample:\n  $ sequrity sqrt language-server --tools tools.json")
    .action(async (options: { readonly tools?: string }) => {
      const tools = toolDeclarations(toolsOption(options.tools));
      const exitCode = await serveLanguage(process.stdin, process.stdout, tools);
      process.stdin.destroy();
      if (exitCode !== 0) throw new Finding("");
    });
}

import { effectiveConfiguration } from "@sequrity/server";
import type { Command } from "commander";
import { configurationOf } from "../configuration.ts";

/** `sequrity config …`: the configuration of the server. */
export function register(program: Command): void {
  const config = program.command("config").description("check and show the configuration");

  config
    .command("check")
    .description("check a configuration; exit code 2 and every finding when it cannot be used")
    .argument("[file]", "YAML configuration")
    .addHelpText("after", "\nExample:\n  $ sequrity config check sequrity.yaml")
    .action((file: string | undefined) => {
      configurationOf(file === undefined ? {} : { config: file });
      process.stdout.write("the configuration is fine\n");
    });

  config
    .command("show")
    .description("print the effective configuration as JSON, secrets hidden")
    .option("--config <file>", "YAML configuration")
    .addHelpText("after", "\nExample:\n  $ sequrity config show --config sequrity.yaml")
    .action((flags: { readonly config?: string }) => {
      process.stdout.write(`${JSON.stringify(effectiveConfiguration(configurationOf(flags)), null, 2)}\n`);
    });
}

import { explainVerdict, formatExplanation } from "@sequrity/sqrt";
import type { Command } from "commander";
import { callFromFile, policyFromFile, toolsOption } from "../../sqrt-files.ts";

/** `sequrity sqrt explain`. */
export function registerExplain(sqrt: Command): void {
  sqrt
    .command("explain")
    .description("say why a call is allowed or denied, rule by rule, and what would turn the verdict round")
    .argument("<policy>", "a file that holds SQRT")
    .argument("<call>", "a file with a call, as for `sqrt eval`")
    .option("--tools <file>", "the tools' JSON Schemas")
    .option("--json", "print the explanation as JSON")
    .addHelpText("after", "\nExample:\n  $ sequrity sqrt explain mail.sqrt call.json")
    .action(
      (
        policyFile: string,
        callFile: string,
        options: { readonly tools?: string; readonly json?: boolean },
      ) => {
        const tools = toolsOption(options.tools);
        const policies = policyFromFile(policyFile, tools);
        const { call, session, presets } = callFromFile(callFile, tools);
        const explanation = explainVerdict(policies, call, session, {
          presets,
          failFast: false,
          includeValues: true,
        });
        const text =
          options.json === true ? JSON.stringify(explanation, null, 2) : formatExplanation(explanation);
        process.stdout.write(`${text.trimEnd()}\n`);
      },
    );
}

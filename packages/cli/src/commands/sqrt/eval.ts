import { checkToolCall, joinOfCall, labelResult, metadataToJson } from "@sequrity/sqrt";
import type { Command } from "commander";
import { callFromFile, policyFromFile, toolsOption } from "../../sqrt-files.ts";

/** `sequrity sqrt eval`. */
export function registerEval(sqrt: Command): void {
  sqrt
    .command("eval")
    .description("ask a policy about one tool call; exit code 0 whatever the verdict")
    .argument("<policy>", "a file that holds SQRT")
    .argument("<call>", 'a file: {"tool", "args": {name: {"value", "tags"?, …}}, "session"?, "presets"?}')
    .option("--tools <file>", "the tools' JSON Schemas, for defaults and undeclared arguments")
    .option("--record", "print the whole record of the check too")
    .addHelpText("after", "\nExample:\n  $ sequrity sqrt eval mail.sqrt call.json")
    .action(evaluate);
}

function evaluate(
  policyFile: string,
  callFile: string,
  options: { readonly tools?: string; readonly record?: boolean },
): void {
  const tools = toolsOption(options.tools);
  const policies = policyFromFile(policyFile, tools);
  const { call, session, presets } = callFromFile(callFile, tools);
  const { kind, verdict, record, message, ...after } = checkToolCall(policies, call, session, {
    presets,
    failFast: true,
    includeValues: true,
  });
  const checked = { ...call, arguments: after.arguments };
  const result =
    kind === "denied"
      ? undefined
      : labelResult(policies, checked, { value: null, start: joinOfCall(checked) }, after.session, presets);
  const answer = {
    verdict,
    denied: record.denied,
    ...(kind === "denied" && { message }),
    session: metadataToJson(result?.session ?? after.session),
    ...(result !== undefined && { result_meta: metadataToJson(result.metadata) }),
    ...(options.record === true && { record }),
  };
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}

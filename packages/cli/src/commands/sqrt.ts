import type { Command } from "commander";
import { registerCheck } from "./sqrt/check.ts";
import { registerDiff } from "./sqrt/diff.ts";
import { registerEval } from "./sqrt/eval.ts";
import { registerExplain } from "./sqrt/explain.ts";
import { registerFmt } from "./sqrt/fmt.ts";
import { registerLanguageServer } from "./sqrt/language-server.ts";
import { registerTest } from "./sqrt/test.ts";

/** `sequrity sqrt …`: policies. */
export function register(program: Command): void {
  const sqrt = program
    .command("sqrt")
    .description("write, check, test and explain policies in the language SQRT");
  for (const add of [
    registerCheck,
    registerFmt,
    registerTest,
    registerEval,
    registerExplain,
    registerDiff,
    registerLanguageServer,
  ])
    add(sqrt);
}

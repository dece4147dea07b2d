import { Command, CommanderError } from "commander";
import { Finding, UsageError } from "./exit.ts";

/**
 * The command line. Each command's own file is loaded only when it is asked for, so that `--help` and small commands
 * start fast. Exit codes: 0 done, 1 found something wrong, 2 wrong usage.
 */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command("sequrity")
    .description("A self-hosted secure LLM orchestrator: untrusted text becomes data, never control.")
    .version("0.1.0")
    .showHelpAfterError("(add --help for the options and an example)")
    .exitOverride();

  const commands: Readonly<Record<string, () => Promise<{ register(program: Command): void }>>> = {
    serve: () => import("./commands/serve.ts"),
    demo: () => import("./commands/demo.ts"),
    keys: () => import("./commands/keys.ts"),
    config: () => import("./commands/config.ts"),
    sqrt: () => import("./commands/sqrt.ts"),
    plan: () => import("./commands/plan.ts"),
  };
  const named = argv.find((word) => !word.startsWith("-"));
  const wanted = named === undefined ? undefined : commands[named];
  const loaders = wanted === undefined ? Object.values(commands) : [wanted];
  for (const load of loaders) (await load()).register(program);

  try {
    await program.parseAsync(argv, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) {
      process.stderr.write(`sequrity: ${error.message}\n`);
      return 2;
    }
    if (error instanceof Finding) {
      if (error.message !== "") process.stderr.write(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

// Not process.exit(): output that is still on its way to a pipe would be cut.
process.exitCode = await main(process.argv.slice(2));

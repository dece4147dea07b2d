import { type Configuration, ConfigurationError, StoreError, startServer } from "@sequrity/server";
import { type Command, InvalidArgumentError } from "commander";
import { type ConfigurationFlags, configurationOf } from "../configuration.ts";
import { Finding } from "../exit.ts";

/** `sequrity serve`: the server, until SIGTERM or SIGINT. */
export function register(program: Command): void {
  program
    .command("serve")
    .description("run the server; prints one line with its URL when it listens")
    .option("--port <port>", "port to listen on; 0 takes a free one (default: 8787)", port)
    .option("--host <host>", "address to listen on (default: 127.0.0.1)")
    .option("--db <file>", "database: a SQLite file or :memory: (default: sequrity.db)")
    .option("--config <file>", "YAML configuration")
    .addHelpText(
      "after",
      "\nExample:\n  $ OPENAI_API_KEY=... SEQURITY_MODELS=gpt-5-mini sequrity serve --port 8787",
    )
    .action(serve);
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65535)
    throw new InvalidArgumentError("It must be a number from 0 to 65535.");
  return number;
}

async function serve(flags: ConfigurationFlags): Promise<void> {
  const server = await listening(configurationOf(flags));
  process.stdout.write(`sequrity listens on ${server.url}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
  await server.close();
}

async function listening(configuration: Configuration) {
  try {
    return await startServer({ configuration });
  } catch (error) {
    if (error instanceof StoreError || error instanceof ConfigurationError)
      throw new Finding(`sequrity: ${error.message}`);
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      throw new Finding(
        `sequrity: port ${configuration.port} is taken; choose another with --port, or --port 0 for a free one`,
      );
    }
    if (
      error instanceof Error &&
      "code" in error &&
      (error.code === "EACCES" || error.code === "EADDRNOTAVAIL")
    ) {
      throw new Finding(
        `sequrity: cannot listen on ${configuration.host}:${configuration.port} (${String(error.code)})`,
      );
    }
    throw error;
  }
}

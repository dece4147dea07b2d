import { BaseConfigError, KeyRing, openStore, type Store, StoreError } from "@sequrity/server";
import { type Command, Option } from "commander";
import { type ConfigurationFlags, configurationOf } from "../configuration.ts";
import { Finding, UsageError } from "../exit.ts";
import { parseJsonArgument, readTextFile } from "../files.ts";

/** `sequrity keys …`: the API keys of a store. */
export function register(program: Command): void {
  const keys = program.command("keys").description("API keys: create, list, revoke");

  withStore(
    keys.command("create").description("create an API key; the secret is printed once and stored nowhere"),
  )
    .requiredOption("--name <name>", "what the key is for")
    .addOption(
      new Option("--arch <architecture>", "the architecture of its sessions").choices([
        "dual-llm",
        "single-llm",
      ]),
    )
    .option("--features <file>", "JSON of X-Features that the key stands for")
    .option("--policy <file>", "JSON of X-Policy that the key stands for")
    .option("--config-header <file>", "JSON of X-Config that the key stands for")
    .option("--json", "print as JSON")
    .addHelpText("after", "\nExample:\n  $ sequrity keys create --name laptop --arch dual-llm")
    .action(create);

  withStore(keys.command("list").description("list the API keys, without their secrets"))
    .option("--json", "print as JSON")
    .addHelpText("after", "\nExample:\n  $ sequrity keys list")
    .action(list);

  withStore(keys.command("revoke").description("revoke an API key for good"))
    .argument("<id>", "the key's id, as `keys list` shows it")
    .addHelpText("after", "\nExample:\n  $ sequrity keys revoke key_…")
    .action(revoke);
}

function withStore(command: Command): Command {
  return command
    .option("--db <file>", "database: a SQLite file (default: sequrity.db)")
    .option("--config <file>", "YAML configuration");
}

interface CreateFlags extends ConfigurationFlags {
  readonly name: string;
  readonly arch?: string;
  readonly features?: string;
  readonly policy?: string;
  readonly configHeader?: string;
  readonly json?: boolean;
}

async function create(flags: CreateFlags): Promise<void> {
  const features = featuresText(flags);
  await inStore(flags, async (keys) => {
    try {
      const { key, secret } = await keys.create({
        name: flags.name,
        ...(features === undefined ? {} : { features }),
        ...(flags.policy === undefined ? {} : { policy: readTextFile(flags.policy) }),
        ...(flags.configHeader === undefined ? {} : { config: readTextFile(flags.configHeader) }),
      });
      if (flags.json === true) {
        process.stdout.write(`${JSON.stringify({ id: key.id, name: key.name, secret }, null, 2)}\n`);
      } else {
        process.stdout.write(`${secret}\n`);
        process.stderr.write(`Key ${key.id} (${key.name}). Keep the secret above: it is not shown again.\n`);
      }
    } catch (error) {
      if (error instanceof BaseConfigError) throw new UsageError(error.message);
      throw error;
    }
  });
}

function featuresText(flags: CreateFlags): string | undefined {
  if (flags.arch === undefined)
    return flags.features === undefined ? undefined : readTextFile(flags.features);
  if (flags.features === undefined) return JSON.stringify({ agent_arch: flags.arch });
  const given = parseJsonArgument(readTextFile(flags.features), flags.features);
  if (typeof given !== "object" || given === null)
    throw new UsageError(`${flags.features} must hold an object`);
  return JSON.stringify({ ...given, agent_arch: flags.arch });
}

async function list(flags: ConfigurationFlags & { readonly json?: boolean }): Promise<void> {
  await inStore(flags, async (keys) => {
    const rows = (await keys.list()).map(({ id, name, createdAt, revokedAt }) => ({
      id,
      name,
      created_at: new Date(createdAt).toISOString(),
      revoked_at: revokedAt === null ? null : new Date(revokedAt).toISOString(),
    }));
    if (flags.json === true) {
      process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      return;
    }
    for (const row of rows) {
      const state = row.revoked_at === null ? "active" : `revoked ${row.revoked_at}`;
      process.stdout.write(`${row.id}  ${row.created_at}  ${state}  ${row.name}\n`);
    }
  });
}

async function revoke(id: string, flags: ConfigurationFlags): Promise<void> {
  await inStore(flags, async (keys) => {
    if (!(await keys.revoke(id)))
      throw new Finding(`no active key has the id ${id}; \`sequrity keys list\` shows them`);
    process.stdout.write(`${id} is revoked\n`);
  });
}

async function inStore(flags: ConfigurationFlags, act: (keys: KeyRing) => Promise<void>): Promise<void> {
  const { database, encryptionKey } = configurationOf(flags);
  let store: Store;
  try {
    store = await openStore({ path: database, ...(encryptionKey === undefined ? {} : { encryptionKey }) });
  } catch (error) {
    if (error instanceof StoreError) throw new Finding(`sequrity: ${error.message}`);
    throw error;
  }
  try {
    await act(new KeyRing(store.apiKeys));
  } finally {
    await store.close();
  }
}

import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseEnv } from "node:util";
import { type Configuration, ConfigurationError } from "./configuration.ts";
import { type ConfigurationSources, readConfiguration } from "./read.ts";

export interface LoadOptions {
  readonly flags?: ConfigurationSources["flags"];
  /** The YAML file. */
  readonly configFile?: string;
  /** Default: the process's. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where `.env` is looked for. Default: the working folder. */
  readonly folder?: string;
}

/**
 * Loads the configuration of this process: flags, the environment, a `.env` in the folder, the YAML file.
 *
 * @throws {ConfigurationError} with everything that is wrong
 */
export function loadConfiguration(options: LoadOptions = {}): Configuration {
  const folder = options.folder ?? process.cwd();
  const fromFile = readIfThere(resolve(folder, ".env"));
  const environment = {
    ...(fromFile === undefined ? {} : parseEnv(fromFile)),
    ...(options.environment ?? process.env),
  };
  if (options.configFile === undefined) {
    return readConfiguration({ flags: options.flags ?? {}, environment, folder });
  }
  const path = resolve(folder, options.configFile);
  const file = readIfThere(path);
  if (file === undefined) {
    throw new ConfigurationError([{ at: options.configFile, message: "there is no such file" }]);
  }
  return readConfiguration({ flags: options.flags ?? {}, environment, file, folder: dirname(path) });
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    throw new ConfigurationError([{ at: path, message: `cannot be read (${reason})` }]);
  }
}

import { type Configuration, ConfigurationError, loadConfiguration } from "@sequrity/server";
import { UsageError } from "./exit.ts";

/** Flags that several commands share. */
export interface ConfigurationFlags {
  readonly port?: number;
  readonly host?: string;
  readonly db?: string;
  readonly config?: string;
}

/** The configuration of this process: flags, environment, `.env`, YAML file. All that is wrong with it is one usage error. */
export function configurationOf(flags: ConfigurationFlags): Configuration {
  try {
    return loadConfiguration({
      flags: {
        ...(flags.host === undefined ? {} : { host: flags.host }),
        ...(flags.port === undefined ? {} : { port: flags.port }),
        ...(flags.db === undefined ? {} : { database: flags.db }),
      },
      ...(flags.config === undefined ? {} : { configFile: flags.config }),
    });
  } catch (error) {
    if (error instanceof ConfigurationError) {
      throw new UsageError(`the configuration cannot be used:\n  ${error.message.replaceAll("\n", "\n  ")}`);
    }
    throw error;
  }
}

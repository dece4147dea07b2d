import { type Logger, pino } from "pino";
import type { LogLevel } from "./configuration/configuration.ts";

/**
 * The log: lines of JSON on standard error. Lines carry ids, counts and codes; the redaction is a second fence for a
 * line that would carry more.
 */
export function createLog(level: LogLevel, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: [
        "authorization",
        "headers",
        "apiKey",
        "providerKey",
        "key",
        "secret",
        "body",
        "messages",
        "prompt",
      ].flatMap((name) => [name, `*.${name}`]),
      censor: "[redacted]",
    },
  };
  return pino(options, destination ?? pino.destination({ dest: 2, sync: false }));
}

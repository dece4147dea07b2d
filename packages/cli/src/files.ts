import { readFileSync } from "node:fs";
import { type JsonValue, parseJson } from "@sequrity/wire";
import { UsageError } from "./exit.ts";

/** The text of a file named on the command line, or a usage error that says why it cannot be read. */
export function readTextFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsageError(`cannot read ${path} (${reason})`);
  }
}

/** Parses JSON given on the command line; `what` names where it stood, for the error. */
export function parseJsonArgument(text: string, what: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    throw new UsageError(`${what} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

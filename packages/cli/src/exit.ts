/** The command found something wrong: exit code 1. The message goes to stderr; empty when all is printed already. */
export class Finding extends Error {
  override readonly name = "Finding";
}

/** The command was called wrongly: exit code 2. The message says what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** An argument of an exception. */
export type ErrorArgument = string | number | Uint8Array;

/**
 * What a Python operation raises. The interpreter turns it into an exception value of its own;
 * nothing here knows about interpreter values.
 */
export class PythonError extends Error {
  /** Name of the Python exception class, for example `ValueError`. */
  readonly type: string;
  /** Further attributes of the exception object (`pos`, `lineno`, ... of a JSONDecodeError), when it has any. */
  readonly attributes: Readonly<Record<string, string | number | null>>;
  /** What the exception's `args` are where they are not the message alone. */
  readonly arguments: readonly ErrorArgument[] | null;

  constructor(
    type: string,
    message: string,
    attributes: Readonly<Record<string, string | number | null>> = {},
    given: readonly ErrorArgument[] | null = null,
  ) {
    super(message);
    this.name = "PythonError";
    this.type = type;
    this.attributes = attributes;
    this.arguments = given;
  }

  /** Names of the classes that the exception's argument lists instead of the message. */
  get classes(): readonly string[] | null {
    return null;
  }
}

export function valueError(message: string): PythonError {
  return new PythonError("ValueError", message);
}

export function typeError(message: string): PythonError {
  return new PythonError("TypeError", message);
}

export function overflowError(message: string): PythonError {
  return new PythonError("OverflowError", message);
}

export function zeroDivisionError(message: string): PythonError {
  return new PythonError("ZeroDivisionError", message);
}

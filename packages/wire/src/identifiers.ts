/**
 * Names as plans and policies write them. A tool, an argument or a context variable may have any name on the wire;
 * in a plan it must be a Python identifier that means nothing else.
 */

const keywords: ReadonlySet<string> = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

/** Python's builtins (3.11), whether or not the plan language has them: none may be shadowed by a tool. */
export const pythonBuiltins: ReadonlySet<string> = new Set(
  `ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
  BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
  ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup
  FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
  IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
  ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError
  PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning
  RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit
  TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
  UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError __build_class__ __debug__
  __doc__ __import__ __loader__ __name__ __package__ __spec__ abs aiter all anext any ascii bin bool breakpoint
  bytearray bytes callable chr classmethod compile complex delattr dict dir divmod enumerate eval exec filter float
  format frozenset getattr globals hasattr hash hex id input int isinstance issubclass iter len list locals map max
  memoryview min next object oct open ord pow print property range repr reversed round set setattr slice sorted
  staticmethod str sum super tuple type vars zip`.split(/\s+/),
);

/** The modules that a plan may import. */
export const planModules: ReadonlySet<string> = new Set(
  `abc base64 collections dataclasses datetime decimal enum functools hashlib html itertools json math pydantic random re
  statistics string textwrap time typing urllib uuid`.split(/\s+/),
);

/** The tools that the server itself offers to plans. */
export const internalToolNames: ReadonlySet<string> = new Set([
  "parse_with_ai",
  "verify_hypothesis",
  "set_policy",
  "complete_turn",
]);

/** The variable that holds a plan's answer: no tool may be called so. */
export const answerVariable = "final_return_value";

/** All names that no tool and no context variable may have (security.md, C10). */
export const reservedNames: ReadonlySet<string> = new Set([
  ...pythonBuiltins,
  ...planModules,
  ...internalToolNames,
  answerVariable,
]);

/**
 * The identifier that stands for a name in plans and in policies' arguments. A character that no identifier may have
 * becomes `_`, a digit in front gets a `_` before it, a keyword or builtin gets a `_` behind it. Like Python, it reads
 * identifiers in their NFKC form. Different names may come to the same identifier: see `findCollision`.
 */
export function identifierOf(name: string): string {
  let identifier = name.normalize("NFKC").replace(/[^\p{XID_Continue}]/gu, "_");
  if (!/^[_\p{XID_Start}]/u.test(identifier)) identifier = `_${identifier}`;
  return keywords.has(identifier) || pythonBuiltins.has(identifier) ? `${identifier}_` : identifier;
}

export interface Collision {
  /** The name that is refused. */
  readonly name: string;
  /** The name that it collides with. */
  readonly other: string;
  readonly identifier: string;
  readonly kind: "reserved" | "duplicate";
}

/**
 * The first name that may not be used beside the others: one that is reserved, as written or as an identifier, or one
 * that another name of the list already stands for. Undefined when there is none. A name given twice collides with
 * itself. `reserved` is `reservedNames`, or more where the caller reserves more.
 */
export function findCollision(
  names: readonly string[],
  reserved: ReadonlySet<string> = reservedNames,
): Collision | undefined {
  // INVARIANT: a name that passes means exactly one thing in a plan, so a policy for it cannot be sidestepped (C10).
  const taken = new Map<string, string>();
  for (const name of names) {
    const identifier = identifierOf(name);
    for (const form of [name, name.normalize("NFKC"), identifier]) {
      if (reserved.has(form)) return { name, other: form, identifier, kind: "reserved" };
    }
    const other = taken.get(identifier);
    if (other !== undefined) return { name, other, identifier, kind: "duplicate" };
    taken.set(identifier, name);
  }
  return undefined;
}

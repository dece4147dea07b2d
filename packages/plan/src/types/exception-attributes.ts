/** What the arguments of some builtin exceptions become as attributes. */
import { deepMethod, defineMethods } from "../builtins/define.ts";
import { Unsupported } from "../errors.ts";
import { wrongReceiver } from "../modules/arguments.ts";
import type { PythonError } from "../python/error.ts";
import type { Run } from "../run.ts";
import { type PyClass, PyException } from "../value/class.ts";
import { exceptionClass } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import type { Value } from "../value/value.ts";

/** Sets an attribute to the argument at a place; to None where there is none. */
export function setArgument(run: Run, made: PyException, name: string, at: number): void {
  const { args } = made;
  made.set(name, args.items[at] ?? null, run.join(made.argsLabel, at < 0 ? 0 : args.labelAt(at)));
}

/** `SystemExit.code`: the one argument, or all of several. */
export function setExitCode(run: Run, made: PyException): void {
  if (made.args.items.length > 1) made.set("code", made.args, made.argsLabel);
  else setArgument(run, made, "code", 0);
}

export function setSyntaxMessage(run: Run, made: PyException): void {
  if (made.args.items.length > 1)
    throw new Unsupported("SyntaxError takes a message alone; put the place into the message", run.at);
  setArgument(run, made, "msg", 0);
}

/** `OSError(errno, strerror, filename)`: the file's name is none of `args`. */
export function setSystemError(run: Run, made: PyException): void {
  const { args } = made;
  const count = args.items.length;
  const system = count >= 2 && count <= 5;
  setArgument(run, made, "errno", system ? 0 : -1);
  setArgument(run, made, "strerror", system ? 1 : -1);
  setArgument(run, made, "filename", system ? 2 : -1);
  setArgument(run, made, "filename2", system ? 4 : -1);
  if (system && count > 2 && (args.items[2] ?? null) !== null)
    made.args = new PyTuple(args.items.slice(0, 2), 0, [args.labelAt(0), args.labelAt(1)]);
}

/** The class that `OSError(errno, ...)` gives an instance of, by error number on Linux. */
const classesByNumber: ReadonlyMap<number, string> = new Map([
  [1, "PermissionError"],
  [2, "FileNotFoundError"],
  [3, "ProcessLookupError"],
  [4, "InterruptedError"],
  [10, "ChildProcessError"],
  [11, "BlockingIOError"],
  [13, "PermissionError"],
  [17, "FileExistsError"],
  [20, "NotADirectoryError"],
  [21, "IsADirectoryError"],
  [32, "BrokenPipeError"],
  [103, "ConnectionAbortedError"],
  [104, "ConnectionResetError"],
  [108, "BrokenPipeError"],
  [110, "TimeoutError"],
  [111, "ConnectionRefusedError"],
  [114, "BlockingIOError"],
  [115, "BlockingIOError"],
]);

/** The class of an exception that `cls(...)` makes: of OSError itself that of its number. */
export function exceptionMade(cls: PyClass, values: readonly Value[]): PyClass {
  const [number = null] = values;
  if (cls !== exceptionClass("OSError") || values.length < 2 || values.length > 5) return cls;
  const name = typeof number === "number" ? classesByNumber.get(number) : undefined;
  return name === undefined ? cls : exceptionClass(name);
}

/** What `str()` of an OSError with a number shows; undefined where it shows its arguments. */
export function systemErrorText(
  made: PyException,
  plain: (value: Value) => string,
  shown: (value: Value) => string,
): string | undefined {
  const [number = null, text = null, file = null, other = null] = [
    "errno",
    "strerror",
    "filename",
    "filename2",
  ].map((name) => made.attributes.get(name));
  if (number === null && text === null && file === null) return undefined;
  const place = file === null ? "" : `: ${shown(file)}${other === null ? "" : ` -> ${shown(other)}`}`;
  return `[Errno ${plain(number)}] ${plain(text)}${place}`;
}

/** Makes a class of a module's exceptions fill its instances from a PythonError, as where the module itself raises it. */
export function raisedBy(
  cls: PyClass,
  signature: string,
  error: (run: Run, ...values: Value[]) => PythonError,
): void {
  defineMethods(cls, [
    deepMethod(signature, (run, self, ...values) => {
      if (!(self instanceof PyException)) throw wrongReceiver(run, cls, self ?? null);
      const { message, attributes } = error(run, ...values);
      self.args = new PyTuple([message], run.label);
      self.argsLabel = run.label;
      for (const [name, value] of Object.entries(attributes)) self.set(name, value, run.label);
      run.label = run.planLabel;
      return null;
    }),
  ]);
}

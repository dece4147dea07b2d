/** Methods and attributes that exceptions have. */
import { defineMethods, joinAll, ownMethod, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import type { Run } from "../run.ts";
import { PyException } from "../value/class.ts";
import { exceptionClass, plainName, typeName } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { PyBytes } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { setArgument, setExitCode, setSyntaxMessage, setSystemError } from "./exception-attributes.ts";

/** Sets `args` to the positional arguments and the attributes that `allowed` names to the others. */
function initialise(
  type: string,
  allowed: readonly string[],
  check: (run: Run, values: Value[]) => void,
  complete: (run: Run, made: PyException) => void = () => {},
) {
  return variadic("__init__", (run, values, labels, names) => {
    const [self] = values;
    const positional = values.length - (names?.length ?? 0);
    const refused = names?.find((name) => !allowed.includes(name));
    if (refused !== undefined) {
      run.label = joinAll(run, labels);
      throw raise(
        run,
        "TypeError",
        allowed.length > 0
          ? `'${refused}' is an invalid keyword argument for ${type}()`
          : `${self instanceof PyException ? plainName(self.cls) : type}() takes no keyword arguments`,
      );
    }
    check(run, values.slice(1, positional));
    if (self instanceof PyException) {
      self.args = new PyTuple(values.slice(1, positional), 0, labels.slice(1, positional));
      for (const name of allowed) {
        const at = names?.indexOf(name) ?? -1;
        self.set(name, at < 0 ? null : (values[positional + at] ?? null), labels[positional + at] ?? 0);
      }
      complete(run, self);
    }
    run.label = run.planLabel;
    return null;
  });
}

const anything = () => {};

defineMethods(exceptionClass("BaseException"), [
  ownMethod("with_traceback(self, tb, /)", (_run, _labels, self) => self),
  ownMethod("add_note(self, note, /)", (run) => {
    run.label = run.planLabel;
    return null;
  }),
  initialise("BaseException", [], anything),
]);

for (const [type, allowed] of [
  ["AttributeError", ["name", "obj"]],
  ["NameError", ["name"]],
] as const)
  defineMethods(exceptionClass(type), [initialise(type, allowed, anything)]);

/** The exceptions that name their arguments when they are made. */
for (const [type, allowed, complete] of [
  [
    "ImportError",
    ["name", "path"],
    (run, made) => setArgument(run, made, "msg", made.args.items.length === 1 ? 0 : -1),
  ],
  ["SystemExit", [], setExitCode],
  ["SyntaxError", [], setSyntaxMessage],
  ["OSError", [], setSystemError],
] as const satisfies readonly (readonly [string, readonly string[], (run: Run, made: PyException) => void])[])
  defineMethods(exceptionClass(type), [initialise(type, allowed, anything, complete)]);

/** Codec, what was coded, where it failed from and to, why. */
function codecArguments(coded: (value: Value) => boolean, name: string) {
  return (run: Run, values: Value[]) => {
    if (values.length !== 5)
      throw raise(run, "TypeError", `function takes exactly 5 arguments (${values.length} given)`);
    values.forEach((value, i) => {
      const integer = i === 2 || i === 3;
      if (i === 1 && !coded(value))
        throw raise(
          run,
          "TypeError",
          name === "str"
            ? `argument 2 must be str, not ${typeName(value)}`
            : `a bytes-like object is required, not '${typeName(value)}'`,
        );
      if (i !== 1 && !integer && typeof value !== "string")
        throw raise(run, "TypeError", `argument ${i + 1} must be str, not ${typeName(value)}`);
      if (integer && typeof value !== "number" && typeof value !== "boolean")
        throw raise(run, "TypeError", `'${typeName(value)}' object cannot be interpreted as an integer`);
    });
  };
}
defineMethods(exceptionClass("UnicodeEncodeError"), [
  initialise(
    "UnicodeEncodeError",
    [],
    codecArguments((value) => typeof value === "string", "str"),
  ),
]);
defineMethods(exceptionClass("UnicodeDecodeError"), [
  initialise(
    "UnicodeDecodeError",
    [],
    codecArguments((value) => value instanceof PyBytes, "bytes"),
  ),
]);

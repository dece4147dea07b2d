import { asRaised, raise } from "../errors.ts";
import { shownType } from "../evaluate/slice.ts";
import { asciiOfRepr } from "../python/repr.ts";
import { formatValue } from "../types/format.ts";
import { typeName } from "../value/classes.ts";
import { reprOf, strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { deep, deepJoin, variadic } from "./define.ts";
import { keywordValues } from "./iteration.ts";

export const textBuiltins = [
  deep("format(value, format_spec='', /)", (run, value, spec) => {
    if (typeof spec !== "string")
      throw raise(run, "TypeError", `format() argument 2 must be str, not ${shownType(spec)}`);
    return formatValue(run, value, spec);
  }),
  deep("repr(obj, /)", (run, value) => reprOf(run, value)),
  deep("ascii(obj, /)", (run, value) => {
    const text = reprOf(run, value);
    // A character is at most ten: `\\U0001f600`.
    run.chargeBytes(text.length * 10);
    return asciiOfRepr(text);
  }),
  variadic("print", (run, values, labels, names) => {
    const label = deepJoin(run, values, labels);
    run.label = label;
    const options = keywordValues(run, "print", values, labels, names, ["sep", "end", "flush"]);
    const text = (name: string, fallback: string): string => {
      const value: Value = options.get(name)?.value ?? null;
      if (value === null) return fallback;
      if (typeof value !== "string")
        throw raise(run, "TypeError", `${name} must be None or a string, not ${typeName(value)}`);
      return value;
    };
    const [separator, end] = [text("sep", " "), text("end", "\n")];
    let line = "";
    const write = () => {
      run.chargeText(line.length);
      run.world.print(line, run.join(run.join(label, run.label), run.pc));
    };
    try {
      values.forEach((value, i) => {
        if (i > 0) line += separator;
        line += strOf(run, value);
      });
    } catch (thrown) {
      // What comes before the value that cannot be shown is written already.
      if (line !== "" && asRaised(run, thrown) !== undefined) write();
      throw thrown;
    }
    line += end;
    write();
    run.label = run.planLabel;
    return null;
  }),
];

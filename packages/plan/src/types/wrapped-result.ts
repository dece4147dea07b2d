/** `Ok(value)` and `Err(message)`: results where the caller asks for wrapped ones. */

import { deep, deepMethod, defineMethods } from "../builtins/define.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { type PyClass, PyInstance } from "../value/class.ts";
import { builtinClass, objectClass } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";

function wrapper(name: string, attribute: string): PyClass {
  const cls = builtinClass(name, objectClass, "results");
  const make = deep(`${name}(${attribute})`, (run, value) => {
    const instance = new PyInstance(cls);
    instance.set(attribute, value, run.label);
    return instance;
  });
  cls.construct = (run, _cls, values, labels, names) => make.invoke(run, values, labels, names);
  cls.attributes.set("__match_args__", new PyTuple([attribute]));
  const content = (instance: Value): Value =>
    instance instanceof PyInstance ? (instance.attributes.get(attribute) ?? null) : null;
  defineMethods(cls, [
    deepMethod("__repr__(self, /)", (run: Run, self) => `${name}(${reprOf(run, content(self))})`),
    deepMethod("is_ok(self, /)", () => name === "Ok"),
    deepMethod("is_err(self, /)", () => name === "Err"),
  ]);
  return cls;
}

const okClass = wrapper("Ok", "value");
const errClass = wrapper("Err", "message");

export const wrapperNames: ReadonlyMap<string, Value> = new Map([
  ["Ok", okClass],
  ["Err", errClass],
]);

export function okResult(value: Value, label: Label): Value {
  const instance = new PyInstance(okClass);
  instance.shape = label;
  instance.set("value", value, label);
  return instance;
}

export function errResult(message: string, label: Label): Value {
  const instance = new PyInstance(errClass);
  instance.shape = label;
  instance.set("message", message, label);
  return instance;
}

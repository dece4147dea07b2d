/** Methods of generators. */
import { absent, defineMethods, ownMethod } from "../builtins/define.ts";
import { Raised, raise } from "../errors.ts";
import { call } from "../evaluate/call.ts";
import type { Run } from "../run.ts";
import { PyClass, PyException } from "../value/class.ts";
import { generatorClass, typeName } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { PyIterator } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";

/** An exception, or its class with what it is made of. */
function thrownException(run: Run, type: Value, value: Value): PyException {
  if (type instanceof PyException) {
    if (value === absent || value === null) return type;
    throw raise(run, "TypeError", "instance exception may not have a separate value");
  }
  if (!(type instanceof PyClass) || type.kind !== "exception")
    throw raise(
      run,
      "TypeError",
      `exceptions must be classes or instances deriving from BaseException, not ${typeName(type)}`,
    );
  if (value instanceof PyException && value.cls.isSubclassOf(type)) return value;
  const given = value === absent || value === null ? [] : value instanceof PyTuple ? value.items : [value];
  const made = call(
    run,
    type,
    [...given],
    given.map(() => run.label),
    null,
  );
  if (made instanceof PyException) return made;
  throw raise(run, "TypeError", `calling ${type.name} should have returned an instance of BaseException`);
}

defineMethods(generatorClass, [
  ownMethod("send(self, value, /)", (run, [label = 0, valueLabel = 0], self, value) => {
    if (!(self instanceof PyIterator) || self.generator === null)
      throw raise(run, "AttributeError", `'${typeName(self)}' object has no attribute 'send'`);
    const result = self.generator.send(run, value, valueLabel);
    run.label = run.join(run.label, label);
    return result;
  }),
  ownMethod("throw(self, typ, val=?, tb=None, /)", (run, labels, self, type = null, value = absent) => {
    if (!(self instanceof PyIterator) || self.generator === null)
      throw raise(run, "AttributeError", `'${typeName(self)}' object has no attribute 'throw'`);
    const [label = 0, typeLabel = 0, valueLabel = 0] = labels;
    run.label = run.join(typeLabel, valueLabel);
    const exception = thrownException(run, type, value);
    const own = run.join(typeLabel, valueLabel);
    run.label = own;
    const result = self.generator.throw(run, new Raised(exception, own, run.join(run.pc, label)));
    run.label = run.join(run.label, label);
    return result;
  }),
  ownMethod("close(self, /)", (run, _labels, self) => {
    if (self instanceof PyIterator) self.generator?.close(run);
    run.label = run.planLabel;
    return null;
  }),
]);

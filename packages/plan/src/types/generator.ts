/** Methods of generators. */
import { defineMethods, ownMethod } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { generatorClass, typeName } from "../value/classes.ts";
import { PyIterator } from "../value/iterator.ts";

defineMethods(generatorClass, [
  ownMethod("send(self, value, /)", (run, [label = 0, valueLabel = 0], self, value) => {
    if (!(self instanceof PyIterator) || self.generator === null)
      throw raise(run, "AttributeError", `'${typeName(self)}' object has no attribute 'send'`);
    const result = self.generator.send(run, value, valueLabel);
    run.label = run.join(run.label, label);
    return result;
  }),
  ownMethod("close(self, /)", (run, _labels, self) => {
    if (self instanceof PyIterator) self.generator?.close(run);
    run.label = run.planLabel;
    return null;
  }),
]);

/** Methods that all exceptions have. */
import { defineMethods, ownMethod, variadic } from "../builtins/define.ts";
import { PyException } from "../value/class.ts";
import { exceptionClass } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";

defineMethods(exceptionClass("BaseException"), [
  ownMethod("with_traceback(self, tb, /)", (_run, _labels, self) => self),
  ownMethod("add_note(self, note, /)", (run) => {
    run.label = run.planLabel;
    return null;
  }),
  variadic("__init__", (run, values, labels, names) => {
    const [self] = values;
    if (self instanceof PyException && names === null)
      self.args = new PyTuple(values.slice(1), 0, labels.slice(1));
    run.label = run.planLabel;
    return null;
  }),
]);

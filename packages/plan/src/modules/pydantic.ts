/** `pydantic`: BaseModel, Field, ConfigDict, ValidationError. */
import { defineMethods, ownMethod, variadic } from "../builtins/define.ts";
import { fillDict } from "../types/dict.ts";
import { fieldFunction } from "../types/field-info.ts";
import { modelClass } from "../types/pydantic-model.ts";
import { validationErrorClass } from "../types/validation.ts";
import { PyException } from "../value/class.ts";
import { PyDict } from "../value/container.ts";
import { strOf } from "../value/text.ts";
import { defineModule } from "./registry.ts";

defineMethods(validationErrorClass, [
  ownMethod("__repr__(self, /)", (run, _labels, self) =>
    self instanceof PyException ? strOf(run, self) : "",
  ),
]);

defineModule("pydantic", {
  BaseModel: modelClass,
  ConfigDict: variadic("ConfigDict", (run, values, labels, names) => {
    const dict = new PyDict();
    fillDict(run, dict, "ConfigDict", values, labels, names);
    run.label = run.planLabel;
    return dict;
  }),
  Field: fieldFunction,
  ValidationError: validationErrorClass,
});

/** `dataclasses`. */
import { dataclassDecorator } from "../types/data-class.ts";
import { dataclassNames, fieldFunction } from "../types/data-class-field.ts";
import { dataclassFunctions } from "../types/data-class-functions.ts";
import { defineModule } from "./registry.ts";

defineModule("dataclasses", {
  ...dataclassNames,
  dataclass: dataclassDecorator,
  field: fieldFunction,
  ...dataclassFunctions,
});

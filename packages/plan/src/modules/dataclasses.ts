/** `dataclasses`. */
import {
  dataclassDecorator,
  dataclassFunctions,
  dataclassNames,
  fieldFunction,
} from "../types/data-class.ts";
import { defineModule } from "./registry.ts";

defineModule("dataclasses", {
  ...dataclassNames,
  dataclass: dataclassDecorator,
  field: fieldFunction,
  ...dataclassFunctions,
});

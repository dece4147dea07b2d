/** `dataclasses`. */
import { dataclassDecorator, dataclassFunctions, fieldFunction } from "../types/data-class.ts";
import { defineModule } from "./registry.ts";

defineModule("dataclasses", { dataclass: dataclassDecorator, field: fieldFunction, ...dataclassFunctions });

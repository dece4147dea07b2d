/** `enum`. */
import { autoClass, enumClass, intEnumClass, strEnumClass, uniqueDecorator } from "../types/enumeration.ts";
import { defineModule } from "./registry.ts";

defineModule("enum", {
  Enum: enumClass,
  IntEnum: intEnumClass,
  StrEnum: strEnumClass,
  auto: autoClass,
  unique: uniqueDecorator,
});

/** `enum`. */
import {
  autoClass,
  enumClass,
  flagClass,
  intEnumClass,
  intFlagClass,
  strEnumClass,
  uniqueDecorator,
} from "../types/enumeration.ts";
import { defineModule } from "./registry.ts";

defineModule("enum", {
  Enum: enumClass,
  Flag: flagClass,
  IntFlag: intFlagClass,
  IntEnum: intEnumClass,
  StrEnum: strEnumClass,
  auto: autoClass,
  unique: uniqueDecorator,
});

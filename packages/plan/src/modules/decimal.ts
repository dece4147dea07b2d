/** `decimal`, in its default context. */
import { decimalClass, roundings } from "../types/decimal.ts";
import { defineModuleException } from "../value/classes.ts";
import { defineModule } from "./registry.ts";

const decimalException = defineModuleException("decimal", "DecimalException", "ArithmeticError");
const invalidOperation = defineModuleException("decimal", "InvalidOperation", "DecimalException");
defineModuleException("decimal", "Overflow", "DecimalException");
// CPython's has two bases; the one that plans catch it by is this.
const divisionByZero = defineModuleException("decimal", "DivisionByZero", "ZeroDivisionError");

defineModule("decimal", {
  ...Object.fromEntries(roundings.map((name) => [name, name])),
  Decimal: decimalClass,
  DecimalException: decimalException,
  DivisionByZero: divisionByZero,
  InvalidOperation: invalidOperation,
});

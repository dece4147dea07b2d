/** `decimal`. */
import { signals } from "../python/decimal/index.ts";
import { decimalClass, decimalTupleClass, roundings } from "../types/decimal.ts";
import {
  contextClass,
  contextReach,
  getcontext,
  localcontext,
  setcontext,
} from "../types/decimal-context.ts";
import { decimalException, signalClass } from "../types/decimal-signals.ts";
import { sharesState } from "../value/shared-state.ts";
import { defineModule } from "./registry.ts";

const module = defineModule("decimal", {
  ...Object.fromEntries(roundings.map((name) => [name, name])),
  ...Object.fromEntries(signals.map((signal) => [signal, signalClass(signal)])),
  Context: contextClass,
  Decimal: decimalClass,
  DecimalException: decimalException,
  DecimalTuple: decimalTupleClass,
  getcontext,
  localcontext,
  setcontext,
});

for (const mentioned of [module, getcontext, localcontext, setcontext]) sharesState(mentioned, contextReach);

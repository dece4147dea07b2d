/** The builtin names of the plan language. */
import "../modules/install.ts";
import "../types/install.ts";
import * as classes from "../value/classes.ts";
import { ellipsis, notImplemented } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { attributeBuiltins } from "./attributes.ts";
import { iterationBuiltins } from "./iteration.ts";
import { numberBuiltins } from "./numbers.ts";
import { orderBuiltins } from "./ordering.ts";
import { textBuiltins } from "./text.ts";

const named = [
  classes.boolClass,
  classes.bytesClass,
  classes.classmethodClass,
  classes.dictClass,
  classes.floatClass,
  classes.frozensetClass,
  classes.intClass,
  classes.listClass,
  classes.objectClass,
  classes.propertyClass,
  classes.rangeClass,
  classes.setClass,
  classes.sliceClass,
  classes.staticmethodClass,
  classes.strClass,
  classes.tupleClass,
  classes.typeClass,
];

function build(): ReadonlyMap<string, Value> {
  const table = new Map<string, Value>();
  for (const cls of named) table.set(cls.name, cls);
  for (const [name, cls] of classes.builtinExceptions) table.set(name, cls);
  for (const alias of ["EnvironmentError", "IOError"]) table.set(alias, classes.exceptionClass("OSError"));
  table.set("Ellipsis", ellipsis);
  table.set("NotImplemented", notImplemented);
  for (const builtin of [
    ...attributeBuiltins,
    ...iterationBuiltins,
    ...numberBuiltins,
    ...orderBuiltins,
    ...textBuiltins,
  ])
    table.set(builtin.name, builtin);
  return table;
}

export const builtinValues = build();

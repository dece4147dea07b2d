/**
 * The values of a plan. None is `null`, bool a JS boolean, int a `number` when it is a safe integer and else a `bigint`,
 * str a JS string with code point semantics; everything else is one of the classes in this folder.
 */
import type { PyBuiltin, PyFunction, PyMethod, PyTool } from "./callable.ts";
import type { PyClass, PyInstance, PyProperty } from "./class.ts";
import type { PyDict, PyList, PySet, PyTuple } from "./container.ts";
import type { PyIterator, PyModule } from "./iterator.ts";
import type { PyBytes, PyFloat, PyRange, PySingleton, PySlice } from "./scalar.ts";

export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | PyFloat
  | PyBytes
  | PyRange
  | PySlice
  | PySingleton
  | PyList
  | PyTuple
  | PyDict
  | PySet
  | PyFunction
  | PyBuiltin
  | PyMethod
  | PyTool
  | PyClass
  | PyInstance
  | PyProperty
  | PyIterator
  | PyModule;

/** A Python int: a `bigint` only outside the safe integers. */
export type Int = number | bigint;

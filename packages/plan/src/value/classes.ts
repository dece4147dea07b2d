/** The builtin classes, without their methods: `types/` adds those when it is loaded. */
import { PyBuiltin, PyFunction, PyMethod, PyTool } from "./callable.ts";
import { PyClass, PyInstance, PyProperty } from "./class.ts";
import { PyDict, PyList, PySet, PyTuple } from "./container.ts";
import { PyIterator, PyModule } from "./iterator.ts";
import { linearise } from "./linearise.ts";
import { notImplemented, PyBytes, PyFloat, PyRange, PySlice } from "./scalar.ts";
import type { Value } from "./value.ts";

/** A builtin class with one base. */
export function builtinClass(name: string, base: PyClass | null, module = "builtins"): PyClass {
  return new PyClass(name, base === null ? [] : [base], base === null ? [] : base.mro, true, module);
}

export const objectClass = builtinClass("object", null);
export const typeClass = builtinClass("type", objectClass);
/** The class of Enum classes. */
export const enumTypeClass = builtinClass("EnumType", typeClass, "enum");
/** The class of classes that extend `abc.ABC`. */
export const abcMetaClass = builtinClass("ABCMeta", typeClass, "abc");
export const abcClass = builtinClass("ABC", objectClass, "abc");
/** The class of pydantic's models. */
export const modelMetaClass = builtinClass(
  "ModelMetaclass",
  abcMetaClass,
  "pydantic._internal._model_construction",
);
export const noneClass = builtinClass("NoneType", objectClass);
export const intClass = builtinClass("int", objectClass);
export const boolClass = builtinClass("bool", intClass);
export const floatClass = builtinClass("float", objectClass);
export const strClass = builtinClass("str", objectClass);
export const bytesClass = builtinClass("bytes", objectClass);
export const listClass = builtinClass("list", objectClass);
export const tupleClass = builtinClass("tuple", objectClass);
export const dictClass = builtinClass("dict", objectClass);
export const setClass = builtinClass("set", objectClass);
export const frozensetClass = builtinClass("frozenset", objectClass);
export const rangeClass = builtinClass("range", objectClass);
export const sliceClass = builtinClass("slice", objectClass);
export const functionClass = builtinClass("function", objectClass);
export const builtinFunctionClass = builtinClass("builtin_function_or_method", objectClass);
export const methodClass = builtinClass("method", objectClass);
export const moduleClass = builtinClass("module", objectClass);
export const propertyClass = builtinClass("property", objectClass);
export const staticmethodClass = builtinClass("staticmethod", objectClass);
export const classmethodClass = builtinClass("classmethod", objectClass);
export const ellipsisClass = builtinClass("ellipsis", objectClass);
export const notImplementedClass = builtinClass("NotImplementedType", objectClass);
export const generatorClass = builtinClass("generator", objectClass);
export const iteratorClass = builtinClass("iterator", objectClass);

const exceptionTree: Readonly<Record<string, readonly string[]>> = {
  BaseException: ["Exception", "KeyboardInterrupt", "SystemExit", "GeneratorExit"],
  Exception: [
    "StopIteration",
    "StopAsyncIteration",
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "EOFError",
    "ImportError",
    "LookupError",
    "NameError",
    "OSError",
    "RuntimeError",
    "TypeError",
    "ValueError",
    "BufferError",
    "MemoryError",
    "ReferenceError",
    "SyntaxError",
    "SystemError",
    "Warning",
  ],
  ArithmeticError: ["ZeroDivisionError", "OverflowError", "FloatingPointError"],
  LookupError: ["KeyError", "IndexError"],
  NameError: ["UnboundLocalError"],
  ImportError: ["ModuleNotFoundError"],
  OSError: [
    "BlockingIOError",
    "ChildProcessError",
    "ConnectionError",
    "FileExistsError",
    "FileNotFoundError",
    "InterruptedError",
    "IsADirectoryError",
    "NotADirectoryError",
    "PermissionError",
    "ProcessLookupError",
    "TimeoutError",
  ],
  ConnectionError: [
    "BrokenPipeError",
    "ConnectionAbortedError",
    "ConnectionRefusedError",
    "ConnectionResetError",
  ],
  SyntaxError: ["IndentationError"],
  IndentationError: ["TabError"],
  RuntimeError: ["NotImplementedError", "RecursionError"],
  ValueError: ["UnicodeError"],
  UnicodeError: ["UnicodeDecodeError", "UnicodeEncodeError"],
  Warning: [
    "BytesWarning",
    "DeprecationWarning",
    "EncodingWarning",
    "FutureWarning",
    "ImportWarning",
    "PendingDeprecationWarning",
    "ResourceWarning",
    "RuntimeWarning",
    "SyntaxWarning",
    "UnicodeWarning",
    "UserWarning",
  ],
};

function buildExceptions(): ReadonlyMap<string, PyClass> {
  const classes = new Map<string, PyClass>();
  const add = (name: string, base: PyClass) => {
    const cls = builtinClass(name, base);
    cls.kind = "exception";
    classes.set(name, cls);
    for (const child of exceptionTree[name] ?? []) add(child, cls);
  };
  add("BaseException", objectClass);
  return classes;
}

/** The exceptions that are builtin names. */
export const builtinExceptions = buildExceptions();

const moduleExceptions = new Map<string, PyClass>();

/** An exception class of a module: `json.JSONDecodeError`, `re.error`; `base`: one or more of them. */
export function defineModuleException(
  module: string,
  name: string,
  base: string | readonly string[],
  type: string = name,
): PyClass {
  const bases = (typeof base === "string" ? [base] : base).map(exceptionClass);
  const cls = new PyClass(name, bases, linearise(bases) ?? [], true, module);
  cls.kind = "exception";
  moduleExceptions.set(type, cls);
  return cls;
}

/** The builtin exception class of a name; `Exception` for an unknown one. */
export function exceptionClass(name: string): PyClass {
  const cls = builtinExceptions.get(name) ?? moduleExceptions.get(name) ?? builtinExceptions.get("Exception");
  if (cls === undefined) throw new Error("the exception classes are not built");
  return cls;
}

/** `type(value)`. */
export function classOf(value: Value): PyClass {
  switch (typeof value) {
    case "string":
      return strClass;
    case "number":
    case "bigint":
      return intClass;
    case "boolean":
      return boolClass;
  }
  if (value === null) return noneClass;
  if (value instanceof PyInstance) return value.cls;
  if (value instanceof PyList) return listClass;
  if (value instanceof PyDict) return value.cls ?? dictClass;
  if (value instanceof PyFloat) return floatClass;
  if (value instanceof PyTuple) return value.cls ?? tupleClass;
  if (value instanceof PySet) return value.frozen ? frozensetClass : setClass;
  if (value instanceof PyClass) return classOfClass(value);
  if (value instanceof PyFunction) return functionClass;
  if (value instanceof PyBuiltin || value instanceof PyTool) return builtinFunctionClass;
  if (value instanceof PyMethod) return methodClass;
  if (value instanceof PyIterator) return value.cls;
  if (value instanceof PyRange) return rangeClass;
  if (value instanceof PyBytes) return bytesClass;
  if (value instanceof PySlice) return sliceClass;
  if (value instanceof PyModule) return moduleClass;
  if (value instanceof PyProperty) return wrapperClass(value);
  return value === notImplemented ? notImplementedClass : ellipsisClass;
}

function classOfClass(value: PyClass): PyClass {
  if (value.kind === "enum") return enumTypeClass;
  if (value.kind === "model") return modelMetaClass;
  return value.mro.includes(abcClass) ? abcMetaClass : typeClass;
}

function wrapperClass(value: PyProperty): PyClass {
  return value.form === "static"
    ? staticmethodClass
    : value.form === "class"
      ? classmethodClass
      : propertyClass;
}

/** A class's name without its module. */
export function plainName(cls: PyClass): string {
  return cls.name.slice(cls.name.lastIndexOf(".") + 1);
}

/** The class whose special methods decide about operators: of instances, and of dicts and tuples of other classes. */
export function specialClass(value: Value): PyClass | null {
  if (value instanceof PyInstance) return value.cls;
  return value instanceof PyDict || value instanceof PyTuple ? value.cls : null;
}

/** The method of that special name that decides about an operator: of dicts and tuples only what their class adds. */
export function specialMethod(value: Value, name: string): Value | undefined {
  const cls = specialClass(value);
  if (cls === null) return undefined;
  if (value instanceof PyInstance) return cls.lookup(name);
  for (const base of cls.mro) {
    if (base === dictClass || base === tupleClass) return undefined;
    const found = base.attributes.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The name of a value's type, as error messages show it. */
export function typeName(value: Value): string {
  return classOf(value).name;
}

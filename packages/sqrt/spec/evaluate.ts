import type { Expression, Let, Phase, Predicate, SetOperand, ValueOperand } from "../src/ast.ts";
import type { CheckedCall, JsonValue, MetadataJson } from "../src/index.ts";
import {
  and,
  domainTest,
  elementTest,
  everything,
  intersect,
  literalSet,
  minus,
  not,
  or,
  overlaps,
  type Rest,
  type Scalar,
  type SpecSet,
  specInstant,
  subset,
  superset,
  type Test,
  type Truth,
  union,
  xor,
} from "./sets.ts";

/** Metadata as plain lists; `['*']` is universal. */
export type Labels = MetadataJson;
export type FieldName = keyof MetadataJson;

export const defaults: Labels = { producers: [], consumers: ["*"], tags: [] };

export function fieldSet(labels: Labels, field: FieldName): SpecSet {
  return labels[field].includes("*") ? everything : literalSet(labels[field], []);
}

/** "Producers, tags: the union; consumers: the intersection." */
export function join(a: Labels, b: Labels): Labels {
  const both = (field: FieldName, combine: typeof union): string[] =>
    store(combine(fieldSet(a, field), fieldSet(b, field)));
  return {
    producers: both("producers", union),
    consumers: both("consumers", intersect),
    tags: both("tags", union),
  };
}

export function store(set: SpecSet): string[] {
  return set.all ? ["*"] : [...set.strings].sort();
}

/** All that a condition can see. */
export interface World {
  call: CheckedCall;
  lets: Map<string, Let>;
  place: Phase | "check";
  control: Labels;
  session: Labels;
  result: Labels;
  resultValue: JsonValue;
  /** The arguments' labels without control labels, as relabelled. */
  relabelled: Map<string, Labels>;
}

/** The labels of an argument: "does not declare: reads as @args"; "does not pass: the defaults". */
export function argumentLabels(world: World, name: string): Labels {
  const known = world.relabelled.get(name);
  if (known !== undefined) return join(known, world.control);
  const { parameters, arguments: passed } = world.call;
  if (parameters !== undefined && !parameters.some((parameter) => parameter.name === name)) {
    return passed
      .map((argument) => plainLabels(argument.metadata))
      .reduce(join, join(defaults, world.control));
  }
  const argument = passed.find((candidate) => candidate.name === name);
  return join(argument === undefined ? defaults : plainLabels(argument.metadata), world.control);
}

function passedLabels(world: World): Labels[] {
  return world.call.arguments.map(({ name, metadata }) =>
    join(world.relabelled.get(name) ?? plainLabels(metadata), world.control),
  );
}

export function joinOfArguments(world: World): Labels {
  return passedLabels(world).reduce(join, join(defaults, world.control));
}

type Metadata = CheckedCall["control"];

export function plainLabels(metadata: Metadata): Labels {
  const list = (set: Metadata["tags"]): string[] => (set.universal ? ["*"] : [...set.members]);
  return {
    producers: list(metadata.producers),
    consumers: list(metadata.consumers),
    tags: list(metadata.tags),
  };
}

interface Known {
  json: JsonValue;
  schema: JsonValue | undefined;
}

/** A value; undefined when nothing is known of it. */
function knownValue(operand: ValueOperand, world: World): Known | undefined {
  switch (operand.kind) {
    case "argument-value": {
      const name = operand.name.text;
      const { parameters, arguments: passed } = world.call;
      const parameter = parameters?.find((candidate) => candidate.name === name);
      if (parameters !== undefined && parameter === undefined) return undefined;
      const schema = parameter?.schema;
      const argument = passed.find((candidate) => candidate.name === name);
      if (argument !== undefined) return { json: argument.value, schema };
      const fallback = schemaPart(schema, "default");
      return { json: fallback ?? null, schema };
    }
    case "result-value":
      return { json: world.resultValue, schema: undefined };
    case "session-value":
      return { json: null, schema: undefined };
    default:
      return { json: operand.kind === "datetime" ? operand.text : operand.value, schema: undefined };
  }
}

function schemaPart(schema: JsonValue | undefined, key: string): JsonValue | undefined {
  if (schema === undefined || schema === null || typeof schema !== "object") return undefined;
  return new Map(Object.entries(schema)).get(key);
}

/** "`in` and `==` range over its leaves"; "keys of objects are leaves too, where the schema does not declare them". */
function leaves({ json, schema }: Known): Scalar[] {
  if (json === null || typeof json !== "object") return [json];
  if (Object.keys(json).length === 0) return [null];
  if (Array.isArray(json))
    return json.flatMap((item) => leaves({ json: item, schema: schemaPart(schema, "items") }));
  return Object.entries(json).flatMap(([key, item]) => {
    const declared = schemaPart(schemaPart(schema, "properties"), key);
    return [...(declared === undefined ? [key] : []), ...leaves({ json: item, schema: declared })];
  });
}

/** "All leaves match: true; none: false; some: unknown." */
function overLeaves(value: Known | undefined, test: Test): Truth {
  if (value === undefined) return undefined;
  const truths = leaves(value).map(test);
  if (truths.every((truth) => truth === true)) return true;
  return truths.every((truth) => truth === false) ? false : undefined;
}

export function holds(predicate: Expression, world: World): Truth {
  switch (predicate.kind) {
    case "or":
      return or(predicate.terms.map((term) => holds(term, world)));
    case "and":
      return and(predicate.terms.map((term) => holds(term, world)));
    case "not":
      return not(holds(predicate.term, world));
    case "predicate-group":
      return holds(predicate.inner, world);
    case "reference":
      return holds(letOf(predicate.name, world), world);
    case "value-in": {
      const set = setOf(predicate.set, world, restOfAll(fieldsIn(predicate.set, world)));
      return overLeaves(knownValue(predicate.value, world), set.has);
    }
    case "value-equals":
      return equal(predicate, world);
    case "set-state": {
      const set = operandSet(predicate.left, world);
      return predicate.state === "universal" ? set.all : !set.all && set.strings.length === 0;
    }
    case "set-comparison": {
      const a = operandSet(predicate.left, world);
      const fields = [predicate.left.field, ...fieldsIn(predicate.right, world)];
      const b = setOf(predicate.right, world, restOfAll(fields));
      if (predicate.comparator === "overlaps") return overlaps(a, b);
      if (predicate.comparator === "subset of") return subset(a, b);
      if (predicate.comparator === "superset of") return superset(a, b);
      return a.all || b.all ? a.all === b.all : and([subset(a, b), superset(a, b)]);
    }
    default:
      throw new TypeError("no predicate");
  }
}

function equal({ left, right }: Extract<Predicate, { kind: "value-equals" }>, world: World): Truth {
  const [a, b] = [knownValue(left, world), knownValue(right, world)];
  for (const [literal, other] of [
    [right, a],
    [left, b],
  ] as const) {
    if (literal.kind !== "datetime") continue;
    const instant = specInstant(literal.text);
    return overLeaves(other, (value) => {
      if (value === null || typeof value === "boolean") return false;
      const seen = specInstant(value);
      return seen === undefined ? undefined : seen === instant;
    });
  }
  if (a === undefined || b === undefined) return undefined;
  return equalKnown(a, b);
}

function equalKnown(a: Known, b: Known): Truth {
  const isNested = ({ json }: Known): boolean => json !== null && typeof json === "object";
  if (isNested(a) && isNested(b)) return equalNested(a.json, b.json);
  const [scalar] = leaves(isNested(a) ? b : a);
  return overLeaves(isNested(a) ? a : b, (value) => equalScalars(value, scalar ?? null));
}

/** "`==` between lists compares element by element." */
function equalNested(a: JsonValue, b: JsonValue): Truth {
  if (a === null || typeof a !== "object" || b === null || typeof b !== "object") {
    const [one, other] = [a, b];
    if ((one !== null && typeof one === "object") || (other !== null && typeof other === "object"))
      return false;
    return equalScalars(one, other);
  }
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const others = new Map(Object.entries(b));
  const entries = Object.entries(a);
  if (entries.length !== others.size || entries.length === 0) return false;
  return and(
    entries.map(([key, item]) => {
      const other = others.get(key);
      if (other !== undefined) return equalNested(item, other);
      const plain = (text: string): string => text.trim().normalize("NFC").trim();
      return [...others.keys()].some((name) => plain(name) === plain(key)) ? undefined : false;
    }),
  );
}

function equalScalars(a: Scalar, b: Scalar): Truth {
  if (a === null || b === null) return false;
  if (typeof b === "string") return stringTest(b)(a);
  if (typeof a === "boolean" || typeof b === "boolean") return a === b;
  return typeof a === "string" ? false : a >= b && a <= b;
}

function stringTest(text: string): Test {
  return elementTest({ kind: "string", value: text, start: 0, end: 0 });
}

function letOf(name: string, world: World): Expression {
  const found = world.lets.get(name);
  if (found === undefined) throw new ReferenceError(name);
  return found.expression;
}

export function restOf(field: FieldName): Rest {
  return field === "consumers" ? "empty" : "universal";
}

/** Where consumers are compared with tags or producers, either reading of M6 would loosen some rule: unknown. */
function restOfAll(fields: FieldName[]): Rest {
  const [first, ...others] = fields.map(restOf);
  return first !== undefined && others.every((rest) => rest === first) ? first : "unknown";
}

/** The fields of all operands of a set. */
function fieldsIn(set: Expression, world: World): FieldName[] {
  switch (set.kind) {
    case "set-chain":
      return set.operands.flatMap((operand) => fieldsIn(operand, world));
    case "element-chain":
      return fieldsIn(set.base, world);
    case "set-group":
    case "predicate-group":
      return fieldsIn(set.inner, world);
    case "reference":
      return fieldsIn(letOf(set.name, world), world);
    default:
      return "field" in set ? [set.field] : [];
  }
}

function operandSet(operand: SetOperand, world: World): SpecSet {
  const { field } = operand;
  switch (operand.kind) {
    case "argument-field":
      return fieldSet(argumentLabels(world, operand.name.text), field);
    case "result-field":
      return fieldSet(world.result, field);
    case "session-field":
      return fieldSet(world.session, field);
    case "context-field":
      return fieldSet(world.place === "result" ? world.result : world.session, field);
    case "arguments-field": {
      const all = passedLabels(world).map((labels) => fieldSet(labels, field));
      if (operand.form === "bare" || all.length === 0) return fieldSet(joinOfArguments(world), field);
      return literalSet(store(all.reduce(operand.operation === "union" ? union : intersect)), []);
    }
  }
}

export function setOf(set: Expression, world: World, left: Rest): SpecSet {
  switch (set.kind) {
    case "set-literal":
      return literalSet(
        set.elements.flatMap((element) => (element.kind === "string" ? [element.value] : [])),
        set.elements.flatMap((element) => (element.kind === "string" ? [] : [elementTest(element)])),
      );
    case "set-group":
    case "predicate-group":
      return setOf(set.inner, world, left);
    case "reference":
      return setOf(letOf(set.name, world), world, left);
    case "set-chain": {
      const operands = set.operands.map((operand) => setOf(operand, world, left));
      if (set.operator === "union") return operands.reduce(union);
      if (set.operator === "intersect") return operands.reduce(intersect);
      return operands.reduce((a, b) => (set.operator === "minus" ? minus : xor)(a, b, left));
    }
    case "element-chain":
      return set.steps.reduce(
        (base, { operator, element }) => {
          const single =
            element.kind === "string"
              ? literalSet([element.value], [])
              : literalSet([], [elementTest(element)]);
          return operator === "with" ? union(base, single) : minus(base, single, left);
        },
        setOf(set.base, world, left),
      );
    case "bool-domain":
    case "int-domain":
    case "float-domain":
    case "str-domain":
    case "datetime-domain":
      return literalSet([], [domainTest(set)]);
    case "argument-field":
    case "result-field":
    case "session-field":
    case "context-field":
    case "arguments-field":
      return operandSet(set, world);
    default:
      throw new TypeError("no set");
  }
}

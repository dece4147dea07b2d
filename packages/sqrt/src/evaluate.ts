import type { Expression, Let, Phase, Predicate, SetExpression, SetOperand, ValueOperand } from "./ast.ts";
import { parseInstant } from "./datetime.ts";
import { compileDomain, compileElement, type ElementTest, instantElement, sameNumber } from "./element.ts";
import type { JsonValue } from "./json.ts";
import { foldText, isList, Leaf } from "./leaf.ts";
import type { Field, LabelSet } from "./metadata.ts";
import { type Scope, SeenValue } from "./scope.ts";
import {
  differenceOf,
  intersectionOf,
  isEmptySet,
  isSubset,
  isSuperset,
  overlaps,
  type Polarity,
  type SetValue,
  setOf,
  setOfLabels,
  symmetricDifferenceOf,
  unionOf,
} from "./sets.ts";
import { and3, not3, or3, type Truth } from "./truth.ts";

/** A compiled condition. */
export type Condition = (scope: Scope) => Truth;
/** A compiled set expression: a constant, or a function of the scope. */
export type CompiledSet =
  | { readonly kind: "constant"; readonly value: SetValue }
  | { readonly kind: "computed"; readonly evaluate: (scope: Scope) => SetValue };

/** Where an expression stands: it decides what bare `@tags` means. */
export type Place = Phase | "check";

/** Turns the checked expressions of one policy into functions. Each `let` is compiled once for each way of use. */
export class ExpressionCompiler {
  readonly #lets: ReadonlyMap<string, Let>;
  readonly #conditions = new Map<string, Condition>();
  readonly #sets = new Map<string, CompiledSet>();

  constructor(lets: ReadonlyMap<string, Let>) {
    this.#lets = lets;
  }

  /** Compiles a predicate. The checker has seen it: a wrong kind or an unknown name is a defect here, and throws. */
  condition(predicate: Predicate, place: Place): Condition {
    const evaluate = this.#condition(predicate, place);
    return (scope) => {
      scope.round++;
      return evaluate(scope);
    };
  }

  /** Compiles the right side of an update of a field. */
  updateValue(expression: SetExpression, place: Place, field: Field): (scope: Scope) => SetValue {
    const set = this.#set(expression, place, polarityOf(field));
    if (set.kind === "constant") return () => set.value;
    return (scope) => {
      scope.round++;
      return set.evaluate(scope);
    };
  }

  /** Compiles a set expression as the right side of a comparison with `left`. */
  comparedSet(expression: SetExpression, place: Place, left: Field | undefined): (scope: Scope) => SetValue {
    const fields = this.#fieldsIn(expression, new Set(left === undefined ? [] : [left]));
    return evaluator(this.#set(expression, place, commonPolarity(fields)));
  }

  /** Compiles a value operand; `undefined` is a value of which nothing is known. */
  value(operand: ValueOperand): (scope: Scope) => SeenValue | undefined {
    switch (operand.kind) {
      case "argument-value": {
        const name = operand.name.text;
        return (scope) => scope.arguments.argument(name).value;
      }
      case "result-value":
        return (scope) => scope.resultValue;
      case "session-value":
        return (scope) => scope.sessionValue;
      default: {
        const json = operand.kind === "datetime" ? operand.text : operand.value;
        const seen = new SeenValue(json);
        return () => seen;
      }
    }
  }

  #condition(predicate: Predicate, place: Place): Condition {
    switch (predicate.kind) {
      case "or":
        return anyOf(predicate.terms.map((term) => this.#condition(term, place)));
      case "and":
        return allOf(predicate.terms.map((term) => this.#condition(term, place)));
      case "not": {
        const term = this.#condition(predicate.term, place);
        return (scope) => not3(term(scope));
      }
      case "predicate-group":
        return this.#condition(predicate.inner, place);
      case "reference":
        return this.#letCondition(predicate.name, place);
      case "value-in": {
        const value = this.value(predicate.value);
        const set = this.comparedSet(predicate.set, place, undefined);
        return (scope) => isIn(value(scope), set(scope));
      }
      case "value-equals":
        return this.#equality(predicate.left, predicate.right);
      case "set-state": {
        const left = this.#operand(predicate.left, place);
        if (predicate.state === "universal") return (scope) => left(scope).universal;
        return (scope) => isEmptySet(left(scope));
      }
      case "set-comparison": {
        const left = this.#operand(predicate.left, place);
        const right = this.comparedSet(predicate.right, place, predicate.left.field);
        switch (predicate.comparator) {
          case "overlaps":
            return (scope) => overlaps(left(scope), right(scope));
          case "subset of":
            return (scope) => isSubset(left(scope), right(scope));
          case "superset of":
            return (scope) => isSuperset(left(scope), right(scope));
          case "==":
            return (scope) => {
              const a = left(scope);
              const b = right(scope);
              return a.universal || b.universal
                ? a.universal === b.universal
                : and3(isSubset(a, b), isSuperset(a, b));
            };
        }
      }
    }
  }

  #equality(left: ValueOperand, right: ValueOperand): Condition {
    const readLeft = this.value(left);
    const readRight = this.value(right);
    const instants = [left, right].map((side) =>
      side.kind === "datetime" ? parseInstant(side.text) : undefined,
    );
    const [leftInstant, rightInstant] = instants;
    if (rightInstant !== undefined) {
      const test = instantElement(rightInstant);
      return (scope) => everyLeaf(readLeft(scope), test);
    }
    if (leftInstant !== undefined) {
      const test = instantElement(leftInstant);
      return (scope) => everyLeaf(readRight(scope), test);
    }
    return (scope) => equals(readLeft(scope), readRight(scope));
  }

  #let(name: string): Expression {
    const found = this.#lets.get(name);
    if (found === undefined) throw new ReferenceError(`no let is named ${name}`);
    return found.expression;
  }

  #letCondition(name: string, place: Place): Condition {
    const key = `${place} ${name}`;
    let condition = this.#conditions.get(key);
    if (condition === undefined) {
      const expression = this.#let(name);
      if (!isPredicate(expression)) throw new TypeError(`the let ${name} is no predicate`);
      condition = this.#remembered(this.#condition(expression, place));
      this.#conditions.set(key, condition);
    }
    return condition;
  }

  /** A `let`'s value is computed once in a condition, however often it is named. */
  #remembered<T>(evaluate: (scope: Scope) => T): (scope: Scope) => T {
    const values = new WeakMap<Scope, { round: number; value: T }>();
    return (scope) => {
      const known = values.get(scope);
      if (known !== undefined && known.round === scope.round) return known.value;
      const value = evaluate(scope);
      values.set(scope, { round: scope.round, value });
      return value;
    };
  }

  /** The fields that a set is made of, which say what it is a set of. */
  #fieldsIn(expression: Expression, fields: Set<Field>, seen = new Set<string>()): ReadonlySet<Field> {
    switch (expression.kind) {
      case "set-chain":
        for (const operand of expression.operands) this.#fieldsIn(operand, fields, seen);
        break;
      case "element-chain":
        this.#fieldsIn(expression.base, fields, seen);
        break;
      case "set-group":
      case "predicate-group":
        this.#fieldsIn(expression.inner, fields, seen);
        break;
      case "reference":
        if (seen.has(expression.name)) break;
        seen.add(expression.name);
        this.#fieldsIn(this.#let(expression.name), fields, seen);
        break;
      case "argument-field":
      case "result-field":
      case "session-field":
      case "context-field":
      case "arguments-field":
        fields.add(expression.field);
        break;
      default:
        break;
    }
    return fields;
  }

  #operand(operand: SetOperand, place: Place): (scope: Scope) => SetValue {
    const read = operandReader(operand, place);
    return (scope) => setOfLabels(read(scope));
  }

  #set(expression: Expression, place: Place, polarity: Polarity): CompiledSet {
    switch (expression.kind) {
      case "set-literal":
        return constant(
          setOf(
            expression.elements.flatMap((element) => (element.kind === "string" ? [element.value] : [])),
            expression.elements.flatMap((element) =>
              element.kind === "string" ? [] : [compileElement(element)],
            ),
          ),
        );
      case "set-group":
      // A name in parentheses reads as a predicate until it is known what it names.
      case "predicate-group":
        return this.#set(expression.inner, place, polarity);
      case "set-chain": {
        const { operator } = expression;
        const combine = setOperation(operator, polarity);
        return expression.operands
          .map((operand) => this.#set(operand, place, polarity))
          .reduce((left, right) => combined(left, right, combine));
      }
      case "element-chain":
        return expression.steps.reduce<CompiledSet>(
          (left, { operator, element }) => {
            const single =
              element.kind === "string" ? setOf([element.value], []) : setOf([], [compileElement(element)]);
            return combined(
              left,
              constant(single),
              setOperation(operator === "with" ? "union" : "minus", polarity),
            );
          },
          this.#set(expression.base, place, polarity),
        );
      case "reference":
        return this.#letSet(expression.name, place, polarity);
      case "argument-field":
      case "result-field":
      case "session-field":
      case "context-field":
      case "arguments-field":
        return { kind: "computed", evaluate: this.#operand(expression, place) };
      case "bool-domain":
      case "int-domain":
      case "float-domain":
      case "str-domain":
      case "datetime-domain":
        return constant(setOf([], [compileDomain(expression)]));
      default:
        throw new TypeError("a predicate is no set");
    }
  }

  #letSet(name: string, place: Place, polarity: Polarity): CompiledSet {
    const key = `${place} ${polarity} ${name}`;
    let set = this.#sets.get(key);
    if (set === undefined) {
      set = this.#set(this.#let(name), place, polarity);
      if (set.kind === "computed") set = { kind: "computed", evaluate: this.#remembered(set.evaluate) };
      this.#sets.set(key, set);
    }
    return set;
  }
}

function isPredicate(expression: Expression): expression is Predicate {
  return [
    "or",
    "and",
    "not",
    "predicate-group",
    "reference",
    "value-in",
    "value-equals",
    "set-comparison",
    "set-state",
  ].includes(expression.kind);
}

function polarityOf(field: Field): Polarity {
  return field === "consumers" ? "consumers" : "labels";
}

/**
 * What is left of the universal set where sets of these fields are compared.
 * INVARIANT (M6): where consumers meet tags or producers, neither reading is safe for both kinds of rules, so it is unknown.
 */
function commonPolarity(fields: ReadonlySet<Field>): Polarity {
  const [polarity = "none", ...others] = new Set([...fields].map(polarityOf));
  return others.length === 0 ? polarity : "none";
}

function anyOf(conditions: readonly Condition[]): Condition {
  return (scope) => {
    let truth: Truth = false;
    for (const condition of conditions) {
      truth = or3(truth, condition(scope));
      if (truth === true) return true;
    }
    return truth;
  };
}

function allOf(conditions: readonly Condition[]): Condition {
  return (scope) => {
    let truth: Truth = true;
    for (const condition of conditions) {
      truth = and3(truth, condition(scope));
      if (truth === false) return false;
    }
    return truth;
  };
}

/** Reads a metadata operand. Bare `@tags` is the result's in a `result` block, elsewhere the session's. */
function operandReader(operand: SetOperand, place: Place): (scope: Scope) => LabelSet {
  const { field } = operand;
  switch (operand.kind) {
    case "argument-field": {
      const name = operand.name.text;
      return (scope) => scope.argumentMetadata(name)[field];
    }
    case "result-field":
      return (scope) => scope.labels.result[field];
    case "session-field":
      return (scope) => scope.labels.session[field];
    case "context-field":
      return place === "result"
        ? (scope) => scope.labels.result[field]
        : (scope) => scope.labels.session[field];
    case "arguments-field": {
      const { operation, form } = operand;
      if (form === "bare") return (scope) => scope.joinedArguments()[field];
      return (scope) => scope.argumentsField(field, operation);
    }
  }
}

function setOperation(
  operator: "xor" | "minus" | "intersect" | "union",
  polarity: Polarity,
): (a: SetValue, b: SetValue) => SetValue {
  switch (operator) {
    case "union":
      return unionOf;
    case "intersect":
      return intersectionOf;
    case "minus":
      return (a, b) => differenceOf(a, b, polarity);
    case "xor":
      return (a, b) => symmetricDifferenceOf(a, b, polarity);
  }
}

function constant(value: SetValue): CompiledSet {
  return { kind: "constant", value };
}

function evaluator(set: CompiledSet): (scope: Scope) => SetValue {
  if (set.kind === "computed") return set.evaluate;
  const { value } = set;
  return () => value;
}

function combined(
  left: CompiledSet,
  right: CompiledSet,
  combine: (a: SetValue, b: SetValue) => SetValue,
): CompiledSet {
  if (left.kind === "constant" && right.kind === "constant")
    return constant(combine(left.value, right.value));
  const readLeft = evaluator(left);
  const readRight = evaluator(right);
  return { kind: "computed", evaluate: (scope) => combine(readLeft(scope), readRight(scope)) };
}

/** `x.value in S`: a list or an object is in S when all its leaves are, not in S when none is, otherwise unknown. */
function isIn(value: SeenValue | undefined, set: SetValue): Truth {
  return everyLeaf(value, set.has);
}

/** INVARIANT: one value hidden among others makes the answer unknown, so neither kind of list can be slipped. */
function everyLeaf(value: SeenValue | undefined, test: ElementTest): Truth {
  if (value === undefined) return "unknown";
  let all: Truth | undefined;
  for (const leaf of value.leaves) {
    const truth = test(leaf);
    if (truth === "unknown" || (all !== undefined && truth !== all)) return "unknown";
    all = truth;
  }
  return all ?? false;
}

/** `a == b`: lists and objects element by element; one of them against a scalar ranges over its leaves; null equals nothing. */
function equals(a: SeenValue | undefined, b: SeenValue | undefined): Truth {
  if (a === undefined || b === undefined) return "unknown";
  const isNestedA = isNested(a.json);
  const isNestedB = isNested(b.json);
  if (isNestedA && isNestedB) return equalJson(a.json, b.json);
  const [scalar] = isNestedA ? b.leaves : a.leaves;
  const ranged = isNestedA ? a : b;
  if (scalar === undefined || scalar.value === null) return false;
  return everyLeaf(ranged, (leaf) => equalLeaves(leaf, scalar));
}

function isNested(json: JsonValue): json is readonly JsonValue[] | { readonly [key: string]: JsonValue } {
  return json !== null && typeof json === "object";
}

function equalJson(a: JsonValue, b: JsonValue): Truth {
  if (!isNested(a) || !isNested(b)) {
    return isNested(a) || isNested(b) ? false : equalLeaves(new Leaf(a), new Leaf(b));
  }
  if (isList(a) !== isList(b)) return false;
  const entries = Object.entries(a);
  const others = new Map(Object.entries(b));
  if (entries.length !== others.size || entries.length === 0) return false;
  let truth: Truth = true;
  let folded: ReadonlySet<string> | undefined;
  for (const [key, item] of entries) {
    const other = others.get(key);
    if (other === undefined) {
      // A key that differs only by normalisation or blanks may be the same to the callee.
      folded ??= new Set([...others.keys()].map(foldText));
      truth = folded.has(foldText(key)) ? "unknown" : false;
    } else truth = and3(truth, equalJson(item, other));
    if (truth === false) return false;
  }
  return truth;
}

function equalLeaves(a: Leaf, b: Leaf): Truth {
  if (a.value === null || b.value === null) return false;
  if (typeof a.value === "string" && typeof b.value === "string") {
    if (a.value === b.value) return true;
    return foldText(a.value) === foldText(b.value) ? "unknown" : false;
  }
  if (isNumber(a.value) && isNumber(b.value)) return sameNumber(a.value, b.value);
  return a.value === b.value;
}

function isNumber(value: Leaf["value"]): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

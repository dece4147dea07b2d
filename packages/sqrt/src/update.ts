import type { Let, SetExpression, UpdateOperator } from "./ast.ts";
import { type Field, type LabelSet, labelSet, universalSet } from "./metadata.ts";
import {
  differenceOf,
  intersectionOf,
  type SetValue,
  setOfLabels,
  symmetricDifferenceOf,
  unionOf,
} from "./sets.ts";

/** The field's set after an update with `operator` and the value of its right side. */
export type SetUpdate = (old: LabelSet, value: SetValue) => LabelSet;

const PROTECTED = "__";

/**
 * How an update changes a field of metadata. Of the right side it needs the text, too: which strings stand there by name.
 * INVARIANT (M2): a tag that begins `__` goes only by its exact string in `-=` or `without`.
 */
export function compileUpdate(
  operator: UpdateOperator,
  field: Field,
  right: SetExpression,
  lets: ReadonlyMap<string, Let>,
): SetUpdate {
  const change = setChange(operator, field);
  if (field !== "tags") return (old, value) => labelsOf(change(old, value));
  const named =
    operator === "-=" || operator === "=" ? namedStrings(right, lets, operator === "-=") : new Set<string>();
  return (old, value) => {
    // Universal tags hold every `__` tag, so nothing may narrow them.
    if (old.universal) return universalSet;
    const changed = change(old, value);
    if (changed.universal) return universalSet;
    const kept = old.members.filter(
      (tag) => tag.startsWith(PROTECTED) && !isDropped(tag, named, operator, value),
    );
    return labelSet([...stringsOf(changed), ...kept]);
  };
}

function isDropped(
  tag: string,
  named: ReadonlySet<string>,
  operator: UpdateOperator,
  value: SetValue,
): boolean {
  if (!named.has(tag)) return false;
  return operator !== "-=" || value.strings.some((leaf) => leaf.value === tag);
}

function setChange(operator: UpdateOperator, field: Field): (old: LabelSet, value: SetValue) => SetValue {
  const polarity = field === "consumers" ? "consumers" : "labels";
  switch (operator) {
    case "=":
      return (_old, value) => value;
    case "|=":
      // Universal consumers are those that nobody set: naming some sets them.
      if (field === "consumers")
        return (old, value) => (old.universal ? value : unionOf(setOfLabels(old), value));
      return (old, value) => unionOf(setOfLabels(old), value);
    case "&=":
      return (old, value) => intersectionOf(setOfLabels(old), value);
    case "-=":
      return (old, value) => differenceOf(setOfLabels(old), value, polarity);
    case "^=":
      return (old, value) => symmetricDifferenceOf(setOfLabels(old), value, polarity);
  }
}

function stringsOf(value: SetValue): string[] {
  return value.strings.flatMap((leaf) => (typeof leaf.value === "string" ? [leaf.value] : []));
}

function labelsOf(value: SetValue): LabelSet {
  return value.universal ? universalSet : labelSet(stringsOf(value));
}

/** The strings that stand in an expression by name: behind `without`, and for `-=` as elements of sets. */
function namedStrings(
  expression: SetExpression,
  lets: ReadonlyMap<string, Let>,
  withLiterals: boolean,
  names = new Set<string>(),
  seen = new Set<string>(),
): ReadonlySet<string> {
  const visit = (inner: SetExpression): void => {
    switch (inner.kind) {
      case "set-literal":
        if (withLiterals)
          for (const element of inner.elements) if (element.kind === "string") names.add(element.value);
        break;
      case "element-chain":
        for (const { operator, element } of inner.steps) {
          if (element.kind === "string" && (operator === "without") !== withLiterals)
            names.add(element.value);
        }
        visit(inner.base);
        break;
      case "set-chain":
        inner.operands.forEach(visit);
        break;
      case "set-group":
        visit(inner.inner);
        break;
      case "reference": {
        if (seen.has(inner.name)) break;
        seen.add(inner.name);
        let expression = lets.get(inner.name)?.expression;
        while (expression?.kind === "predicate-group") expression = expression.inner;
        if (expression !== undefined && isSet(expression)) visit(expression);
        break;
      }
      default:
        break;
    }
  };
  visit(expression);
  return names;
}

function isSet(expression: Let["expression"]): expression is SetExpression {
  return (
    expression.kind === "set-chain" ||
    expression.kind === "element-chain" ||
    expression.kind === "set-literal" ||
    expression.kind === "set-group" ||
    expression.kind === "reference"
  );
}

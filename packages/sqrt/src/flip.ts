import type { CallArgument, CheckedCall } from "./call.ts";
import type { JsonValue } from "./json.ts";
import { type Field, hasLabel, type LabelSet, labelSet, type Metadata, withField } from "./metadata.ts";
import { letsOf } from "./policy.ts";
import type { CheckOptions } from "./record.ts";
import { checkToolCall, type PolicySet } from "./verdict.ts";
import { expressionsOf, walkExpression } from "./walk.ts";

/** A change of one value or one label. */
export interface CallChange {
  readonly text: string;
  /** The argument that changes; absent when the session does. */
  readonly argument?: string;
}

interface Candidate extends CallChange {
  readonly apply: (state: CallState) => CallState;
}

interface CallState {
  readonly arguments: readonly CallArgument[];
  readonly session: Metadata;
}

const TRIES_MAX = 2000;

/**
 * The fewest changes, one or two, that turn the verdict round; undefined where none of those tried does. Tried are the values and labels that
 * the policies name.
 */
export function smallestFlip(
  policies: PolicySet,
  call: CheckedCall,
  session: Metadata,
  options: CheckOptions,
): readonly CallChange[] | undefined {
  const kindOf = (state: CallState): "allowed" | "denied" =>
    checkToolCall(policies, { ...call, arguments: state.arguments }, state.session, options).kind;
  const start: CallState = { arguments: call.arguments, session };
  const wanted = kindOf(start) === "allowed" ? "denied" : "allowed";
  const candidates = candidatesFor(policies, call, session);
  let tries = 0;
  for (const candidate of candidates) {
    if (tries++ > TRIES_MAX) return undefined;
    if (kindOf(candidate.apply(start)) === wanted) return [told(candidate)];
  }
  for (const [at, first] of candidates.entries()) {
    const state = first.apply(start);
    for (const second of candidates.slice(at + 1)) {
      if (tries++ > TRIES_MAX) return undefined;
      if (kindOf(second.apply(state)) === wanted) return [told(first), told(second)];
    }
  }
  return undefined;
}

function told({ text, argument }: Candidate): CallChange {
  return { text, ...(argument === undefined ? {} : { argument }) };
}

/** Everything that the matching policies name: values and labels. */
function namedIn(
  policies: PolicySet,
  tool: string,
): { values: Set<JsonValue>; labels: Set<string>; names: Set<string> } {
  const [values, labels, names] = [new Set<JsonValue>(), new Set<string>(), new Set<string>()];
  const blocks = policies.blocksFor(tool);
  for (const program of new Set(blocks.map((block) => block.program))) {
    const expressions = [
      ...[...letsOf(program).values()].map((declaration) => declaration.expression),
      ...blocks
        .filter((block) => block.program === program)
        .flatMap((block) => block.rules.flatMap(({ rule }) => rule.condition ?? [])),
      ...program.declarations.flatMap((declaration) =>
        declaration.kind === "let" ? [] : expressionsOf(declaration),
      ),
    ];
    for (const expression of expressions) {
      walkExpression(expression, (node) => {
        if (node.kind === "string") {
          values.add(node.value);
          if (node.value !== "*") labels.add(node.value);
        } else if (node.kind === "number" || node.kind === "boolean") values.add(node.value);
        else if (node.kind === "int-domain" || node.kind === "float-domain") {
          for (const end of [node.range.low, node.range.high]) if (end !== undefined) values.add(end.value);
        } else if (node.kind === "argument-value" || node.kind === "argument-field")
          names.add(node.name.text);
      });
    }
  }
  return { values, labels, names };
}

function candidatesFor(policies: PolicySet, call: CheckedCall, session: Metadata): readonly Candidate[] {
  const { values, labels, names } = namedIn(policies, call.tool);
  const candidates: Candidate[] = [];
  const passed = new Set(call.arguments.map((argument) => argument.name));
  for (const { name, value, metadata } of call.arguments) {
    for (const candidate of [...values, "something else"]) {
      if (candidate === value) continue;
      candidates.push({
        text: `\`${name}\` were ${typeof candidate === "string" ? JSON.stringify(candidate) : String(candidate)}`,
        argument: name,
        apply: (state) => ({
          ...state,
          arguments: changed(state, name, (argument) => ({ ...argument, value: candidate })),
        }),
      });
    }
    for (const { text, apply } of labelChanges(metadata, labels)) {
      candidates.push({
        text: `\`${name}\` ${text}`,
        argument: name,
        apply: (state) => ({
          ...state,
          arguments: changed(state, name, (argument) => ({
            ...argument,
            metadata: apply(argument.metadata),
          })),
        }),
      });
    }
  }
  for (const { text, apply } of labelChanges(session, labels)) {
    candidates.push({
      text: `the session ${text}`,
      apply: (state) => ({ ...state, session: apply(state.session) }),
    });
  }
  for (const name of names) {
    if (!passed.has(name)) continue;
    candidates.push({
      text: `\`${name}\` were left out`,
      argument: name,
      apply: (state) => ({
        ...state,
        arguments: state.arguments.filter((argument) => argument.name !== name),
      }),
    });
  }
  return candidates;
}

function changed(
  state: CallState,
  name: string,
  change: (argument: CallArgument) => CallArgument,
): readonly CallArgument[] {
  return state.arguments.map((argument) => (argument.name === name ? change(argument) : argument));
}

function labelChanges(
  metadata: Metadata,
  labels: ReadonlySet<string>,
): readonly { readonly text: string; readonly apply: (metadata: Metadata) => Metadata }[] {
  const nouns: Readonly<Record<Field, string>> = {
    tags: "tag",
    producers: "producer",
    consumers: "consumer",
  };
  return (["tags", "producers", "consumers"] as const).flatMap((field) => {
    const set = metadata[field];
    const known = set.universal ? labels : new Set([...labels, ...set.members]);
    return [...known].map((label) => {
      const has = hasLabel(set, label);
      // From what the metadata then is: an earlier change of the same field stays.
      const next = ({ members }: LabelSet): LabelSet =>
        labelSet(has ? members.filter((member) => member !== label) : [...members, label]);
      return {
        text: set.universal
          ? `had no other ${nouns[field]} than ${JSON.stringify(label)}`
          : `had ${has ? "not " : ""}the ${nouns[field]} ${JSON.stringify(label)}`,
        apply: (old: Metadata) => withField(old, field, set.universal ? labelSet([label]) : next(old[field])),
      };
    });
  });
}

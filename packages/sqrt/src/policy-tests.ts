import type { Predicate } from "./ast.ts";
import type { ToolDeclaration } from "./call.ts";
import { type ReadCall, readCall } from "./call-file.ts";
import type { Span } from "./diagnostics.ts";
import { ExpressionCompiler } from "./evaluate.ts";
import { explainVerdict, formatExplanation } from "./explain.ts";
import type { JsonValue } from "./json.ts";
import { isList } from "./leaf.ts";
import { metadataToJson } from "./metadata.ts";
import { type CompiledRule, letsOf } from "./policy.ts";
import { joinOfCall } from "./scope.ts";
import { checkToolCall, labelResult, type PolicySet, prepareCheck } from "./verdict.ts";

/** What became of a file of calls with wanted verdicts. */
export interface TestReport {
  readonly results: readonly TestResult[];
  readonly coverage: readonly RuleCoverage[];
}

export interface TestResult {
  readonly name: string;
  readonly passed: boolean;
  /** What was wrong, readable; empty when it passed. */
  readonly failure: string;
}

/** How the tests have exercised a rule. */
export interface RuleCoverage {
  readonly text: string;
  readonly span: Span;
  readonly fired: number;
  readonly evaluated: number;
  /** Comparisons of its condition that came out only one way, or never. */
  readonly oneSided: readonly { readonly text: string; readonly never: "true" | "false" | "evaluated" }[];
}

/**
 * Runs tests of a policy: `{"tests": [{"name"?, "tool", "args", "session"?, "presets"?, "expect": "denied", "denied_by"?, "session_after"?, "result"?}]}`.
 * `expect` is `allowed`, `denied` or a final verdict; `denied_by` a part of the denying rule's text or doc; the
 * other two are metadata, of which only the fields given are compared.
 */
export function runPolicyTests(
  policies: PolicySet,
  suite: JsonValue,
  tools: readonly ToolDeclaration[] = [],
): TestReport {
  const tests = testsOf(suite);
  if (tests === undefined) {
    return {
      results: [{ name: "the file", passed: false, failure: "It must be an object with a list `tests`." }],
      coverage: [],
    };
  }
  const coverage = new CoverageCounter();
  const results = tests.map((test, at) => runTest(policies, test, at, tools, coverage));
  return { results, coverage: coverage.report(policies) };
}

type JsonObject = { readonly [key: string]: JsonValue };

function isObject(json: JsonValue | undefined): json is JsonObject {
  return json !== undefined && json !== null && typeof json === "object" && !isList(json);
}

function testsOf(suite: JsonValue): readonly JsonValue[] | undefined {
  if (!isObject(suite)) return undefined;
  const { tests } = suite;
  return tests !== undefined && tests !== null && typeof tests === "object" && isList(tests)
    ? tests
    : undefined;
}

function runTest(
  policies: PolicySet,
  test: JsonValue,
  at: number,
  tools: readonly ToolDeclaration[],
  coverage: CoverageCounter,
): TestResult {
  if (!isObject(test)) return { name: `test ${at + 1}`, passed: false, failure: "It must be an object." };
  const { name, expect, denied_by: deniedBy, session_after: sessionAfter, result, ...written } = test;
  const title = typeof name === "string" ? name : `test ${at + 1}`;
  const read: ReadCall = readCall(written, tools);
  if (!read.ok) return { name: title, passed: false, failure: read.errors.join("\n") };
  if (typeof expect !== "string" || !VERDICTS.includes(expect)) {
    return { name: title, passed: false, failure: `\`expect\` must be one of ${VERDICTS.join(", ")}.` };
  }
  const mistakes = [
    ...(deniedBy === undefined || typeof deniedBy === "string" ? [] : ["`denied_by` must be a string."]),
    ...mistakesInLabels("session_after", sessionAfter),
    ...mistakesInLabels("result", result),
  ];
  if (mistakes.length > 0) return { name: title, passed: false, failure: mistakes.join("\n") };
  const { call, session, presets } = read.value;
  const options = { presets, failFast: false, includeValues: false };
  const verdict = checkToolCall(policies, call, session, options);
  coverage.count(policies, read.value.call, session);
  const failures: string[] = [];
  if (verdict.verdict !== expect && verdict.kind !== expect) {
    failures.push(
      `Expected ${expect}, got ${formatExplanation(explainVerdict(policies, call, session, options))}`,
    );
  }
  if (
    typeof deniedBy === "string" &&
    !verdict.record.denied.some((rule) => `${rule.doc ?? ""}\n${rule.text}`.includes(deniedBy))
  ) {
    failures.push(
      `No denying rule contains \`${deniedBy}\`; denied by: ${verdict.record.denied.map((rule) => rule.text).join(" ") || "none"}`,
    );
  }
  const labelled =
    verdict.kind === "allowed"
      ? labelResult(policies, call, { value: null, start: joinOfCall(call) }, verdict.session, presets)
      : { metadata: undefined, session: verdict.session };
  failures.push(...compareLabels("session", metadataToJson(labelled.session), sessionAfter));
  if (result !== undefined && labelled.metadata === undefined)
    failures.push("There is no result: the call is denied.");
  else if (labelled.metadata !== undefined)
    failures.push(...compareLabels("result", metadataToJson(labelled.metadata), result));
  return { name: title, passed: failures.length === 0, failure: failures.join("\n") };
}

const VERDICTS: readonly string[] = [
  "allowed",
  "denied",
  "hard_allowed",
  "soft_allowed",
  "hard_denied",
  "soft_denied",
];

/** What is wrong with metadata that a test expects: it must not pass because it cannot be compared. */
function mistakesInLabels(name: string, wanted: JsonValue | undefined): readonly string[] {
  if (wanted === undefined) return [];
  if (!isObject(wanted)) return [`\`${name}\` must be an object.`];
  return Object.entries(wanted).flatMap(([field, labels]) => {
    if (field !== "producers" && field !== "consumers" && field !== "tags")
      return [`\`${name}\` has no field \`${field}\`; it may have producers, consumers, tags.`];
    const areMany = labels !== null && typeof labels === "object" && isList(labels);
    return areMany && labels.every((label) => typeof label === "string")
      ? []
      : [`\`${field}\` of \`${name}\` must be a list of strings.`];
  });
}

function compareLabels(
  what: string,
  given: { readonly [field: string]: readonly string[] } | object,
  wanted: JsonValue | undefined,
): readonly string[] {
  if (!isObject(wanted)) return [];
  const actual = new Map<string, unknown>(Object.entries(given));
  return Object.entries(wanted).flatMap(([field, labels]) => {
    const sorted =
      labels !== null && typeof labels === "object" && isList(labels) ? [...new Set(labels)].sort() : labels;
    const [a, b] = [JSON.stringify(actual.get(field)), JSON.stringify(sorted)];
    return a === b ? [] : [`${field} of the ${what}: expected ${b}, got ${a}`];
  });
}

interface Counts {
  evaluated: number;
  fired: number;
  readonly sides: Map<Predicate, { true: number; false: number }>;
}

class CoverageCounter {
  readonly #counts = new Map<CompiledRule, Counts>();

  count(
    policies: PolicySet,
    call: Parameters<typeof prepareCheck>[1],
    session: Parameters<typeof prepareCheck>[2],
  ): void {
    const { blocks, scopes } = prepareCheck(policies, call, session);
    for (const block of blocks) {
      const compiler = new ExpressionCompiler(letsOf(block.program));
      for (const rule of block.rules) {
        const counts = this.#countsOf(rule);
        counts.evaluated++;
        const truths = scopes.map((scope) => rule.condition(scope));
        const hasFired =
          rule.effect === "deny"
            ? truths.some((truth) => truth !== false)
            : truths.every((truth) => truth === true);
        if (hasFired) counts.fired++;
        for (const comparison of comparisonsOf(rule)) {
          const sides = counts.sides.get(comparison) ?? { true: 0, false: 0 };
          counts.sides.set(comparison, sides);
          for (const scope of scopes) {
            const truth = compiler.condition(comparison, "check")(scope);
            if (truth !== "unknown") sides[truth ? "true" : "false"]++;
          }
        }
      }
    }
  }

  #countsOf(rule: CompiledRule): Counts {
    const known = this.#counts.get(rule);
    if (known !== undefined) return known;
    const counts: Counts = { evaluated: 0, fired: 0, sides: new Map() };
    this.#counts.set(rule, counts);
    return counts;
  }

  report(policies: PolicySet): readonly RuleCoverage[] {
    return policies.layers.flatMap((policy) =>
      policy.blocks.flatMap((block) =>
        block.rules.map((rule): RuleCoverage => {
          const counts = this.#countsOf(rule);
          const { source } = block.program;
          return {
            text: source.slice(rule.rule),
            span: source.span(rule.rule),
            fired: counts.fired,
            evaluated: counts.evaluated,
            oneSided: comparisonsOf(rule).flatMap((comparison): RuleCoverage["oneSided"] => {
              const sides = counts.sides.get(comparison);
              const text = source.slice(comparison);
              if (sides === undefined) return [{ text, never: "evaluated" }];
              return [
                ...(sides.true === 0 ? [{ text, never: "true" as const }] : []),
                ...(sides.false === 0 ? [{ text, never: "false" as const }] : []),
              ];
            }),
          };
        }),
      ),
    );
  }
}

/** The comparisons and names of `let`s that a rule's condition is made of. */
function comparisonsOf(rule: CompiledRule): readonly Predicate[] {
  const found: Predicate[] = [];
  const visit = (predicate: Predicate): void => {
    switch (predicate.kind) {
      case "or":
      case "and":
        predicate.terms.forEach(visit);
        break;
      case "not":
        visit(predicate.term);
        break;
      case "predicate-group":
        visit(predicate.inner);
        break;
      default:
        found.push(predicate);
    }
  };
  if (rule.rule.condition !== undefined) visit(rule.rule.condition);
  return found;
}

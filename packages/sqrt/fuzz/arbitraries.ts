import fc from "fast-check";
import {
  type CallArgument,
  type CheckedCall,
  defaultPresets,
  type JsonValue,
  type Metadata,
  metadataOf,
  type Presets,
} from "../src/index.ts";

/** Random policies that pass the checker, and random calls to put to them. */

const fields = fc.constantFrom("tags", "producers", "consumers");
const argumentNames = ["a", "b", "c"];
const argumentName = fc.constantFrom(...argumentNames);
const labels = ["p", "q", "pq", "__x", "__y", " p", "__llm_blocked"];
const label = fc.constantFrom(...labels);

const stringElement = fc.oneof(
  { weight: 8, arbitrary: label.map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.constantFrom('"*"', '"e\\u0301"', '"1"', '"2024-01-01"') },
);
const patternElement = fc.constantFrom(
  'r"p.*"',
  'r"[pq]+"',
  'r".*x"',
  'r"."',
  'w"p*"',
  'w"?"',
  'w"*"',
  'str "p"',
  'str matching r".*" length 1..2',
  'str like w"*q" length ..<2',
  "1",
  "1.5",
  "-inf",
  "bool true",
  "int 1..3",
  "int 0<..<2",
  "float 1..<2.5",
  "float ..1.5",
  'datetime d"2024-01-01"..d"2024-06-01T00:00:00+02:00"',
  "datetime 0",
  'datetime "2024-01-01"',
);

/** Expressions of a policy. Names of earlier `let`s may be used: sets that store strings, sets with patterns, predicates. */
interface Expressions {
  stored: fc.Arbitrary<string>;
  matched: fc.Arbitrary<string>;
  predicate: fc.Arbitrary<string>;
}

function expressionsOver(
  { stored, matched, predicate }: { stored: string[]; matched: string[]; predicate: string[] },
  place: "check" | "before" | "after" | "let",
): Expressions {
  const scopes =
    place === "after"
      ? ["@", "@result.", "@session."]
      : place === "before"
        ? ["@", "@session."]
        : ["@session."];
  const operand = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(argumentName, fields).map(([name, field]) => `${name}.${field}`) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...scopes), fields).map(([scope, field]) => `${scope}${field}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fields, fc.constantFrom("", ".union", ".intersect"))
        .map(([field, suffix]) => `@args.${field}${suffix}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("union", "intersect"), fields)
        .map(([operation, field]) => `${operation} of ${field} from args`),
    },
  );
  const setOver = (element: fc.Arbitrary<string>, names: string[]): fc.Arbitrary<string> => {
    const literal = fc.array(element, { maxLength: 3 }).map((elements) => `{${elements.join(", ")}}`);
    const atoms = [literal, operand, ...(names.length === 0 ? [] : [fc.constantFrom(...names)])];
    return fc.letrec<{ set: string }>((tie) => ({
      set: fc.oneof(
        { maxDepth: 2 },
        ...atoms,
        fc
          .tuple(
            tie("set"),
            fc.constantFrom("|", "union", "&", "intersect", "-", "minus", "^", "xor"),
            tie("set"),
          )
          .map(([left, operator, right]) => `${left} ${operator} ${right}`),
        tie("set").map((set) => `(${set})`),
        fc
          .tuple(fc.oneof(...atoms), fc.constantFrom("with", "without"), element)
          .map(([set, operator, item]) => `${set} ${operator} ${item}`),
      ),
    })).set;
  };
  const storedSet = setOver(stringElement, stored);
  const matchedSet = setOver(fc.oneof(stringElement, patternElement), [...stored, ...matched]);
  const results = place === "after" ? ["@result.value"] : [];
  const value = fc.oneof(
    { weight: 5, arbitrary: argumentName.map((name) => `${name}.value`) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '"p"',
        '"q"',
        "1",
        "1.0",
        "true",
        'd"2024-01-01"',
        '"__x"',
        "@session.value",
        ...results,
      ),
    },
  );
  const comparison = fc.oneof(
    fc.tuple(value, matchedSet).map(([left, set]) => `${left} in ${set}`),
    fc.tuple(value, value).map(([left, right]) => `${left} == ${right}`),
    fc
      .tuple(operand, fc.constantFrom("overlaps", "subset of", "superset of", "=="), matchedSet)
      .map(([left, comparator, set]) => `${left} ${comparator} ${set}`),
    fc.tuple(operand, fc.constantFrom("empty", "universal")).map(([left, state]) => `${left} is ${state}`),
  );
  const predicateArbitrary = fc.letrec<{ predicate: string }>((tie) => ({
    predicate: fc.oneof(
      { maxDepth: 3 },
      comparison,
      comparison,
      ...(predicate.length === 0 ? [] : [fc.constantFrom(...predicate)]),
      fc
        .tuple(tie("predicate"), fc.constantFrom("and", "or"), tie("predicate"))
        .map((parts) => parts.join(" ")),
      tie("predicate").map((inner) => `not ${inner}`),
      tie("predicate").map((inner) => `(${inner})`),
    ),
  })).predicate;
  return { stored: storedSet, matched: matchedSet, predicate: predicateArbitrary };
}

const letNames = { stored: ["S0", "S1"], matched: ["M0", "M1"], predicate: ["P0", "P1"] };

const lets: fc.Arbitrary<string[]> = fc
  .tuple(
    ...[0, 1].map((level) => {
      const earlier = {
        stored: letNames.stored.slice(0, level),
        matched: letNames.matched.slice(0, level),
        predicate: letNames.predicate.slice(0, level),
      };
      const { stored, matched, predicate } = expressionsOver(earlier, "let");
      return fc
        .tuple(
          stored,
          fc.oneof(
            matched,
            patternElement.filter((text) => /^(?:str|int|float|bool|datetime) /.test(text)),
          ),
          predicate,
        )
        .map(([s, m, p]) => [`let S${level} = ${s};`, `let M${level} = ${m};`, `let P${level} = ${p};`]);
    }),
  )
  .map((levels) => levels.flat());

function update(phase: "before" | "result" | "after"): fc.Arbitrary<string> {
  const { stored, matched } = expressionsOver(letNames, phase === "before" ? "before" : "after");
  const targets =
    phase === "before"
      ? ["@", "@session."]
      : phase === "result"
        ? ["@", "@result.", "@session.", "a.", "b."]
        : ["@", "@result.", "@session."];
  const target = fc.tuple(fc.constantFrom(...targets), fields).map((parts) => parts.join(""));
  return fc.oneof(
    fc
      .tuple(target, fc.constantFrom("=", "|=", "&=", "^="), stored)
      .map(([left, operator, right]) => `${left} ${operator} ${right};`),
    fc.tuple(target, matched).map(([left, right]) => `${left} -= ${right};`),
  );
}

function block(phase: "before" | "result" | "after"): fc.Arbitrary<string> {
  const { predicate } = expressionsOver(letNames, phase === "before" ? "before" : "after");
  const statement = fc.oneof(
    update(phase),
    fc
      .tuple(predicate, fc.array(update(phase), { minLength: 1, maxLength: 2 }))
      .map(([condition, updates]) => `when ${condition} { ${updates.join(" ")} }`),
  );
  const head = phase === "result" ? "result" : `session ${phase}`;
  return fc
    .array(statement, { minLength: 1, maxLength: 3 })
    .map((statements) => `${head} { ${statements.join(" ")} }`);
}

const check = fc
  .tuple(
    fc.constantFrom("hard", "soft", "must", "should"),
    fc.constantFrom("allow", "deny"),
    fc.option(expressionsOver(letNames, "check").predicate, { freq: 6 }),
  )
  .map(([enforcement, effect, condition]) =>
    condition === null ? `${enforcement} ${effect} always;` : `${enforcement} ${effect} when ${condition};`,
  );

const toolId = fc.constantFrom('"t"', '"parse_with_ai"', 'r"t|u"', 'r".*"');

const toolBlock = fc
  .tuple(
    toolId,
    fc.option(fc.integer({ min: -2, max: 2 })),
    fc.array(fc.oneof({ weight: 3, arbitrary: check }, block("before"), block("result"), block("after")), {
      maxLength: 4,
    }),
  )
  .map(([id, priority, members]) =>
    [`tool ${id} {`, ...(priority === null ? [] : [`priority ${priority};`]), ...members, "}"].join("\n  "),
  );

const shorthandPhases = {
  "": "result",
  "result ": "result",
  "session ": "after",
  "session before ": "before",
} as const;
const shorthand = fc
  .constantFrom("" as const, "result " as const, "session " as const, "session before " as const)
  .chain((words) => {
    const phase = shorthandPhases[words];
    const { stored, predicate } = expressionsOver(letNames, phase === "before" ? "before" : "after");
    return fc
      .tuple(
        toolId,
        fc.integer({ min: -2, max: 2 }),
        fields,
        fc.constantFrom("=", "|=", "&="),
        stored,
        fc.option(predicate),
      )
      .map(
        ([id, priority, field, operator, set, condition]) =>
          `tool ${id} [${priority}] -> ${words}@${field} ${operator} ${set}${condition === null ? "" : ` when ${condition}`};`,
      );
  });

/** A policy's declarations: `let`s first. */
export const policyDeclarations: fc.Arbitrary<{ lets: string[]; tools: string[] }> = fc.record({
  lets,
  tools: fc.array(fc.oneof({ weight: 3, arbitrary: toolBlock }, shorthand), { minLength: 1, maxLength: 3 }),
});

/** The text of a policy without errors. */
export const policyText: fc.Arbitrary<string> = policyDeclarations.map((policy) =>
  [...policy.lets, ...policy.tools].join("\n"),
);

const metadata: fc.Arbitrary<Metadata> = fc
  .record({
    producers: labelList([]),
    consumers: labelList(["*"]),
    tags: labelList([]),
  })
  .map(metadataOf);

function labelList(usual: string[]): fc.Arbitrary<string[]> {
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(usual) },
    { weight: 3, arbitrary: fc.array(label, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom<string[]>(["*"], []) },
  );
}

const scalar = fc.constantFrom<JsonValue>(
  null,
  true,
  false,
  1,
  2,
  1.5,
  10n,
  "p",
  "q",
  "pq",
  " p",
  "p\n",
  "pq\nx",
  "1",
  "e\u0301",
  "\u00e9",
  "__x",
  "2024-01-01",
  "2024-03-01T12:00:00Z",
  "x",
);
const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    { weight: 5, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.dictionary(fc.constantFrom("p", "k", "x"), tie("value"), { maxKeys: 2 }) },
  ),
})).value;

const parameters = fc.option(
  fc
    .subarray(argumentNames)
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc
            .constantFrom<JsonValue>(
              {},
              { default: "p" },
              { properties: { k: {} } },
              { items: { properties: { k: {} } } },
            )
            .map((schema) => ({ name, schema, required: false })),
        ),
      ),
    ),
);

/** A call of one of the tools that random policies are about. */
export const call: fc.Arbitrary<CheckedCall> = fc
  .record({
    tool: fc.constantFrom("t", "t", "u", "parse_with_ai"),
    names: fc.subarray(argumentNames),
    values: fc.tuple(value, value, value),
    metadata: fc.tuple(metadata, metadata, metadata),
    parameters,
    internal: fc.boolean(),
    control: fc.oneof(fc.constant(metadataOf({})), metadata),
  })
  .map(({ tool, names, values, metadata: all, parameters: declared, internal, control }) => ({
    tool,
    callId: null,
    arguments: names.map(
      (name, at): CallArgument => ({ name, value: values[at] ?? null, metadata: all[at] ?? metadataOf({}) }),
    ),
    ...(declared === null ? {} : { parameters: declared }),
    internal,
    control,
  }));

export const presets: fc.Arbitrary<Presets> = fc
  .record({
    default_allow: fc.boolean(),
    default_allow_enforcement_level: fc.constantFrom("hard", "soft"),
    enable_non_executable_memory: fc.boolean(),
    enable_llm_blocked_tag: fc.boolean(),
    llm_blocked_tag_enforcement_level: fc.constantFrom("hard", "soft"),
  })
  .map((chosen) => ({ ...defaultPresets, ...chosen }));

/** A question to a policy set: a call with what surrounds it. */
export const question = fc.record({
  call,
  session: metadata,
  presets,
  failFast: fc.boolean(),
  returns: value,
});
export type Question = typeof question extends fc.Arbitrary<infer Q> ? Q : never;

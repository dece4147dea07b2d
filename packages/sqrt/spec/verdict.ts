import type { Let, Phase, Predicate, Program, SetExpression, ToolId, Update } from "../src/ast.ts";
import type { CheckedCall, JsonValue, Presets } from "../src/index.ts";
import {
  argumentLabels,
  defaults,
  type FieldName,
  fieldSet,
  holds,
  join,
  joinOfArguments,
  type Labels,
  plainLabels,
  restOf,
  setOf,
  store,
  type World,
} from "./evaluate.ts";
import {
  and,
  elementTest,
  intersect,
  literalSet,
  minus,
  or,
  type SpecSet,
  type Truth,
  union,
  xor,
} from "./sets.ts";

interface Statement {
  phase: Phase;
  condition?: Predicate;
  updates: readonly Update[];
}

interface Rule {
  effect: "allow" | "deny";
  enforcement: "hard" | "soft";
  condition?: Predicate;
  /** Of a preset's rule, which has no condition in the text. */
  fired?: boolean;
}

interface Block {
  priority: number;
  rules: Rule[];
  statements: Statement[];
}

/** "1. The policies whose id matches, in order of priority (higher first), then of their place in the text." */
function blocksFor(program: Program, tool: string): Block[] {
  const blocks = program.declarations.flatMap((declaration): Block[] => {
    if (declaration.kind === "let" || !matches(declaration.id, tool)) return [];
    if (declaration.kind === "shorthand") {
      const { phase, condition, update } = declaration;
      const statement = { phase, ...(condition === undefined ? {} : { condition }), updates: [update] };
      return [{ priority: declaration.priority ?? 0, rules: [], statements: [statement] }];
    }
    const block: Block = { priority: 0, rules: [], statements: [] };
    for (const member of declaration.members) {
      if (member.kind === "priority") block.priority = member.value;
      else if (member.kind === "check") block.rules.push(member);
      else {
        for (const statement of member.statements) {
          block.statements.push(
            statement.kind === "when"
              ? { phase: member.phase, condition: statement.condition, updates: statement.updates }
              : { phase: member.phase, updates: [statement.update] },
          );
        }
      }
    }
    return [block];
  });
  return blocks.sort((a, b) => b.priority - a.priority);
}

function matches(id: ToolId, tool: string): boolean {
  if (id.kind === "string") return id.value === tool;
  return elementTest({ ...id, pattern: `(?s:${id.pattern})` })(tool) === true;
}

function letsOf(program: Program): Map<string, Let> {
  const lets = new Map<string, Let>();
  for (const declaration of program.declarations) {
    if (declaration.kind === "let") lets.set(declaration.name.text, declaration);
  }
  return lets;
}

/** "An allow rule must fire both with and without control labels; a deny rule fires if it does with either." */
function bothWays<T>(call: CheckedCall, ask: (control: Labels) => T): T[] {
  return [ask(defaults), ask(plainLabels(call.control))];
}

type State = Pick<World, "session" | "result" | "relabelled">;

function joinStates(a: State, b: State, world: World): State {
  const names = [...a.relabelled.keys(), ...b.relabelled.keys()];
  const original = (name: string): Labels =>
    argumentLabels({ ...world, relabelled: new Map(), control: defaults }, name);
  return {
    session: join(a.session, b.session),
    result: join(a.result, b.result),
    relabelled: new Map(
      names.map((name) => [
        name,
        join(a.relabelled.get(name) ?? original(name), b.relabelled.get(name) ?? original(name)),
      ]),
    ),
  };
}

/** "Each statement seeing the effect of those before it." M7: "on unknown, the join of both outcomes". */
function run(statements: Statement[], world: World): State {
  let state: State = { session: world.session, result: world.result, relabelled: world.relabelled };
  for (const { phase, condition, updates } of statements) {
    const outcomes = bothWays(world.call, (control) => {
      const here: World = { ...world, ...state, place: phase, control };
      const truth = condition === undefined ? true : holds(condition, here);
      let changed = state;
      for (const update of updates) changed = updated(changed, update, { ...here, ...changed });
      return truth === true ? [changed] : truth === false ? [state] : [state, changed];
    }).flat();
    state = outcomes.reduce((a, b) => joinStates(a, b, world));
  }
  return state;
}

function updated(state: State, { target, operator, value }: Update, world: World): State {
  const { field } = target;
  const change = (labels: Labels): Labels => ({
    ...labels,
    [field]: newSet(labels, field, operator, value, world),
  });
  if (target.kind === "argument") {
    const name = target.name.text;
    const old =
      state.relabelled.get(name) ??
      argumentLabels({ ...world, relabelled: new Map(), control: defaults }, name);
    return { ...state, relabelled: new Map(state.relabelled).set(name, change(old)) };
  }
  const isResult = target.kind === "result" || (target.kind === "context" && world.place === "result");
  return isResult ? { ...state, result: change(state.result) } : { ...state, session: change(state.session) };
}

function newSet(
  labels: Labels,
  field: FieldName,
  operator: Update["operator"],
  value: SetExpression,
  world: World,
): string[] {
  const old = fieldSet(labels, field);
  const left = restOf(field);
  const right = setOf(value, world, left);
  const plain = operate(old, operator, right, field);
  if (field !== "tags") return store(plain);
  // M2: a `__` tag goes only by its exact string in `-=` or `without`.
  if (old.all || plain.all) return ["*"];
  const goes = (tag: string): boolean => {
    if (operator === "-=") return right.strings.includes(tag) && mentions(value, world).elements.has(tag);
    return operator === "=" && mentions(value, world).without.has(tag);
  };
  const stays = old.strings.filter((tag) => tag.startsWith("__") && !goes(tag));
  return store(union(plain, literalSet(stays, [])));
}

function operate(old: SpecSet, operator: Update["operator"], right: SpecSet, field: FieldName): SpecSet {
  const left = restOf(field);
  switch (operator) {
    case "=":
      return right;
    case "|=":
      return field === "consumers" && old.all ? right : union(old, right);
    case "&=":
      return intersect(old, right);
    case "-=":
      return minus(old, right, left);
    case "^=":
      return xor(old, right, left);
  }
}

/** The strings that the text of a set names: as elements that are added, and behind `without`. */
function mentions(set: SetExpression, world: World): { elements: Set<string>; without: Set<string> } {
  const found = { elements: new Set<string>(), without: new Set<string>() };
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== "object") return;
    if ("kind" in node && node.kind === "reference" && "name" in node && typeof node.name === "string") {
      visit(world.lets.get(node.name)?.expression);
    } else if ("operator" in node && node.operator === "without" && "element" in node) {
      const { element } = node;
      if (isString(element)) found.without.add(element.value);
    } else if (isString(node)) found.elements.add(node.value);
    else if (!("pattern" in node)) Object.values(node).forEach(visit);
  };
  visit(set);
  return found;
}

function isString(node: unknown): node is { value: string } {
  return node !== null && typeof node === "object" && "kind" in node && node.kind === "string";
}

export interface SpecVerdict {
  verdict: string;
  session: Labels;
  /** The value of each rule, in order; with fail fast those up to the first hard denial. */
  fired: (boolean | "unknown")[];
}

/** Steps 1 to 3 of "Verdict of a tool call". */
export function specCheck(
  program: Program,
  call: CheckedCall,
  session: Labels,
  presets: Presets,
  failFast: boolean,
): SpecVerdict {
  const blocks = blocksFor(program, call.tool);
  const world: World = {
    call,
    lets: letsOf(program),
    place: "check",
    control: defaults,
    session,
    result: defaults,
    resultValue: null,
    relabelled: new Map(),
  };
  const before = blocks.flatMap((block) =>
    block.statements.filter((statement) => statement.phase === "before"),
  );
  const after = run(before, world);
  const rules = [...blocks.flatMap((block) => block.rules), ...presetRules(call, presets)];
  const fired: Truth[] = [];
  for (const rule of rules) {
    const truths = bothWays(call, (control): Truth => {
      const here = { ...world, session: after.session, control };
      if (rule.fired !== undefined) return rule.fired;
      return rule.condition === undefined
        ? true
        : holds(rule.condition, { ...here, result: joinOfArguments(here) });
    });
    fired.push(rule.effect === "allow" ? and(truths) : or(truths));
    if (failFast && rule.enforcement === "hard" && rule.effect === "deny" && fired.at(-1) !== false) break;
  }
  const fires = (rule: Rule, at: number): boolean =>
    at < fired.length && (rule.effect === "deny" ? fired[at] !== false : fired[at] === true);
  const firing = rules.filter(fires);
  const { default_allow: allowed, default_allow_enforcement_level: level } = presets;
  const decide = (): string => {
    const hard = firing.filter((rule) => rule.enforcement === "hard");
    if (hard.some((rule) => rule.effect === "deny")) return "hard_denied";
    if (hard.length > 0) return "hard_allowed";
    const [soft] = firing;
    if (soft !== undefined) return soft.effect === "allow" ? "soft_allowed" : "soft_denied";
    if (rules.some((rule) => rule.effect === "allow") && !(allowed && level === "hard"))
      return `${level}_denied`;
    return allowed || call.internal ? `${level}_allowed` : `${level}_denied`;
  };
  return { verdict: decide(), session: after.session, fired: fired.map((truth) => truth ?? "unknown") };
}

function presetRules(call: CheckedCall, presets: Presets): Rule[] {
  if (!presets.enable_llm_blocked_tag || !["parse_with_ai", "verify_hypothesis"].includes(call.tool))
    return [];
  const labels = [...call.arguments.map((argument) => argument.metadata), call.control].map(plainLabels);
  const fired = labels.some(({ tags }) => tags.includes("__llm_blocked") || tags.includes("*"));
  return [{ effect: "deny", enforcement: presets.llm_blocked_tag_enforcement_level, fired }];
}

/** Step 4: the presets' tags, `result` blocks, `session after` blocks. */
export function specLabel(
  program: Program,
  call: CheckedCall,
  value: JsonValue,
  start: Labels,
  session: Labels,
  presets: Presets,
): { result: Labels; session: Labels } {
  const blocks = blocksFor(program, call.tool);
  const isTagged = presets.enable_non_executable_memory && !call.internal;
  const result = isTagged ? join(start, { ...defaults, tags: ["__non_executable"] }) : start;
  const inPhase = (phase: Phase): Statement[] =>
    blocks.flatMap((block) => block.statements.filter((statement) => statement.phase === phase));
  const end = run([...inPhase("result"), ...inPhase("after")], {
    call,
    lets: letsOf(program),
    place: "result",
    control: defaults,
    session,
    result,
    resultValue: value,
    relabelled: new Map(),
  });
  return { result: end.result, session: end.session };
}

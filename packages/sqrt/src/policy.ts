import type {
  CheckRule,
  Let,
  Phase,
  Predicate,
  Program,
  Shorthand,
  Target,
  ToolBlock,
  ToolId,
  Update,
} from "./ast.ts";
import type { CheckedCall, ToolDeclaration } from "./call.ts";
import type { CedarDecision } from "./cedar.ts";
import { checkProgram } from "./check.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { type Condition, ExpressionCompiler } from "./evaluate.ts";
import { lex } from "./lex.ts";
import { type Metadata, withField } from "./metadata.ts";
import { parsePolicy } from "./parse.ts";
import { compileRegex } from "./pattern.ts";
import type { RuleRecord } from "./record.ts";
import type { Labels, Scope } from "./scope.ts";
import { compileUpdate } from "./update.ts";

/** A checked policy, ready to be asked. */
export type Policy = SqrtPolicy | CedarPolicy;

/** Policies written in Cedar: they decide about calls, and have no updates. */
export interface CedarPolicy {
  readonly language: "cedar";
  readonly blocks: readonly [];
  readonly decide: (call: CheckedCall, session: Metadata) => CedarDecision;
}

/** A policy written in SQRT. */
export interface SqrtPolicy {
  readonly language: "sqrt";
  readonly program: Program;
  /** By priority, higher first, then by place in the text. */
  readonly blocks: readonly CompiledBlock[];
}

/** A tool block or a shorthand. */
export interface CompiledBlock {
  /** The tool id as written. */
  readonly id: string;
  /** The program that the block is part of. */
  readonly program: Program;
  readonly priority: number;
  readonly matches: (tool: string) => boolean;
  readonly rules: readonly CompiledRule[];
  readonly statements: { readonly [phase in Phase]: readonly CompiledStatement[] };
}

/** A check rule. */
export interface CompiledRule {
  readonly effect: "allow" | "deny";
  readonly enforcement: "hard" | "soft";
  readonly condition: Condition;
  readonly rule: CheckRule;
  /** How its evaluation is recorded, for each outcome. */
  readonly records: { readonly true: RuleRecord; readonly false: RuleRecord; readonly unknown: RuleRecord };
}

/** Updates that belong together, with what they depend on. */
export interface CompiledStatement {
  /** Absent: always. */
  readonly condition?: Condition;
  readonly updates: readonly ((scope: Scope) => Labels)[];
}

/** What compiling a text gives: a policy, or why there is none. */
export type Compiled =
  | { readonly ok: true; readonly policy: Policy; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface CompileOptions {
  /** The tools that calls will be of; with them the checker finds ids and arguments that do not exist. */
  readonly tools?: readonly ToolDeclaration[];
  /** `model`: only deny rules and additions of tags under `__policy/` are allowed, and doc comments are dropped. */
  readonly writtenBy?: "user" | "model";
}

/**
 * Reads, checks and compiles a policy text. Every mistake of the text is returned as a diagnostic; where one is an
 * error there is no policy.
 */
export function compilePolicy(text: string, options: CompileOptions = {}): Compiled {
  const { program, diagnostics: syntax } = parsePolicy(text);
  const diagnostics = [...syntax, ...checkProgram(program, options)];
  diagnostics.sort((a, b) => a.span.start.offset - b.span.start.offset);
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) return { ok: false, diagnostics };
  return { ok: true, policy: compileProgram(program, options.writtenBy === "model"), warnings: diagnostics };
}

/** The `let`s of a program by name. */
export function letsOf(program: Program): ReadonlyMap<string, Let> {
  const lets = new Map<string, Let>();
  for (const declaration of program.declarations) {
    if (declaration.kind === "let") lets.set(declaration.name.text, declaration);
  }
  return lets;
}

function compileProgram(program: Program, withoutDocs: boolean): SqrtPolicy {
  const lets = letsOf(program);
  const compiler = new BlockCompiler(program, lets, withoutDocs);
  const blocks = program.declarations.flatMap((declaration) => {
    if (declaration.kind === "let") return [];
    return [declaration.kind === "tool" ? compiler.toolBlock(declaration) : compiler.shorthand(declaration)];
  });
  // The sort is stable: equal priorities keep their order in the text.
  blocks.sort((a, b) => b.priority - a.priority);
  return { language: "sqrt", program, blocks };
}

class BlockCompiler {
  readonly #program: Program;
  readonly #lets: ReadonlyMap<string, Let>;
  readonly #expressions: ExpressionCompiler;
  readonly #withoutDocs: boolean;

  constructor(program: Program, lets: ReadonlyMap<string, Let>, withoutDocs: boolean) {
    this.#program = program;
    this.#lets = lets;
    this.#expressions = new ExpressionCompiler(lets);
    this.#withoutDocs = withoutDocs;
  }

  toolBlock(block: ToolBlock): CompiledBlock {
    const id = this.#program.source.slice(block.id);
    const rules: CompiledRule[] = [];
    const statements = { before: [], result: [], after: [] } satisfies Record<Phase, CompiledStatement[]>;
    const phases: Record<Phase, CompiledStatement[]> = statements;
    let priority = 0;
    for (const member of block.members) {
      if (member.kind === "priority") priority = member.value;
      else if (member.kind === "check") rules.push(this.#rule(member, id));
      else {
        for (const statement of member.statements) {
          const isPlain = statement.kind === "update";
          const updates = isPlain ? [statement.update] : statement.updates;
          phases[member.phase].push(
            this.#statement(member.phase, isPlain ? undefined : statement.condition, updates),
          );
        }
      }
    }
    return { id, program: this.#program, priority, matches: toolTest(block.id), rules, statements: phases };
  }

  shorthand(shorthand: Shorthand): CompiledBlock {
    const { phase } = shorthand;
    const statement = this.#statement(phase, shorthand.condition, [shorthand.update]);
    return {
      id: this.#program.source.slice(shorthand.id),
      program: this.#program,
      priority: shorthand.priority ?? 0,
      matches: toolTest(shorthand.id),
      rules: [],
      statements: { before: [], result: [], after: [], [phase]: [statement] },
    };
  }

  #rule(rule: CheckRule, policy: string): CompiledRule {
    const { source } = this.#program;
    const text = source.slice(rule);
    const common = {
      policy,
      effect: rule.effect,
      enforcement: rule.enforcement,
      text: this.#withoutDocs ? withoutComments(text) : text,
      ...(rule.doc === undefined || this.#withoutDocs ? {} : { doc: rule.doc }),
      span: source.span(rule),
    };
    const record = (fired: boolean | "unknown"): RuleRecord => Object.freeze({ ...common, fired });
    return {
      effect: rule.effect,
      enforcement: rule.enforcement,
      condition:
        rule.condition === undefined ? () => true : this.#expressions.condition(rule.condition, "check"),
      rule,
      records: { true: record(true), false: record(false), unknown: record("unknown") },
    };
  }

  #statement(phase: Phase, condition: Predicate | undefined, updates: readonly Update[]): CompiledStatement {
    return {
      ...(condition === undefined ? {} : { condition: this.#expressions.condition(condition, phase) }),
      updates: updates.map((update) => this.#update(phase, update)),
    };
  }

  #update(phase: Phase, { target, operator, value }: Update): (scope: Scope) => Labels {
    const { field } = target;
    const read = this.#expressions.updateValue(value, phase, field);
    const change = compileUpdate(operator, field, value, this.#lets);
    const changed = (scope: Scope, old: Metadata): Metadata =>
      withField(old, field, change(old[field], read(scope)));
    switch (targetOf(target, phase)) {
      case "result":
        return (scope) => ({ ...scope.labels, result: changed(scope, scope.labels.result) });
      case "session":
        return (scope) => ({ ...scope.labels, session: changed(scope, scope.labels.session) });
      case "argument": {
        const name = target.kind === "argument" ? target.name.text : "";
        return (scope) => {
          const { relabelled } = scope.labels;
          const old = relabelled.get(name) ?? scope.arguments.argument(name).metadata;
          return { ...scope.labels, relabelled: new Map(relabelled).set(name, changed(scope, old)) };
        };
      }
    }
  }
}

/** A rule's text as its tokens only: what a model put into comments is told to nobody (C7). */
function withoutComments(text: string): string {
  return lex(text)
    .tokens.map((token) => token.text)
    .join(" ")
    .trimEnd()
    .replace(/ ;$/, ";");
}

/** What a target changes, with bare `@tags` resolved by the block it stands in. */
function targetOf(target: Target, phase: Phase): "result" | "session" | "argument" {
  if (target.kind !== "context") return target.kind;
  return phase === "result" ? "result" : "session";
}

/**
 * INVARIANT: `.` also matches the line breaks of a tool's name, so that a server cannot name a tool past `tool r".*"`.
 */
function toolTest(id: ToolId): (tool: string) => boolean {
  if (id.kind === "string") return (tool) => tool === id.value;
  return compileRegex(id.pattern, true);
}

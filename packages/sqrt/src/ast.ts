import type { Comment } from "./lex.ts";
import type { Field } from "./metadata.ts";
import type { Range, Source } from "./source.ts";

/** The syntax tree of a policy text. Every node carries its range; chains are flat, so depth is nesting. */
export interface Program {
  readonly source: Source;
  readonly declarations: readonly Declaration[];
  readonly comments: readonly Comment[];
}

export type Declaration = Let | ToolBlock | Shorthand;

export interface Name extends Range {
  readonly text: string;
}

export interface Let extends Range {
  readonly kind: "let";
  readonly name: Name;
  readonly expression: Expression;
  readonly doc?: string;
}

/** What a `let` holds; a bare name takes the kind of the `let` it names. */
export type Expression = Predicate | SetExpression | Domain;

export interface ToolBlock extends Range {
  readonly kind: "tool";
  readonly id: ToolId;
  readonly members: readonly Member[];
  readonly doc?: string;
}

export type ToolId = StringLiteral | RegexLiteral;

export type Member = Priority | CheckRule | UpdateBlock;

export interface Priority extends Range {
  readonly kind: "priority";
  readonly value: number;
  readonly doc?: string;
}

export interface CheckRule extends Range {
  readonly kind: "check";
  /** As written: `must` and `should` are kept for the formatter. */
  readonly word: "must" | "hard" | "should" | "soft";
  readonly enforcement: "hard" | "soft";
  readonly effect: "allow" | "deny";
  /** Absent: `always`. */
  readonly condition?: Predicate;
  readonly doc?: string;
}

/** When a block of updates runs. */
export type Phase = "before" | "result" | "after";

export interface UpdateBlock extends Range {
  readonly kind: "block";
  readonly phase: Phase;
  readonly statements: readonly Statement[];
  readonly doc?: string;
}

export type Statement = UpdateStatement | WhenStatement;

export interface UpdateStatement extends Range {
  readonly kind: "update";
  readonly update: Update;
  readonly doc?: string;
}

export interface WhenStatement extends Range {
  readonly kind: "when";
  readonly condition: Predicate;
  readonly updates: readonly Update[];
  readonly doc?: string;
}

export type UpdateOperator = "=" | "|=" | "&=" | "-=" | "^=";

export interface Update extends Range {
  readonly target: Target;
  readonly operator: UpdateOperator;
  readonly value: SetExpression;
}

export type Target =
  | (Range & { readonly kind: "context" | "result" | "session"; readonly field: Field })
  | (Range & { readonly kind: "argument"; readonly name: Name; readonly field: Field });

export interface Shorthand extends Range {
  readonly kind: "shorthand";
  readonly id: ToolId;
  /** As written. */
  readonly priority?: number;
  readonly phase: Phase;
  /** The words before `@`, as written. */
  readonly phaseWords: "" | "result" | "session" | "session before" | "session after";
  readonly update: Update;
  readonly condition?: Predicate;
  readonly doc?: string;
}

export type Predicate = Disjunction | Conjunction | Negation | Comparison | Reference | PredicateGroup;

export interface Disjunction extends Range {
  readonly kind: "or";
  readonly terms: readonly Predicate[];
}
export interface Conjunction extends Range {
  readonly kind: "and";
  readonly terms: readonly Predicate[];
}
export interface Negation extends Range {
  readonly kind: "not";
  readonly term: Predicate;
}
export interface PredicateGroup extends Range {
  readonly kind: "predicate-group";
  readonly inner: Predicate;
}
/** The name of a `let`. */
export interface Reference extends Range {
  readonly kind: "reference";
  readonly name: string;
}

export type Comparison = ValueIn | ValueEquals | SetComparison | SetState;

export interface ValueIn extends Range {
  readonly kind: "value-in";
  readonly value: ValueOperand;
  readonly set: SetExpression;
}
export interface ValueEquals extends Range {
  readonly kind: "value-equals";
  readonly left: ValueOperand;
  readonly right: ValueOperand;
}
export interface SetComparison extends Range {
  readonly kind: "set-comparison";
  readonly comparator: "overlaps" | "subset of" | "superset of" | "==";
  readonly left: SetOperand;
  readonly right: SetExpression;
}
export interface SetState extends Range {
  readonly kind: "set-state";
  readonly left: SetOperand;
  readonly state: "empty" | "universal";
}

export type ValueOperand =
  | (Range & { readonly kind: "argument-value"; readonly name: Name })
  | (Range & { readonly kind: "result-value" | "session-value" })
  | Literal;

export type Literal = StringLiteral | DatetimeLiteral | NumberLiteral | BooleanLiteral;

export interface StringLiteral extends Range {
  readonly kind: "string";
  readonly value: string;
}
export interface DatetimeLiteral extends Range {
  readonly kind: "datetime";
  readonly text: string;
}
export interface NumberLiteral extends Range {
  readonly kind: "number";
  readonly value: number | bigint;
}
export interface BooleanLiteral extends Range {
  readonly kind: "boolean";
  readonly value: boolean;
}
export interface RegexLiteral extends Range {
  readonly kind: "regex";
  readonly pattern: string;
}
export interface WildcardLiteral extends Range {
  readonly kind: "wildcard";
  /** Escapes are kept: `\*` and `\?` stand for themselves. */
  readonly pattern: string;
}

export type SetExpression = SetChain | ElementChain | SetLiteral | SetOperand | Reference | SetGroup;

export type SetOperator = "xor" | "minus" | "intersect" | "union";

/** `a op b op c` of one precedence, from the left. */
export interface SetChain extends Range {
  readonly kind: "set-chain";
  readonly operator: SetOperator;
  readonly operands: readonly SetExpression[];
  /** The operators as written, one fewer than the operands. */
  readonly words: readonly string[];
}
export interface ElementChain extends Range {
  readonly kind: "element-chain";
  readonly base: SetExpression;
  readonly steps: readonly { readonly operator: "with" | "without"; readonly element: Element }[];
}
export interface SetGroup extends Range {
  readonly kind: "set-group";
  readonly inner: SetExpression;
}
export interface SetLiteral extends Range {
  readonly kind: "set-literal";
  readonly elements: readonly Element[];
}
export type Element = StringLiteral | RegexLiteral | WildcardLiteral | NumberLiteral | Domain;

export type SetOperand =
  | (Range & { readonly kind: "argument-field"; readonly name: Name; readonly field: Field })
  | (Range & { readonly kind: "result-field" | "session-field" | "context-field"; readonly field: Field })
  | ArgumentsField;

export interface ArgumentsField extends Range {
  readonly kind: "arguments-field";
  readonly field: Field;
  readonly operation: "union" | "intersect";
  /** Whether the operation is written; bare `@args.FIELD` joins. */
  readonly form: "words" | "bare" | "suffix";
}

export type Domain = BooleanDomain | NumberDomain | StringDomain | DatetimeDomain;

export interface BooleanDomain extends Range {
  readonly kind: "bool-domain";
  readonly value: boolean;
}
export interface NumberDomain extends Range {
  readonly kind: "int-domain" | "float-domain";
  readonly range: Bounds<NumberLiteral>;
}
export interface StringDomain extends Range {
  readonly kind: "str-domain";
  readonly pattern: StringLiteral | RegexLiteral | WildcardLiteral;
  readonly length?: Bounds<NumberLiteral>;
}
export interface DatetimeDomain extends Range {
  readonly kind: "datetime-domain";
  readonly range: Bounds<DatetimeLiteral | StringLiteral | NumberLiteral>;
}

/** A range, or with `operator` absent a single value (`low` and `high` are then the same). */
export interface Bounds<T> extends Range {
  readonly low?: T;
  readonly high?: T;
  readonly operator?: ".." | "<.." | "..<" | "<..<";
}

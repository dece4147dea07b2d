/**
 * The syntax tree of a plan: nodes and fields named as in CPython's `ast` module (3.11), each node discriminated on
 * `kind`. It differs from CPython's where the plan language does:
 *
 * - literals are decoded: nothing behind the parser needs the source text;
 * - `async def`, `async for`, `async with` and `await x` have become their plain forms;
 * - no node for what the subset refuses (complex literals, `except*`, type parameters, `type X = …`).
 */

/** Where a node stands: lines and columns count from 1, columns in code points; the end is behind the last character. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Located {
  readonly span: Span;
}

export interface Module extends Located {
  readonly kind: "Module";
  readonly body: readonly Statement[];
}

// ---------------------------------------------------------------------------------------------------------- literals

/** A decoded literal. An int is a `number` exactly when it is a safe integer, else a `bigint`. */
export type ConstantValue =
  | { readonly type: "int"; readonly value: number | bigint }
  | { readonly type: "float"; readonly value: number }
  /** Well-formed UTF-16: surrogate escapes are refused by the parser. */
  | { readonly type: "str"; readonly value: string }
  | { readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "None" }
  | { readonly type: "Ellipsis" };

// -------------------------------------------------------------------------------------------------------- expressions

export type ExpressionContext = "Load" | "Store" | "Del";

export type BinaryOperator =
  | "Add"
  | "Sub"
  | "Mult"
  | "MatMult"
  | "Div"
  | "Mod"
  | "Pow"
  | "LShift"
  | "RShift"
  | "BitOr"
  | "BitXor"
  | "BitAnd"
  | "FloorDiv";
export type BooleanOperator = "And" | "Or";
export type UnaryOperator = "Invert" | "Not" | "UAdd" | "USub";
export type ComparisonOperator =
  | "Eq"
  | "NotEq"
  | "Lt"
  | "LtE"
  | "Gt"
  | "GtE"
  | "Is"
  | "IsNot"
  | "In"
  | "NotIn";

export interface BoolOp extends Located {
  readonly kind: "BoolOp";
  readonly op: BooleanOperator;
  /** Two or more. */
  readonly values: readonly Expression[];
}
export interface NamedExpr extends Located {
  readonly kind: "NamedExpr";
  readonly target: Name;
  readonly value: Expression;
}
export interface BinOp extends Located {
  readonly kind: "BinOp";
  readonly left: Expression;
  readonly op: BinaryOperator;
  readonly right: Expression;
}
export interface UnaryOp extends Located {
  readonly kind: "UnaryOp";
  readonly op: UnaryOperator;
  readonly operand: Expression;
}
export interface Lambda extends Located {
  readonly kind: "Lambda";
  readonly args: Arguments;
  readonly body: Expression;
}
export interface IfExp extends Located {
  readonly kind: "IfExp";
  readonly test: Expression;
  readonly body: Expression;
  readonly orelse: Expression;
}
export interface Dict extends Located {
  readonly kind: "Dict";
  /** `null` where the entry is `**value`. */
  readonly keys: readonly (Expression | null)[];
  readonly values: readonly Expression[];
}
export interface SetDisplay extends Located {
  readonly kind: "Set";
  readonly elts: readonly Expression[];
}
export interface ListComp extends Located {
  readonly kind: "ListComp";
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}
export interface SetComp extends Located {
  readonly kind: "SetComp";
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}
export interface DictComp extends Located {
  readonly kind: "DictComp";
  readonly key: Expression;
  readonly value: Expression;
  readonly generators: readonly Comprehension[];
}
export interface GeneratorExp extends Located {
  readonly kind: "GeneratorExp";
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}
export interface Yield extends Located {
  readonly kind: "Yield";
  readonly value: Expression | null;
}
export interface YieldFrom extends Located {
  readonly kind: "YieldFrom";
  readonly value: Expression;
}
export interface Compare extends Located {
  readonly kind: "Compare";
  readonly left: Expression;
  readonly ops: readonly ComparisonOperator[];
  /** As many as `ops`. */
  readonly comparators: readonly Expression[];
}
export interface Call extends Located {
  readonly kind: "Call";
  readonly func: Expression;
  /** May hold `Starred`. */
  readonly args: readonly Expression[];
  readonly keywords: readonly Keyword[];
}
export interface FormattedValue extends Located {
  readonly kind: "FormattedValue";
  readonly value: Expression;
  /** As in CPython: -1 none, 115 `!s`, 114 `!r`, 97 `!a`. */
  readonly conversion: -1 | 97 | 114 | 115;
  readonly format_spec: JoinedStr | null;
}
export interface JoinedStr extends Located {
  readonly kind: "JoinedStr";
  /** `Constant`s of type str and `FormattedValue`s. */
  readonly values: readonly (Constant | FormattedValue)[];
}
export interface Constant extends Located {
  readonly kind: "Constant";
  readonly value: ConstantValue;
}
export interface Attribute extends Located {
  readonly kind: "Attribute";
  readonly value: Expression;
  readonly attr: string;
  readonly ctx: ExpressionContext;
}
export interface Subscript extends Located {
  readonly kind: "Subscript";
  readonly value: Expression;
  readonly slice: Expression;
  readonly ctx: ExpressionContext;
}
export interface Starred extends Located {
  readonly kind: "Starred";
  readonly value: Expression;
  readonly ctx: ExpressionContext;
}
export interface Name extends Located {
  readonly kind: "Name";
  readonly id: string;
  readonly ctx: ExpressionContext;
}
export interface List extends Located {
  readonly kind: "List";
  readonly elts: readonly Expression[];
  readonly ctx: ExpressionContext;
}
export interface Tuple extends Located {
  readonly kind: "Tuple";
  readonly elts: readonly Expression[];
  readonly ctx: ExpressionContext;
}
/** Only as `Subscript.slice` or in a `Tuple` there. */
export interface Slice extends Located {
  readonly kind: "Slice";
  readonly lower: Expression | null;
  readonly upper: Expression | null;
  readonly step: Expression | null;
}

export type Expression =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetDisplay
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | JoinedStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;

/** The four forms that have a scope of their own and `generators`. */
export type ComprehensionExpression = ListComp | SetComp | DictComp | GeneratorExp;

export interface Comprehension extends Located {
  readonly kind: "comprehension";
  readonly target: Expression;
  readonly iter: Expression;
  readonly ifs: readonly Expression[];
}
export interface Keyword extends Located {
  readonly kind: "keyword";
  /** `null` for `**value`. */
  readonly arg: string | null;
  readonly value: Expression;
}
export interface Argument extends Located {
  readonly kind: "arg";
  readonly arg: string;
  readonly annotation: Expression | null;
}
export interface Arguments extends Located {
  readonly kind: "arguments";
  readonly posonlyargs: readonly Argument[];
  readonly args: readonly Argument[];
  readonly vararg: Argument | null;
  readonly kwonlyargs: readonly Argument[];
  /** As many as `kwonlyargs`; `null`: required. */
  readonly kw_defaults: readonly (Expression | null)[];
  readonly kwarg: Argument | null;
  /** Of the last of `posonlyargs` and `args`. */
  readonly defaults: readonly Expression[];
}

// --------------------------------------------------------------------------------------------------------- statements

/** Also `async def`. */
export interface FunctionDef extends Located {
  readonly kind: "FunctionDef";
  readonly name: string;
  readonly args: Arguments;
  readonly body: readonly Statement[];
  readonly decorator_list: readonly Expression[];
  readonly returns: Expression | null;
}
export interface ClassDef extends Located {
  readonly kind: "ClassDef";
  readonly name: string;
  readonly bases: readonly Expression[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly Statement[];
  readonly decorator_list: readonly Expression[];
}
export interface Return extends Located {
  readonly kind: "Return";
  readonly value: Expression | null;
}
export interface Delete extends Located {
  readonly kind: "Delete";
  readonly targets: readonly Expression[];
}
export interface Assign extends Located {
  readonly kind: "Assign";
  /** Several for `a = b = value`. */
  readonly targets: readonly Expression[];
  readonly value: Expression;
}
export interface AugAssign extends Located {
  readonly kind: "AugAssign";
  readonly target: Name | Attribute | Subscript;
  readonly op: BinaryOperator;
  readonly value: Expression;
}
export interface AnnAssign extends Located {
  readonly kind: "AnnAssign";
  readonly target: Name | Attribute | Subscript;
  readonly annotation: Expression;
  readonly value: Expression | null;
  /** The target is a name without parentheses. */
  readonly simple: boolean;
}
/** Also `async for`. */
export interface For extends Located {
  readonly kind: "For";
  readonly target: Expression;
  readonly iter: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
export interface While extends Located {
  readonly kind: "While";
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
export interface If extends Located {
  readonly kind: "If";
  readonly test: Expression;
  readonly body: readonly Statement[];
  /** `elif` is an `If` alone in here. */
  readonly orelse: readonly Statement[];
}
/** Also `async with`. */
export interface With extends Located {
  readonly kind: "With";
  readonly items: readonly WithItem[];
  readonly body: readonly Statement[];
}
export interface Match extends Located {
  readonly kind: "Match";
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}
export interface Raise extends Located {
  readonly kind: "Raise";
  readonly exc: Expression | null;
  readonly cause: Expression | null;
}
export interface Try extends Located {
  readonly kind: "Try";
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}
export interface Assert extends Located {
  readonly kind: "Assert";
  readonly test: Expression;
  readonly msg: Expression | null;
}
export interface Import extends Located {
  readonly kind: "Import";
  readonly names: readonly Alias[];
}
export interface ImportFrom extends Located {
  readonly kind: "ImportFrom";
  readonly module: string | null;
  readonly names: readonly Alias[];
  readonly level: number;
}
export interface Global extends Located {
  readonly kind: "Global";
  readonly names: readonly string[];
}
export interface Nonlocal extends Located {
  readonly kind: "Nonlocal";
  readonly names: readonly string[];
}
export interface ExpressionStatement extends Located {
  readonly kind: "Expr";
  readonly value: Expression;
}
export interface Pass extends Located {
  readonly kind: "Pass";
}
export interface Break extends Located {
  readonly kind: "Break";
}
export interface Continue extends Located {
  readonly kind: "Continue";
}

export type Statement =
  | FunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | AugAssign
  | AnnAssign
  | For
  | While
  | If
  | With
  | Match
  | Raise
  | Try
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExpressionStatement
  | Pass
  | Break
  | Continue;

export interface ExceptHandler extends Located {
  readonly kind: "ExceptHandler";
  readonly type: Expression | null;
  readonly name: string | null;
  readonly body: readonly Statement[];
}
export interface Alias extends Located {
  readonly kind: "alias";
  /** Dotted for `import a.b`. `*` is refused. */
  readonly name: string;
  readonly asname: string | null;
}
export interface WithItem extends Located {
  readonly kind: "withitem";
  readonly context_expr: Expression;
  readonly optional_vars: Expression | null;
}
export interface MatchCase extends Located {
  readonly kind: "match_case";
  readonly pattern: Pattern;
  readonly guard: Expression | null;
  readonly body: readonly Statement[];
}

// ----------------------------------------------------------------------------------------------------------- patterns

/** `case 1`, `case "a"`, `case -1.5`, `case Color.RED`. */
export interface MatchValue extends Located {
  readonly kind: "MatchValue";
  readonly value: Expression;
}
export interface MatchSingleton extends Located {
  readonly kind: "MatchSingleton";
  readonly value: true | false | null;
}
export interface MatchSequence extends Located {
  readonly kind: "MatchSequence";
  /** At most one `MatchStar`. */
  readonly patterns: readonly Pattern[];
}
export interface MatchMapping extends Located {
  readonly kind: "MatchMapping";
  readonly keys: readonly Expression[];
  /** As many as `keys`. */
  readonly patterns: readonly Pattern[];
  /** `**rest`. */
  readonly rest: string | null;
}
export interface MatchClass extends Located {
  readonly kind: "MatchClass";
  readonly cls: Expression;
  readonly patterns: readonly Pattern[];
  readonly kwd_attrs: readonly string[];
  /** As many as `kwd_attrs`. */
  readonly kwd_patterns: readonly Pattern[];
}
/** `*rest` in a sequence; `null` for `*_`. */
export interface MatchStar extends Located {
  readonly kind: "MatchStar";
  readonly name: string | null;
}
/** `pattern as name`; `name` alone (pattern null); `_` (both null). */
export interface MatchAs extends Located {
  readonly kind: "MatchAs";
  readonly pattern: Pattern | null;
  readonly name: string | null;
}
export interface MatchOr extends Located {
  readonly kind: "MatchOr";
  readonly patterns: readonly Pattern[];
}

export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

/** The parts that are neither statement, expression nor pattern. */
export type Part =
  | Comprehension
  | Keyword
  | Argument
  | Arguments
  | ExceptHandler
  | Alias
  | WithItem
  | MatchCase;

export type Node = Module | Statement | Expression | Pattern | Part;
export type NodeKind = Node["kind"];

/** One function per kind of node of `N`: the compiler refuses a record that lacks one. */
export type VisitorOf<N extends Node, Arguments_ extends readonly unknown[], Result> = {
  readonly [K in N["kind"]]: (node: Extract<N, { readonly kind: K }>, ...rest: Arguments_) => Result;
};
export type StatementVisitor<A extends readonly unknown[], R> = VisitorOf<Statement, A, R>;
export type ExpressionVisitor<A extends readonly unknown[], R> = VisitorOf<Expression, A, R>;
export type PatternVisitor<A extends readonly unknown[], R> = VisitorOf<Pattern, A, R>;

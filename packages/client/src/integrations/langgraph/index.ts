export { type GraphErrorCode, SequrityGraphError } from "./graph-error.ts";
export type { CompiledGraphLike } from "./graph-shape.ts";
export type { GraphRunConfig } from "./graph-tools.ts";
export { LangGraphResource } from "./resource.ts";
export type { GraphRunOptions, GraphRunResult, InputOf, StateMeta, StateOf } from "./run-graph.ts";

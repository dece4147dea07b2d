import { SequrityError } from "../../errors.ts";

/** Why a graph did not run as a plan. */
export type GraphErrorCode =
  /** The graph has, or a node gave, something that no plan can do as LangGraph does it. */
  | "unsupported"
  /** Two nodes of one step wrote a channel that takes one value. */
  | "concurrent_update"
  /** The graph did not end within `recursionLimit` steps. */
  | "recursion_limit"
  /** The server called for something that is not the graph's turn, or with arguments of another form. */
  | "out_of_turn";

/** A graph that cannot run as a plan, or did not run to its end. What a node throws is thrown as it is. */
export class SequrityGraphError extends SequrityError {
  override readonly name = "SequrityGraphError";
  readonly code: GraphErrorCode;

  constructor(code: GraphErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

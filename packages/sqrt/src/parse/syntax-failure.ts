import type { DiagnosticCode } from "../codes.ts";
import type { Range } from "../source.ts";

/** Ends the reading of one declaration, member or statement; caught where reading can go on. */
export class SyntaxFailure extends Error {
  readonly code: DiagnosticCode;
  readonly range: Range;
  readonly help: string | undefined;
  /** How far reading had come: of several readings the one that came furthest explains the mistake best. */
  readonly reached: number;
  /** Whether the lexer has reported it already. */
  readonly silent: boolean;

  constructor(
    code: DiagnosticCode,
    range: Range,
    message: string,
    reached: number,
    silent: boolean,
    help?: string,
  ) {
    super(message);
    this.code = code;
    this.range = range;
    this.reached = reached;
    this.silent = silent;
    this.help = help;
  }
}

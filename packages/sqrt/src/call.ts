import type { JsonValue } from "./json.ts";
import type { Metadata } from "./metadata.ts";

/** A parameter that a tool's JSON Schema declares. */
export interface ParameterDeclaration {
  /** In identifier form, as policies and plans write it. */
  readonly name: string;
  readonly schema: JsonValue;
  readonly required: boolean;
}

/** A tool that policies may be about. */
export interface ToolDeclaration {
  /** As on the wire. */
  readonly name: string;
  readonly parameters?: readonly ParameterDeclaration[];
}

/** An argument of a call that is being checked. */
export interface CallArgument {
  /** In identifier form. */
  readonly name: string;
  readonly value: JsonValue;
  /** Deep: the join over everything inside the value; without control labels. */
  readonly metadata: Metadata;
}

/** A tool call that is being checked. */
export interface CheckedCall {
  /** As on the wire. */
  readonly tool: string;
  readonly callId: string | null;
  /** The session that makes the call; Cedar policies see it as the principal. */
  readonly sessionId?: string;
  readonly arguments: readonly CallArgument[];
  /** Absent: no schema is known, and every name counts as declared. */
  readonly parameters?: readonly ParameterDeclaration[];
  /** Whether the orchestrator provides the tool itself (`parse_with_ai`, ...). */
  readonly internal: boolean;
  /** The join of the conditions under which the call is made; `emptyMetadata` where there are none. */
  readonly control: Metadata;
}

import type { RequestOptions } from "../options.ts";

/** A call that an answer asks for. */
export interface AskedCall {
  readonly id: string;
  readonly tool: string;
  /** What its JSON says; the text itself when it is none. */
  readonly arguments: unknown;
}

export interface GivenResult {
  readonly callId: string;
  readonly text: string;
  readonly isError: boolean;
}

/** One answer of a run. */
export interface Round<Answer> {
  readonly answer: Answer;
  readonly calls: readonly AskedCall[];
  /** What it says beside its calls. */
  readonly text: string;
  readonly sessionId: string | undefined;
}

/** A conversation about tools, in the form of one API. */
export interface Rounds<Answer, Item> {
  /** The conversation so far, answers and results included. */
  readonly history: readonly Item[];
  /** Whether the body itself declares a tool: then the caller runs it. */
  declares(tool: string): boolean;
  ask(options: RequestOptions): Promise<Round<Answer>>;
  give(results: readonly GivenResult[]): void;
}

/** The arguments of a call as its JSON says them. */
export function callArguments(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text === "" ? "{}" : text);
    return value;
  } catch {
    return text;
  }
}

import { Fault, type TurnEvent, type TurnOutcome } from "@sequrity/engine";
import { arrayAt, stringAt } from "../json-fields.ts";
import { ThoughtsEnd } from "../providers/thoughts-end.ts";

/** What an answer says before its calls, in the order in which it was said: APIs that have blocks or items show it so. */

export type Segment =
  | { readonly kind: "text"; readonly text: string }
  /** `signature`: the provider's proof that the thoughts are its own; empty when there is none. */
  | { readonly kind: "thoughts"; readonly text: string; readonly signature: string }
  /** Thoughts that the provider encrypted. */
  | { readonly kind: "sealed_thoughts"; readonly data: string };

/** What an event did to the segments. */
export type SegmentChange =
  | { readonly kind: "begun" | "more"; readonly index: number; readonly delta: string }
  | { readonly kind: "ended"; readonly index: number; readonly segment: Segment }
  | { readonly kind: "whole"; readonly index: number; readonly segment: Segment };

type ShownEvent = Exclude<TurnEvent, { readonly kind: "session" }>;

/** The segments that were shown while a turn ran. */
export class ShownSegments {
  readonly #segments: Segment[] = [];
  #open = false;

  get all(): readonly Segment[] {
    return this.#segments;
  }
  /** Whether the last segment may still grow. */
  get open(): boolean {
    return this.#open;
  }

  /** Takes in an event: the changes that it makes, in order. */
  *take(event: ShownEvent): Generator<SegmentChange> {
    if (event instanceof ThoughtsEnd) {
      yield* this.#endThoughts(event);
      return;
    }
    // Several choices and fields of one's own are chat completions'.
    if (event.kind === "fields" || (event.choice ?? 0) > 0 || event.delta === "") return;
    const kind = event.kind === "text" ? "text" : "thoughts";
    const last = this.#segments.at(-1);
    if (this.#open && last?.kind === kind) {
      this.#segments[this.#segments.length - 1] = { ...last, text: last.text + event.delta };
      yield { kind: "more", index: this.#segments.length - 1, delta: event.delta };
      return;
    }
    yield* this.end();
    const text = event.delta;
    this.#segments.push(kind === "text" ? { kind, text } : { kind, text, signature: "" });
    this.#open = true;
    yield { kind: "begun", index: this.#segments.length - 1, delta: event.delta };
  }

  /** Ends the segment that is open. */
  *end(): Generator<SegmentChange> {
    const segment = this.#segments.at(-1);
    if (!this.#open || segment === undefined) return;
    this.#open = false;
    yield { kind: "ended", index: this.#segments.length - 1, segment };
  }

  *#endThoughts(end: ThoughtsEnd): Generator<SegmentChange> {
    const last = this.#segments.at(-1);
    if (end.sealed !== undefined) {
      yield* this.end();
      const segment: Segment = { kind: "sealed_thoughts", data: end.sealed };
      this.#segments.push(segment);
      yield { kind: "whole", index: this.#segments.length - 1, segment };
      return;
    }
    if (this.#open && last?.kind === "thoughts") {
      this.#segments[this.#segments.length - 1] = { ...last, signature: end.signature };
      yield* this.end();
    }
  }
}

/**
 * All segments of an answer: what was shown already, and the rest.
 *
 * @throws {Fault} `internal` when what was shown is not the beginning of the answer
 */
export function answerSegments(shown: readonly Segment[], outcome: TurnOutcome): readonly Segment[] {
  const sent = shown.map((segment) => (segment.kind === "text" ? segment.text : "")).join("");
  if (!outcome.text.startsWith(sent)) {
    throw new Fault("internal", "The streamed text is not the beginning of the answer.");
  }
  const rest = outcome.text.slice(sent.length);
  const segments = shown.length > 0 ? [...shown] : [...thoughtsOf(outcome)];
  if (rest === "") return segments;
  const last = segments.at(-1);
  if (last?.kind === "text") segments[segments.length - 1] = { kind: "text", text: last.text + rest };
  else segments.push({ kind: "text", text: rest });
  return segments;
}

/** The thoughts of a whole single-LLM answer; with their signatures where the provider gave blocks. */
function thoughtsOf(outcome: TurnOutcome): readonly Segment[] {
  const { raw, reasoning } = outcome.modelAnswer ?? {};
  if (raw?.api === "messages") {
    return (arrayAt(raw.body, "content") ?? []).flatMap((block): Segment[] => {
      switch (stringAt(block, "type")) {
        case "thinking":
          return [
            {
              kind: "thoughts",
              text: stringAt(block, "thinking") ?? "",
              signature: stringAt(block, "signature") ?? "",
            },
          ];
        case "redacted_thinking":
          return [{ kind: "sealed_thoughts", data: stringAt(block, "data") ?? "" }];
        default:
          return [];
      }
    });
  }
  return reasoning === undefined || reasoning === ""
    ? []
    : [{ kind: "thoughts", text: reasoning, signature: "" }];
}

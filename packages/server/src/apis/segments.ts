import { Fault, type JsonObject, type JsonValue, type TurnEvent, type TurnOutcome } from "@sequrity/engine";
import { providerBlock } from "@sequrity/wire";
import { arrayAt, isObject, objectAt, stringAt } from "../json-fields.ts";
import { ThoughtsEnd } from "../providers/thoughts-end.ts";

/** What an answer says before its calls, in the order in which it was said: APIs that have blocks or items show it so. */

export type Segment =
  | { readonly kind: "text"; readonly text: string; readonly citations?: readonly JsonValue[] }
  /** `signature`: the provider's proof that the thoughts are its own; empty when there is none. */
  | { readonly kind: "thoughts"; readonly text: string; readonly signature: string }
  /** A block of the provider's own, as it wrote it: encrypted thoughts, calls of its tools, what came of them. */
  | { readonly kind: "passed_on"; readonly block: JsonObject };

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
    if (event.kind === "fields") {
      yield* this.#takeFields(event.fields);
      return;
    }
    // Several choices are chat completions'.
    if ((event.choice ?? 0) > 0 || event.delta === "") return;
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

  /** Blocks of a provider of Anthropic's API; other fields have no segment. */
  *#takeFields(fields: JsonObject): Generator<SegmentChange> {
    const block = objectAt(fields, passedOnBlock);
    if (block !== undefined) {
      yield* this.end();
      yield this.#passOn(block);
      return;
    }
    const citations = arrayAt(fields, endedText);
    const last = this.#segments.at(-1);
    if (citations === undefined || !this.#open || last?.kind !== "text") return;
    if (citations.length > 0) this.#segments[this.#segments.length - 1] = { ...last, citations };
    yield* this.end();
  }

  #passOn(block: JsonObject): SegmentChange {
    const segment: Segment = { kind: "passed_on", block };
    this.#segments.push(segment);
    return { kind: "whole", index: this.#segments.length - 1, segment };
  }

  *#endThoughts(end: ThoughtsEnd): Generator<SegmentChange> {
    const last = this.#segments.at(-1);
    if (end.sealed !== undefined) {
      yield* this.end();
      yield this.#passOn({ type: "redacted_thinking", data: end.sealed });
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
  const segments = shown.length > 0 ? [...shown] : [...segmentsOfModel(outcome)];
  const said = segments.map((segment) => (segment.kind === "text" ? segment.text : "")).join("");
  if (!outcome.text.startsWith(said)) {
    throw new Fault("internal", "The streamed text is not the beginning of the answer.");
  }
  const rest = outcome.text.slice(said.length);
  if (rest === "") return segments;
  const last = segments.at(-1);
  if (last?.kind === "text" && last.citations === undefined) {
    segments[segments.length - 1] = { kind: "text", text: last.text + rest };
  } else segments.push({ kind: "text", text: rest });
  return segments;
}

/** What a whole single-LLM answer says: block by block where its blocks are more than thoughts and one text. */
function segmentsOfModel(outcome: TurnOutcome): readonly Segment[] {
  const raw = outcome.modelAnswer?.raw;
  const blocks = raw?.api === "messages" ? (arrayAt(raw.body, "content") ?? []) : [];
  const more = blocks.some(
    (block) => isProviderBlock(block) || (arrayAt(block, "citations") ?? []).length > 0,
  );
  if (!more) return thoughtsOf(outcome);
  return blocks.flatMap((block): readonly Segment[] => {
    const text = stringAt(block, "text") ?? "";
    if (stringAt(block, "type") === "text" && text !== "") {
      const citations = arrayAt(block, "citations") ?? [];
      return [{ kind: "text", text, ...(citations.length === 0 ? {} : { citations }) }];
    }
    if (isObject(block) && isProviderBlock(block)) return [{ kind: "passed_on", block }];
    return thoughtsIn(block);
  });
}

function isProviderBlock(block: JsonValue): boolean {
  return isObject(block) && providerBlock(block) !== undefined;
}

/** Field of a stream's event: a whole block of the provider's own. */
export const passedOnBlock = "passed_on_block";
/** Field of a stream's event: a text has ended, and cites these. */
export const endedText = "ended_text";

/** The thoughts of a whole single-LLM answer; with their signatures where the provider gave blocks. */
function thoughtsOf(outcome: TurnOutcome): readonly Segment[] {
  const { raw, reasoning } = outcome.modelAnswer ?? {};
  if (raw?.api === "messages") {
    return (arrayAt(raw.body, "content") ?? []).flatMap(thoughtsIn);
  }
  return reasoning === undefined || reasoning === ""
    ? []
    : [{ kind: "thoughts", text: reasoning, signature: "" }];
}

function thoughtsIn(block: JsonValue): readonly Segment[] {
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
      return [
        {
          kind: "passed_on",
          block: { type: "redacted_thinking", data: stringAt(block, "data") ?? "" },
        },
      ];
    default:
      return [];
  }
}

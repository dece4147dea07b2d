import type {
  OutputPart,
  ResponsesOutputItem,
  SummaryPart,
  TextAnnotation,
  TokenLogprob,
} from "./output-item.ts";
import type { ResponsesResponse } from "./response.ts";

/** The events that a streamed response consists of, and the writer that numbers them. */

interface InItem {
  readonly item_id: string;
  readonly output_index: number;
}
interface InPart extends InItem {
  readonly content_index: number;
}
/** Of a shell's call: the API's own events name no item. */
interface InCommand {
  readonly output_index: number;
  readonly command_index: number;
}
interface InSummary extends InItem {
  readonly summary_index: number;
}

interface Delta {
  readonly delta: string;
  /** Random characters that hide the length of the delta from whoever sees the traffic. */
  readonly obfuscation?: string;
}

/** An event before it has its number. */
export type ResponsesEventBody =
  | {
      readonly type:
        | "response.queued"
        | "response.created"
        | "response.in_progress"
        | "response.completed"
        | "response.failed"
        | "response.incomplete";
      readonly response: ResponsesResponse;
    }
  | {
      readonly type: "response.output_item.added" | "response.output_item.done";
      readonly output_index: number;
      readonly item: ResponsesOutputItem;
    }
  | (InPart & {
      readonly type: "response.content_part.added" | "response.content_part.done";
      readonly part: OutputPart;
    })
  | (InPart &
      Delta & { readonly type: "response.output_text.delta"; readonly logprobs: readonly TokenLogprob[] })
  | (InPart & {
      readonly type: "response.output_text.done";
      readonly text: string;
      readonly logprobs: readonly TokenLogprob[];
    })
  | (InPart & {
      readonly type: "response.output_text.annotation.added";
      readonly annotation_index: number;
      readonly annotation: TextAnnotation;
    })
  | (InPart & Delta & { readonly type: "response.refusal.delta" })
  | (InPart & { readonly type: "response.refusal.done"; readonly refusal: string })
  | (InItem & Delta & { readonly type: "response.function_call_arguments.delta" })
  | (InItem & {
      readonly type: "response.function_call_arguments.done";
      readonly name: string;
      readonly arguments: string;
    })
  | (InItem & Delta & { readonly type: "response.custom_tool_call_input.delta" })
  | (InItem & { readonly type: "response.custom_tool_call_input.done"; readonly input: string })
  | (InCommand & {
      readonly type: "response.shell_call_command.added" | "response.shell_call_command.done";
      readonly command: string;
    })
  | (InCommand & Delta & { readonly type: "response.shell_call_command.delta" })
  | (InSummary & {
      readonly type: "response.reasoning_summary_part.added" | "response.reasoning_summary_part.done";
      readonly part: SummaryPart;
    })
  | (InSummary & Delta & { readonly type: "response.reasoning_summary_text.delta" })
  | (InSummary & { readonly type: "response.reasoning_summary_text.done"; readonly text: string })
  | {
      readonly type: "error";
      readonly code: string | null;
      readonly message: string;
      readonly param: string | null;
    };

/** An event as it is sent: `event: <type>`, and this as its data. */
export type ResponsesEvent = ResponsesEventBody & { readonly sequence_number: number };

/** Deltas are padded to a multiple of this many characters. */
const paddedLength = 16;
const paddingCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The characters that hide the length of a delta. */
export function deltaPadding(delta: string): string {
  const bytes = new Uint8Array(paddedLength - (delta.length % paddedLength));
  globalThis.crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => paddingCharacters[byte % paddingCharacters.length]).join("");
}

/** Numbers the events of one stream, from 0 on and without a gap, so that a client can resume after any of them. */
export class ResponsesEventWriter {
  readonly #obfuscation: boolean;
  #next: number;

  /** `obfuscation` is the request's `stream_options.include_obfuscation`; `next` is the number of the first event. */
  constructor(options: { readonly obfuscation?: boolean; readonly next?: number } = {}) {
    this.#obfuscation = options.obfuscation ?? false;
    this.#next = options.next ?? 0;
  }

  /** The number that the next event will have. */
  get next(): number {
    return this.#next;
  }

  /** An event that a provider made, under this stream's number. */
  pass<Body extends Readonly<Record<string, unknown>>>(
    body: Body,
  ): Body & { readonly sequence_number: number } {
    return { ...body, sequence_number: this.#next++ };
  }

  /** The event with its number; a delta with its padding where that was asked for. */
  write(body: ResponsesEventBody): ResponsesEvent {
    const sequence_number = this.#next++;
    if (!this.#obfuscation || !("delta" in body)) return { ...body, sequence_number };
    return { ...body, obfuscation: deltaPadding(body.delta), sequence_number };
  }
}

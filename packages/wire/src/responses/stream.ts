import { fieldOf } from "./elements.ts";
import type { ResponsesEvent, ResponsesEventWriter } from "./event.ts";
import {
  type CustomToolCallItem,
  type FunctionCallItem,
  type OutputMessageItem,
  outputTextPart,
  type ProviderOutputItem,
  type ReasoningOutputItem,
  type ResponsesOutputItem,
  type TokenLogprob,
} from "./output-item.ts";
import type { ResponsesResponse } from "./response.ts";

/**
 * The events of a streamed response, in the public API's order: created, in_progress, then for each item its added …
 * done, then completed, failed or incomplete.
 */

/** Where an item stands in the response. */
export interface ItemPlace {
  readonly outputIndex: number;
  readonly itemId: string;
}

function inItem(place: ItemPlace) {
  return { item_id: place.itemId, output_index: place.outputIndex };
}

/** The events that begin a stream. `response` is in progress, or queued: then it is told as such. */
export function responseStartEvents(
  writer: ResponsesEventWriter,
  response: ResponsesResponse,
): readonly ResponsesEvent[] {
  const type = response.status === "queued" ? "response.queued" : "response.in_progress";
  return [writer.write({ type: "response.created", response }), writer.write({ type, response })];
}

/** The event that a queued response goes on with once it runs. */
export function responseInProgressEvent(
  writer: ResponsesEventWriter,
  response: ResponsesResponse,
): ResponsesEvent {
  return writer.write({ type: "response.in_progress", response });
}

/** The event that ends a stream: by the response's status, completed, incomplete, or failed for any other. */
export function responseEndEvent(writer: ResponsesEventWriter, response: ResponsesResponse): ResponsesEvent {
  const { status } = response;
  const end = status === "completed" || status === "incomplete" ? status : "failed";
  return writer.write({ type: `response.${end}`, response });
}

/** An error after the first byte, in the API's own form. */
export function responseErrorEvent(
  writer: ResponsesEventWriter,
  error: { readonly code?: string; readonly message: string; readonly param?: string },
): ResponsesEvent {
  const { code, message, param } = error;
  return writer.write({ type: "error", code: code ?? null, message, param: param ?? null });
}

/** An item as it is before its content came. */
function begun(item: ResponsesOutputItem): ResponsesOutputItem {
  switch (item.type) {
    case "message":
      return { ...item, status: "in_progress", content: [] };
    case "function_call":
      return { ...item, status: "in_progress", arguments: "" };
    case "custom_tool_call":
      return { ...item, input: "" };
    case "reasoning":
      return { ...item, status: "in_progress", summary: [] };
    default:
      return item;
  }
}

function added(writer: ResponsesEventWriter, outputIndex: number, item: ResponsesOutputItem) {
  return writer.write({ type: "response.output_item.added", output_index: outputIndex, item: begun(item) });
}

function done(writer: ResponsesEventWriter, outputIndex: number, item: ResponsesOutputItem) {
  return writer.write({ type: "response.output_item.done", output_index: outputIndex, item });
}

/** The events that begin a message whose text then comes in deltas. */
export function outputMessageStartEvents(
  writer: ResponsesEventWriter,
  place: ItemPlace,
): readonly ResponsesEvent[] {
  const item: OutputMessageItem = {
    id: place.itemId,
    type: "message",
    role: "assistant",
    status: "in_progress",
    content: [],
  };
  const part = outputTextPart("");
  return [
    added(writer, place.outputIndex, item),
    writer.write({ type: "response.content_part.added", ...inItem(place), content_index: 0, part }),
  ];
}

/** More of a message's text. */
export function outputMessageDeltaEvent(
  writer: ResponsesEventWriter,
  place: ItemPlace,
  delta: string,
  logprobs: readonly TokenLogprob[] = [],
): ResponsesEvent {
  return writer.write({
    type: "response.output_text.delta",
    ...inItem(place),
    content_index: 0,
    delta,
    logprobs,
  });
}

/** The events that end a message whose text came in deltas: `message` is the whole of it. */
export function outputMessageEndEvents(
  writer: ResponsesEventWriter,
  outputIndex: number,
  message: OutputMessageItem,
): readonly ResponsesEvent[] {
  const events: ResponsesEvent[] = [];
  for (const [content_index, part] of message.content.entries()) {
    const where = { item_id: message.id, output_index: outputIndex, content_index };
    events.push(
      part.type === "refusal"
        ? writer.write({ type: "response.refusal.done", ...where, refusal: part.refusal })
        : writer.write({
            type: "response.output_text.done",
            ...where,
            text: part.text,
            logprobs: part.logprobs ?? [],
          }),
      writer.write({ type: "response.content_part.done", ...where, part }),
    );
  }
  events.push(done(writer, outputIndex, message));
  return events;
}

/** The events of a message that is there as a whole, with one delta for each part. */
function messageEvents(writer: ResponsesEventWriter, outputIndex: number, message: OutputMessageItem) {
  const events = [added(writer, outputIndex, message)];
  for (const [content_index, part] of message.content.entries()) {
    const where = { item_id: message.id, output_index: outputIndex, content_index };
    if (part.type === "refusal") {
      const empty = { type: "refusal", refusal: "" } as const;
      events.push(
        writer.write({ type: "response.content_part.added", ...where, part: empty }),
        writer.write({ type: "response.refusal.delta", ...where, delta: part.refusal }),
        writer.write({ type: "response.refusal.done", ...where, refusal: part.refusal }),
      );
    } else {
      const { text, logprobs = [] } = part;
      events.push(
        writer.write({ type: "response.content_part.added", ...where, part: outputTextPart("") }),
        writer.write({ type: "response.output_text.delta", ...where, delta: text, logprobs }),
        ...part.annotations.map((annotation, annotation_index) =>
          writer.write({
            type: "response.output_text.annotation.added",
            ...where,
            annotation_index,
            annotation,
          }),
        ),
        writer.write({ type: "response.output_text.done", ...where, text, logprobs }),
      );
    }
    events.push(writer.write({ type: "response.content_part.done", ...where, part }));
  }
  events.push(done(writer, outputIndex, message));
  return events;
}

function functionCallEvents(writer: ResponsesEventWriter, outputIndex: number, call: FunctionCallItem) {
  const where = { item_id: call.id, output_index: outputIndex };
  const { name, arguments: text } = call;
  return [
    added(writer, outputIndex, call),
    writer.write({ type: "response.function_call_arguments.delta", ...where, delta: text }),
    writer.write({ type: "response.function_call_arguments.done", ...where, name, arguments: text }),
    done(writer, outputIndex, call),
  ];
}

function customToolCallEvents(writer: ResponsesEventWriter, outputIndex: number, call: CustomToolCallItem) {
  const where = { item_id: call.id, output_index: outputIndex };
  return [
    added(writer, outputIndex, call),
    writer.write({ type: "response.custom_tool_call_input.delta", ...where, delta: call.input }),
    writer.write({ type: "response.custom_tool_call_input.done", ...where, input: call.input }),
    done(writer, outputIndex, call),
  ];
}

/** A shell's call: its commands come one by one. */
function shellCallEvents(
  writer: ResponsesEventWriter,
  outputIndex: number,
  call: ProviderOutputItem,
): readonly ResponsesEvent[] {
  const action = fieldOf(call, "action");
  const listed = fieldOf(action, "commands");
  const commands = (Array.isArray(listed) ? listed : []).filter((command) => typeof command === "string");
  const begun = { ...call, status: "in_progress", action: { ...Object(action), commands: [] } };
  return [
    writer.write({ type: "response.output_item.added", output_index: outputIndex, item: begun }),
    ...commands.flatMap((command, command_index) => {
      const where = { output_index: outputIndex, command_index };
      return [
        writer.write({ type: "response.shell_call_command.added", ...where, command: "" }),
        writer.write({ type: "response.shell_call_command.delta", ...where, delta: command }),
        writer.write({ type: "response.shell_call_command.done", ...where, command }),
      ];
    }),
    done(writer, outputIndex, call),
  ];
}

function providerItemEvents(writer: ResponsesEventWriter, outputIndex: number, item: ProviderOutputItem) {
  return [added(writer, outputIndex, item), done(writer, outputIndex, item)];
}

/** The event that begins a reasoning item whose summary then comes part by part. */
export function reasoningStartEvent(writer: ResponsesEventWriter, place: ItemPlace): ResponsesEvent {
  const item: ReasoningOutputItem = {
    id: place.itemId,
    type: "reasoning",
    summary: [],
    status: "in_progress",
  };
  return added(writer, place.outputIndex, item);
}

/** The event that begins a part of the summary. */
export function summaryStartEvent(
  writer: ResponsesEventWriter,
  place: ItemPlace,
  summaryIndex: number,
): ResponsesEvent {
  const part = { type: "summary_text", text: "" } as const;
  return writer.write({
    type: "response.reasoning_summary_part.added",
    ...inItem(place),
    summary_index: summaryIndex,
    part,
  });
}

/** More of a part of the summary. */
export function summaryDeltaEvent(
  writer: ResponsesEventWriter,
  place: ItemPlace,
  summaryIndex: number,
  delta: string,
): ResponsesEvent {
  return writer.write({
    type: "response.reasoning_summary_text.delta",
    ...inItem(place),
    summary_index: summaryIndex,
    delta,
  });
}

/** The events that end a part of the summary: `text` is the whole of it. */
export function summaryEndEvents(
  writer: ResponsesEventWriter,
  place: ItemPlace,
  summaryIndex: number,
  text: string,
): readonly ResponsesEvent[] {
  const where = { ...inItem(place), summary_index: summaryIndex };
  const part = { type: "summary_text", text } as const;
  return [
    writer.write({ type: "response.reasoning_summary_text.done", ...where, text }),
    writer.write({ type: "response.reasoning_summary_part.done", ...where, part }),
  ];
}

/** The event that ends a reasoning item. */
export function reasoningEndEvent(
  writer: ResponsesEventWriter,
  outputIndex: number,
  item: ReasoningOutputItem,
): ResponsesEvent {
  return done(writer, outputIndex, item);
}

function reasoningEvents(writer: ResponsesEventWriter, outputIndex: number, item: ReasoningOutputItem) {
  const place = { itemId: item.id, outputIndex };
  const events = [added(writer, outputIndex, item)];
  for (const [index, { text }] of item.summary.entries()) {
    events.push(summaryStartEvent(writer, place, index));
    events.push(summaryDeltaEvent(writer, place, index, text));
    events.push(...summaryEndEvents(writer, place, index, text));
  }
  events.push(done(writer, outputIndex, item));
  return events;
}

/** All events of an item that is there as a whole: a call once its policy check has passed, an answer, thoughts. */
export function outputItemEvents(
  writer: ResponsesEventWriter,
  outputIndex: number,
  item: ResponsesOutputItem,
): readonly ResponsesEvent[] {
  switch (item.type) {
    case "message":
      return messageEvents(writer, outputIndex, item);
    case "function_call":
      return functionCallEvents(writer, outputIndex, item);
    case "custom_tool_call":
      return customToolCallEvents(writer, outputIndex, item);
    case "reasoning":
      return reasoningEvents(writer, outputIndex, item);
    case "shell_call":
      return shellCallEvents(writer, outputIndex, item);
    default:
      return providerItemEvents(writer, outputIndex, item);
  }
}

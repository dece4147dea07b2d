import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { createParser } from "eventsource-parser";
import { bootstrapKey } from "./running.ts";

/** Streams of the three APIs as they are on the socket, without a client library between. */

export type StreamedApi = "chat" | "responses" | "messages";
export const streamedApis: readonly StreamedApi[] = ["chat", "responses", "messages"];

const parameters = {
  type: "object",
  properties: { to: { type: "string" }, body: { type: "string" } },
  required: ["to", "body"],
};

/** Path below `/control/chat/{provider}/v1` and body of a streamed request with the tool `send_mail`. */
const requests: Readonly<Record<StreamedApi, (model: string, query: string) => readonly [string, object]>> = {
  chat: (model, content) => [
    "chat/completions",
    {
      model,
      stream: true,
      messages: [{ role: "user", content }],
      tools: [{ type: "function", function: { name: "send_mail", parameters } }],
    },
  ],
  responses: (model, input) => [
    "responses",
    { model, stream: true, input, tools: [{ type: "function", name: "send_mail", parameters }] },
  ],
  messages: (model, content) => [
    "messages",
    {
      model,
      stream: true,
      max_tokens: 64,
      messages: [{ role: "user", content }],
      tools: [{ name: "send_mail", input_schema: parameters }],
    },
  ],
};

export interface OpenedStream {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
}

/** Sends the request and resolves at the answer's headers; nothing of its body is read yet. */
export function openStream(
  server: { readonly url: string },
  api: StreamedApi,
  provider: string,
  options: { readonly query?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<OpenedStream> {
  const [path, body] = requests[api]("m", options.query ?? "Go.");
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${server.url}/control/chat/${provider}/v1/${path}`, {
      method: "POST",
      agent: false,
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${bootstrapKey}`,
        "x-features": '{"agent_arch": "single-llm"}',
        ...options.headers,
      },
    });
    request.once("response", (response) => resolve({ request, response }));
    request.once("error", reject);
    request.end(JSON.stringify(body));
  });
}

export interface StreamRead {
  /** All bytes as text; not UTF-8: an error. */
  readonly raw: string;
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: string }[];
  /** The message of an error in the stream, in the API's own form. */
  readonly error: string | undefined;
  /** The API's own last event was there. */
  readonly ended: boolean;
}

/** Reads to the end, `pause` after each piece. */
export async function readStream(
  api: StreamedApi,
  { response }: OpenedStream,
  pause: () => Promise<void> = async () => undefined,
): Promise<StreamRead> {
  const pieces: Buffer[] = [];
  for await (const piece of response) {
    pieces.push(Buffer.from(piece));
    await pause();
  }
  const raw = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces));
  const data: string[] = [];
  const parser = createParser({ onEvent: (event) => void data.push(event.data) });
  parser.feed(raw);
  return { raw, ...readers[api](data) };
}

type Told = Omit<StreamRead, "raw">;
const readers: Readonly<Record<StreamedApi, (data: readonly string[]) => Told>> = {
  chat(data) {
    const chunks = data.filter((text) => text !== "[DONE]").map(parse);
    const calls: { name: string; arguments: string }[] = [];
    let text = "";
    for (const chunk of chunks) {
      for (const choice of list(chunk, "choices")) {
        const delta = Reflect.get(choice, "delta") ?? {};
        text += Reflect.get(delta, "content") ?? "";
        for (const call of list(delta, "tool_calls")) {
          const made = Reflect.get(call, "function");
          calls.push({ name: Reflect.get(made, "name"), arguments: Reflect.get(made, "arguments") });
        }
      }
    }
    const error = chunks.map((chunk) => Reflect.get(chunk, "error")).find((found) => found !== undefined);
    return { text, calls, error: error?.message, ended: data.at(-1) === "[DONE]" };
  },
  responses(data) {
    const events = data.map(parse);
    const ofType = (type: string) => events.filter((event) => Reflect.get(event, "type") === type);
    const failed =
      ofType("error")[0] ?? ofType("response.failed").map((event) => Reflect.get(event, "response"))[0];
    const last: unknown = Reflect.get(events.at(-1) ?? {}, "type");
    return {
      text: ofType("response.output_text.delta")
        .map((event) => Reflect.get(event, "delta"))
        .join(""),
      calls: ofType("response.output_item.done")
        .map((event) => Reflect.get(event, "item"))
        .filter((item) => item.type === "function_call")
        .map((item) => ({ name: item.name, arguments: item.arguments })),
      error:
        failed === undefined
          ? undefined
          : (Reflect.get(failed, "message") ?? Reflect.get(failed, "error")?.message),
      ended: last === "response.completed" || last === "response.failed" || last === "error",
    };
  },
  messages(data) {
    const events = data.map(parse);
    const calls: { name: string; arguments: string }[] = [];
    let text = "";
    for (const event of events) {
      const block = Reflect.get(event, "content_block");
      if (block?.type === "tool_use") calls.push({ name: block.name, arguments: "" });
      const delta = Reflect.get(event, "delta");
      if (delta?.type === "text_delta") text += delta.text;
      const call = calls.at(-1);
      if (delta?.type === "input_json_delta" && call !== undefined) call.arguments += delta.partial_json;
    }
    const error = events.map((event) => Reflect.get(event, "error")).find((found) => found !== undefined);
    const last: unknown = Reflect.get(events.at(-1) ?? {}, "type");
    return { text, calls, error: error?.message, ended: last === "message_stop" || last === "error" };
  },
};

function parse(text: string): object {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) throw new Error(`not an object: ${text}`);
  return value;
}

function list(of: object, field: string): readonly object[] {
  const value: unknown = Reflect.get(of, field);
  return Array.isArray(value) ? value : [];
}

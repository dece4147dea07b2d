import { type ContentPart, Fault, type JsonObject, type OpaquePart } from "@sequrity/engine";
import { arrayAt, objectAt, stringAt } from "../json-fields.ts";

/** Content that is no text, from the form of one API into that of another. */

/** The API that a provider speaks. */
export type UpstreamForm = "chat" | "messages" | "responses";

/**
 * A part that a user attached, for a turn whose planner does not see it.
 *
 * @param at where the part stands in the request
 * @throws {Fault} `unsupported` for a file that the provider holds: what it is cannot be known
 */
export function attachedPart(part: JsonObject, at: string): ContentPart {
  const type = stringAt(part, "type") ?? "";
  const holder = [part, objectAt(part, "file"), objectAt(part, "source")];
  const held = holder.some((one) => stringAt(one, "file_id") !== undefined);
  if (held) {
    throw new Fault("unsupported", "file_id: in dual-llm the file itself is needed; send its data.", {
      param: `${at}.file_id`,
    });
  }
  const media = mediaOf(type, part);
  return { kind: "opaque", type, part, ...(media === undefined ? {} : { media }) };
}

function mediaOf(type: string, part: JsonObject): OpaquePart["media"] {
  if (type === "input_audio") {
    const format = stringAt(objectAt(part, "input_audio"), "format") ?? "";
    return { kind: "audio", mimeType: format === "mp3" ? "audio/mpeg" : "audio/wav" };
  }
  const media = readMedia(type, part);
  if (media === undefined) return undefined;
  if (media.kind === "text") return { kind: "file", mimeType: "text/plain" };
  const said = /^data:([\w.+-]+\/[\w.+-]+)[;,]/.exec(media.url)?.[1]?.toLowerCase();
  const unknown = media.kind === "image" ? "image/*" : "application/octet-stream";
  return { kind: media.kind, mimeType: said !== undefined && knownMimeTypes.has(said) ? said : unknown };
}

/**
 * Types that the planner may be told.
 * INVARIANT: a closed list. Whoever made the file may have chosen its type, and a type can be a sentence (P2).
 */
const knownMimeTypes: ReadonlySet<string> = new Set([
  ...["png", "jpeg", "jpg", "gif", "webp", "bmp", "tiff", "heic", "heif", "avif", "svg+xml"].map(
    (name) => `image/${name}`,
  ),
  ...[
    "plain",
    "csv",
    "tab-separated-values",
    "html",
    "markdown",
    "xml",
    "css",
    "javascript",
    "calendar",
    "rtf",
  ].map((name) => `text/${name}`),
  ...["pdf", "json", "xml", "zip", "rtf", "msword", "vnd.ms-excel", "vnd.ms-powerpoint"].map(
    (name) => `application/${name}`,
  ),
  ...["wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation"].map(
    (name) => `application/vnd.openxmlformats-officedocument.${name}`,
  ),
  ...["text", "spreadsheet", "presentation"].map((name) => `application/vnd.oasis.opendocument.${name}`),
  "message/rfc822",
  "application/epub+zip",
]);

/** The type under which an assistant's message holds the id of what it said aloud (chat completions). */
export const assistantAudio = "audio";

/** What a part holds, whichever API it came by. */
type Media =
  | { readonly kind: "image"; readonly url: string; readonly detail: string | undefined }
  | { readonly kind: "file"; readonly url: string; readonly name: string | undefined }
  | { readonly kind: "text"; readonly text: string };

const ownTypes: Readonly<Record<UpstreamForm, ReadonlySet<string>>> = {
  chat: new Set(["image_url", "input_audio", "file", "refusal"]),
  messages: new Set([
    "image",
    "document",
    "search_result",
    "thinking",
    "redacted_thinking",
    "server_tool_use",
    "web_search_tool_result",
    "web_fetch_tool_result",
    "code_execution_tool_result",
    "bash_code_execution_tool_result",
    "text_editor_code_execution_tool_result",
    "tool_search_tool_result",
  ]),
  responses: new Set(["input_image", "input_file", "input_audio"]),
};

/**
 * A part in the form that a provider reads.
 *
 * @param at where the part stands in the request
 * @throws {Fault} `unsupported`, when the provider's API has nothing like it
 */
export function partFor(upstream: UpstreamForm, part: JsonObject, at: string): ContentPart {
  const type = stringAt(part, "type") ?? "";
  if (ownTypes[upstream].has(type)) return { kind: "opaque", type, part };
  const media = readMedia(type, part);
  if (media?.kind === "text") return { kind: "text", text: media.text };
  const written = media === undefined ? undefined : writers[upstream](media);
  if (written !== undefined)
    return { kind: "opaque", type: stringAt(written, "type") ?? type, part: written };
  throw new Fault("unsupported", `Content of type '${type}' cannot be sent to this provider in this form.`, {
    param: at,
  });
}

function readMedia(type: string, part: JsonObject): Media | undefined {
  switch (type) {
    case "image_url":
      return image(
        stringAt(objectAt(part, "image_url"), "url"),
        stringAt(objectAt(part, "image_url"), "detail"),
      );
    case "input_image":
      return image(stringAt(part, "image_url"), stringAt(part, "detail"));
    case "image":
      return image(urlOfSource(objectAt(part, "source")));
    case "document": {
      const source = objectAt(part, "source");
      if (stringAt(source, "type") === "text") return textDocument(part, stringAt(source, "data") ?? "");
      return file(urlOfSource(source), stringAt(part, "title"));
    }
    case "search_result": {
      const texts = (arrayAt(part, "content") ?? []).map((block) => stringAt(block, "text") ?? "");
      const head = [stringAt(part, "title"), stringAt(part, "source")].filter((line) => line !== undefined);
      return { kind: "text", text: `${[...head, ...texts].join("\n")}\n\n` };
    }
    case "file": {
      const held = objectAt(part, "file");
      return file(stringAt(held, "file_data"), stringAt(held, "filename"));
    }
    case "input_file":
      return file(stringAt(part, "file_data") ?? stringAt(part, "file_url"), stringAt(part, "filename"));
    default:
      return undefined;
  }
}

function image(url: string | undefined, detail?: string): Media | undefined {
  return url === undefined ? undefined : { kind: "image", url, detail };
}
/** A text with what is said of it, set apart from what follows. */
function textDocument(part: JsonObject, text: string): Media {
  const head = [stringAt(part, "title"), stringAt(part, "context")].filter((line) => line !== undefined);
  return { kind: "text", text: `${[...head, text].join("\n")}\n\n` };
}
function file(url: string | undefined, name: string | undefined): Media | undefined {
  return url === undefined ? undefined : { kind: "file", url, name };
}

/** The address of a source, its data as a `data:` URL; a file's id means something to its own provider alone. */
function urlOfSource(source: JsonObject | undefined): string | undefined {
  if (stringAt(source, "type") !== "base64") return stringAt(source, "url");
  return `data:${stringAt(source, "media_type") ?? ""};base64,${stringAt(source, "data") ?? ""}`;
}

type PartWriter = (media: Exclude<Media, { kind: "text" }>) => JsonObject | undefined;
const writers: Readonly<Record<UpstreamForm, PartWriter>> = {
  chat: chatPart,
  messages: messagesPart,
  responses: responsesPart,
};

function responsesPart(media: Exclude<Media, { kind: "text" }>): JsonObject {
  if (media.kind === "image")
    return { type: "input_image", image_url: media.url, detail: media.detail ?? "auto" };
  return media.url.startsWith("data:")
    ? { type: "input_file", file_data: media.url, filename: media.name ?? "document" }
    : { type: "input_file", file_url: media.url };
}

function chatPart(media: Exclude<Media, { kind: "text" }>): JsonObject | undefined {
  if (media.kind === "image") {
    const detail = media.detail === undefined ? {} : { detail: media.detail };
    return { type: "image_url", image_url: { url: media.url, ...detail } };
  }
  // Chat completions take a file's data, not its address.
  if (!media.url.startsWith("data:")) return undefined;
  return { type: "file", file: { file_data: media.url, filename: media.name ?? "document" } };
}

function messagesPart(media: Exclude<Media, { kind: "text" }>): JsonObject | undefined {
  const type = media.kind === "image" ? "image" : "document";
  const title = media.kind === "file" && media.name !== undefined ? { title: media.name } : {};
  const data = /^data:([^;,]+);base64,(.*)$/s.exec(media.url);
  if (data !== null) {
    const source = { type: "base64", media_type: data[1] ?? "", data: data[2] ?? "" };
    return { type, source, ...title };
  }
  return /^https?:/.test(media.url) ? { type, source: { type: "url", url: media.url }, ...title } : undefined;
}

import type { JsonValue } from "@sequrity/engine";
import { createParser } from "eventsource-parser";
import { JsonTextError, parseJsonText } from "../json-text.ts";
import { garbage } from "./upstream.ts";

const bufferedCharactersMax = 8 * 1024 * 1024;

/**
 * The data of the server-sent events in a provider's answer, until the answer ends.
 *
 * @throws {ProviderFault} when an event is too long
 */
export async function* eventTexts(provider: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const arrived: string[] = [];
  let broken = false;
  const parser = createParser({
    onEvent: (event) => arrived.push(event.data),
    onError: (error) => {
      broken ||= error.type === "max-buffer-size-exceeded";
    },
    maxBufferSize: bufferedCharactersMax,
  });
  for await (const piece of body) {
    parser.feed(decoder.decode(piece, { stream: true }));
    if (broken) throw garbage(provider, "an event of its stream is too long");
    yield* arrived.splice(0);
  }
}

/**
 * The same as JSON.
 *
 * @throws {ProviderFault} when an event is too long or no JSON
 */
export async function* jsonEvents(
  provider: string,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<JsonValue> {
  for await (const data of eventTexts(provider, body)) yield parse(provider, data);
}

function parse(provider: string, data: string): JsonValue {
  try {
    return parseJsonText(data);
  } catch (error) {
    if (error instanceof JsonTextError) throw garbage(provider, "an event of its stream is no JSON");
    throw error;
  }
}

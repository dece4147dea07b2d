import type { JsonValue, ModelAnswer, ModelEvent } from "@sequrity/engine";
import { arrayAt, objectAt, own, stringAt } from "../json-fields.ts";
import { JsonTextError, parseJsonText } from "../json-text.ts";
import { answerOf, choiceIndex, readUsage, refuseError } from "./chat-answer.ts";
import { ChoiceInPieces } from "./chat-pieces.ts";
import { garbage } from "./upstream.ts";
import { eventTexts } from "./upstream-events.ts";

/** Fields of the chunks that are the whole answer's. */
const wholeAnswerFields = ["usage", "system_fingerprint", "service_tier"] as const;

/**
 * The events of a streamed chat completion, the answer with the last.
 *
 * @throws {ProviderFault} when the stream breaks off, stalls, carries an error or is no such stream
 */
export async function* readChatStream(
  provider: string,
  body: AsyncIterable<Uint8Array>,
  secrets: readonly string[],
): AsyncGenerator<ModelEvent> {
  const answer = new AnswerInPieces(provider, secrets);
  for await (const data of eventTexts(provider, body)) {
    if (data === "[DONE]") {
      yield { kind: "finish", answer: answer.whole() };
      return;
    }
    yield* answer.take(data);
  }
  // Some servers leave the last marker out; without a finish reason too, the stream was cut.
  if (!answer.finished) throw garbage(provider, "its stream broke off before the end");
  yield { kind: "finish", answer: answer.whole() };
}

/** A completion put together from its chunks. */
class AnswerInPieces {
  readonly #provider: string;
  readonly #secrets: readonly string[];
  readonly #choices = new Map<number, ChoiceInPieces>();
  readonly #fields: Record<string, JsonValue> = {};
  #id = "";
  #model = "";
  #chunks = 0;

  constructor(provider: string, secrets: readonly string[]) {
    this.#provider = provider;
    this.#secrets = secrets;
  }

  /** Whether the provider has said of every choice how it ended. */
  get finished(): boolean {
    return this.#choices.size > 0 && [...this.#choices.values()].every(({ finished }) => finished);
  }

  *take(data: string): Generator<ModelEvent> {
    const chunk = this.#parse(data);
    refuseError(this.#provider, chunk, this.#secrets);
    this.#chunks += 1;
    this.#id = stringAt(chunk, "id") ?? this.#id;
    this.#model = stringAt(chunk, "model") ?? this.#model;
    for (const name of wholeAnswerFields) {
      const value = own(chunk, name);
      if (value !== undefined && value !== null) this.#fields[name] = value;
    }
    const choices = arrayAt(chunk, "choices");
    if (choices === undefined) throw garbage(this.#provider, "a chunk of its stream has no choices");
    for (const choice of choices) yield* this.#choiceAt(choiceIndex(choice) ?? 0).take(choice);
  }

  #choiceAt(index: number): ChoiceInPieces {
    const known = this.#choices.get(index);
    if (known !== undefined) return known;
    const choice = new ChoiceInPieces(this.#provider, index);
    this.#choices.set(index, choice);
    return choice;
  }

  #parse(data: string): JsonValue {
    try {
      return parseJsonText(data);
    } catch (error) {
      if (error instanceof JsonTextError) throw garbage(this.#provider, "a chunk of its stream is no JSON");
      throw error;
    }
  }

  whole(): ModelAnswer {
    if (this.#chunks === 0) throw garbage(this.#provider, "its stream is empty");
    // The first is there even when no chunk said anything of it.
    this.#choiceAt(0);
    const choices = [...this.#choices.values()];
    const answer = answerOf(choices.map((choice) => choice.whole()));
    if (answer === undefined) throw garbage(this.#provider, "its stream has no choice");
    return {
      id: this.#id,
      model: this.#model,
      ...answer,
      usage: readUsage(objectAt(this.#fields, "usage")),
      raw: {
        api: "chat",
        body: { ...this.#fields, choices: choices.flatMap((choice) => choice.rawChoice() ?? []) },
      },
    };
  }
}

import { createHash } from "node:crypto";
import { Fault, type JsonObject, type TurnEvent, type TurnOutcome, type TurnRequest } from "@sequrity/engine";
import type { ErrorFacts } from "@sequrity/wire";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Admitted } from "../admission.ts";
import { errorAnswer, loggedError } from "../errors.ts";
import { EventStream, type ServerSentEvent } from "../event-stream.ts";
import { answerOnce, type Continued, type KeptAnswer } from "../idempotent.ts";
import type { Services } from "../services.ts";
import { bodyBytes, headerText, jsonType } from "./route.ts";
import { sessionOf } from "./turn-setting.ts";

/** A request, and its answer by the engine: whole, or as events. */

export type ShownEvent = Exclude<TurnEvent, { readonly kind: "session" }>;

/** How one request is answered in its API's form. */
export interface TurnAnswer {
  readonly streamed: boolean;
  /** The event that keeps an idle stream alive; without it a comment does. */
  readonly keepAlive?: ServerSentEvent;
  /** The answer in a form that can be kept for a request that comes again. */
  keep(outcome: TurnOutcome): JsonObject | Promise<JsonObject>;
  /** The text of a whole answer. */
  write(kept: JsonObject): string;
  /** What is sent of a turn that still runs. */
  show(event: ShownEvent, sessionId: string): Iterable<ServerSentEvent>;
  /** What is still to be sent when the answer is known. */
  finish(kept: JsonObject): Iterable<ServerSentEvent>;
  /** An error after the first byte. */
  fail(facts: ErrorFacts, sessionId: string): Iterable<ServerSentEvent>;
}

/** Runs a turn and answers the request with it; whoever goes away ends it. */
export async function exchangeTurn(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  turn: TurnRequest,
  answer: TurnAnswer,
): Promise<unknown> {
  request.sessionId = sessionOf(turn);
  const admitted = services.admission.enter(turn.keyId);
  const abort = new AbortController();
  services.running.add(abort);
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) abort.abort(new Fault("aborted", "The client went away."));
  });
  try {
    const exchange = new TurnExchange(request, reply, services, turn, answer, abort);
    try {
      const kept = await answerOnce(
        services.store.idempotency,
        turn.keyId,
        headerText(request, "idempotency-key"),
        () => requestHash(request),
        (continued) => exchange.run(continued, admitted),
      );
      return exchange.finish(kept);
    } catch (error) {
      return exchange.fail(error);
    }
  } finally {
    services.running.delete(abort);
    admitted.leave();
  }
}

/** What a request with the same Idempotency-Key must agree in. */
export function requestHash(request: FastifyRequest): string {
  const hash = createHash("sha256");
  for (const name of ["x-features", "x-policy", "x-config", "x-session-id"]) {
    hash.update(`${name}:${headerText(request, name) ?? ""}\n`);
  }
  return hash.update(`${request.url}\n`).update(bodyBytes(request)).digest("hex");
}

class TurnExchange {
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;
  readonly #services: Services;
  readonly #turn: TurnRequest;
  readonly #answer: TurnAnswer;
  readonly #abort: AbortController;
  readonly #stream: EventStream | undefined;

  constructor(
    request: FastifyRequest,
    reply: FastifyReply,
    services: Services,
    turn: TurnRequest,
    answer: TurnAnswer,
    abort: AbortController,
  ) {
    this.#request = request;
    this.#reply = reply;
    this.#services = services;
    this.#turn = turn;
    this.#answer = answer;
    this.#abort = abort;
    this.#stream = answer.streamed ? this.#newStream() : undefined;
  }

  async run(continued: Continued | undefined, admitted: Admitted): Promise<KeptAnswer> {
    const sessionId = this.#turn.sessionId ?? continued?.sessionId;
    const request: TurnRequest = sessionId === undefined ? this.#turn : { ...this.#turn, sessionId };
    // A single-LLM turn that is listened to asks its model for a stream, which lacks fields that a whole answer has; a
    // dual-LLM turn tells its session at once, for the answer's header whatever comes.
    const listens = this.#stream !== undefined || this.#turn.config.architecture === "dual-llm";
    const outcome = await this.#services.engine
      .turn(request, {
        signal: this.#abort.signal,
        ...(listens ? { onEvent: (event) => this.#show(event, continued) } : {}),
      })
      .catch((error: unknown) => {
        // Whatever an aborted turn ends with, the reason is the abort's.
        const reason: unknown = this.#abort.signal.aborted ? this.#abort.signal.reason : error;
        throw reason instanceof Fault ? reason : error;
      });
    admitted.charge(outcome.usage.inputTokens + outcome.usage.outputTokens);
    this.#request.sessionId = outcome.sessionId;
    return {
      body: await this.#answer.keep(outcome),
      sessionId: outcome.sessionId,
      recorded: outcome.recorded,
    };
  }

  #show(event: TurnEvent, continued: Continued | undefined): void {
    if (event.kind === "session") {
      this.#request.sessionId = event.sessionId;
      continued?.begins(event.sessionId);
      return;
    }
    const stream = this.#stream;
    if (stream === undefined) return;
    for (const sent of this.#answer.show(event, this.#request.sessionId ?? "")) stream.send(sent);
  }

  /** Sends the answer, or what of it has not been streamed yet. */
  finish(kept: KeptAnswer): FastifyReply {
    this.#request.sessionId = kept.sessionId;
    const stream = this.#stream;
    if (stream === undefined) {
      if (kept.recorded) this.#reply.header("x-sequrity-recorded", "true");
      return this.#reply.code(200).type(jsonType).send(this.#answer.write(kept.body));
    }
    for (const event of this.#answer.finish(kept.body)) stream.send(event);
    stream.end();
    return this.#reply;
  }

  /** After the first byte an error goes into the stream; before it, it is a plain answer. */
  fail(error: unknown): FastifyReply {
    const stream = this.#stream;
    if (stream === undefined || !stream.opened) {
      stream?.stop();
      throw error;
    }
    const { facts, unexpected } = errorAnswer(error);
    const log = { requestId: this.#request.id, code: facts.code, status: facts.status };
    if (unexpected) this.#services.log.error({ ...log, error: loggedError(error) }, "a stream failed");
    else if (facts.code !== "aborted") this.#services.log.warn(log, "a stream ended with an error");
    for (const event of this.#answer.fail(facts, this.#request.sessionId ?? "")) stream.send(event);
    stream.end();
    return this.#reply;
  }

  #newStream(): EventStream {
    const { keepAlive } = this.#answer;
    return new EventStream({
      keepAliveMs: this.#services.configuration.limits.keepAliveMs,
      ...(keepAlive === undefined ? {} : { keepAlive }),
      open: () => {
        this.#reply.hijack();
        const recorded = this.#services.providers.isRecorded(this.#turn.provider);
        return {
          response: this.#reply.raw,
          headers: {
            "x-request-id": this.#request.id,
            ...(this.#turn.api === "messages" ? { "request-id": this.#request.id } : {}),
            ...(this.#request.sessionId === undefined ? {} : { "x-session-id": this.#request.sessionId }),
            ...(recorded ? { "x-sequrity-recorded": "true" } : {}),
          },
        };
      },
      onStuck: () => {
        this.#abort.abort(new Fault("aborted", "The client does not read."));
        this.#reply.raw.destroy();
      },
    });
  }
}

import { createHash } from "node:crypto";
import { Fault, type TurnEvent, type TurnRequest } from "@sequrity/engine";
import {
  type CompletionIdentity,
  newCompletionId,
  parseToolCallId,
  streamEnd,
  validateChatCompletionRequest,
} from "@sequrity/wire";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Admitted } from "../admission.ts";
import { type ChatAnswerForm, type ChatTurn, readChatTurn } from "../apis/chat.ts";
import { chatCompletionBody, closingChunks, pieceChunk, roleChunk } from "../apis/chat-answer.ts";
import { errorAnswer, loggedError, openAiErrorText } from "../errors.ts";
import { EventStream } from "../event-stream.ts";
import { answerOnce, type Continued, type KeptAnswer } from "../idempotent.ts";
import { arrayAt, objectAt, stringAt } from "../json-fields.ts";
import type { Authenticated, Services } from "../services.ts";
import { broughtHeaders, readSessionConfig } from "../session-headers.ts";
import { endpointTypeOf, providerOf } from "./control.ts";
import { bodyBytes, headerText, type Route, readJsonBody, sendJson } from "./route.ts";

/** `POST …/v1/chat/completions`, whole or streamed. */
export function chatCompletions(path: string): Route {
  return { method: "POST", path, what: "create a chat completion", authenticated: true, answer };
}

async function answer(request: FastifyRequest, reply: FastifyReply, services: Services): Promise<unknown> {
  const { authenticated } = request;
  if (authenticated === undefined) throw new Fault("not_authenticated", "An API key is needed.");
  const { keyId } = authenticated.caller;
  const { turn, form } = await readRequest(request, authenticated, services);
  const admitted = services.admission.enter(keyId);
  const abort = new AbortController();
  services.running.add(abort);
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) abort.abort(new Fault("aborted", "The client went away."));
  });
  try {
    const exchange = new Exchange(request, reply, services, turn, form, abort);
    try {
      const completion = await answerOnce(
        services.store.idempotency,
        keyId,
        headerText(request, "idempotency-key"),
        () => requestHash(request),
        (continued) => exchange.run(continued, admitted),
      );
      return await exchange.finish(completion);
    } catch (error) {
      return exchange.fail(error);
    }
  } finally {
    services.running.delete(abort);
    admitted.leave();
  }
}

/** Everything that can be refused before a turn begins. */
async function readRequest(
  request: FastifyRequest,
  { caller, providerKey }: Authenticated,
  services: Services,
): Promise<{ readonly turn: TurnRequest; readonly form: ChatAnswerForm }> {
  const { configuration, providers, store } = services;
  const endpointType = endpointTypeOf(request);
  const provider = providers.named(providerOf(request)).name;
  const body = validateChatCompletionRequest(readJsonBody(request));
  if (!body.ok) {
    throw new Fault("invalid_request", body.message, body.param === "" ? {} : { param: body.param });
  }
  const sessionId = headerText(request, "x-session-id");
  request.sessionId = sessionId;
  const legacyCalls =
    sessionId === undefined ? [] : await store.sessions.legacyCalls(sessionId, caller.keyId);
  const chat: ChatTurn = readChatTurn(body.value, legacyCalls);
  request.sessionId ??= sessionInHistory(chat.turn);
  const headers = {
    features: headerText(request, "x-features"),
    policy: headerText(request, "x-policy"),
    config: headerText(request, "x-config"),
  };
  const config = readSessionConfig(endpointType, caller.base, configuration.trust, headers);
  const models = body.value.model.split(",").map((name) => name.trim());
  providers.allow(
    provider,
    [...models, ...(config.fsm.pllm_candidate_models ?? [])],
    providerKey !== undefined,
  );
  return {
    turn: {
      api: "chat",
      keyId: caller.keyId,
      ...(sessionId === undefined ? {} : { sessionId }),
      config,
      brought: broughtHeaders(headers),
      provider,
      ...(providerKey === undefined ? {} : { providerKey }),
      ...chat.turn,
    },
    form: chat.form,
  };
}

/** What a request with the same Idempotency-Key must agree in. */
function requestHash(request: FastifyRequest): string {
  const hash = createHash("sha256");
  for (const name of ["x-features", "x-policy", "x-config", "x-session-id"]) {
    hash.update(`${name}:${headerText(request, name) ?? ""}\n`);
  }
  return hash.update(`${request.url}\n`).update(bodyBytes(request)).digest("hex");
}

/** The session of the last tool result, for the headers of an error. */
function sessionInHistory(turn: ChatTurn["turn"]): string | undefined {
  const last = turn.messages.findLast((message) => message.role === "tool");
  return last?.role === "tool" ? parseToolCallId(last.callId)?.sessionId : undefined;
}

/** One request and its answer. */
class Exchange {
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;
  readonly #services: Services;
  readonly #turn: TurnRequest;
  readonly #form: ChatAnswerForm;
  readonly #abort: AbortController;
  readonly #id = newCompletionId();
  readonly #created = Math.floor(Date.now() / 1000);
  readonly #stream: EventStream | undefined;
  #begun = false;
  #sentText = "";

  constructor(
    request: FastifyRequest,
    reply: FastifyReply,
    services: Services,
    turn: TurnRequest,
    form: ChatAnswerForm,
    abort: AbortController,
  ) {
    this.#request = request;
    this.#reply = reply;
    this.#services = services;
    this.#turn = turn;
    this.#form = form;
    this.#abort = abort;
    this.#stream = form.stream ? this.#newStream() : undefined;
  }

  /**
   * Runs the turn; what may be shown of it before its end is streamed.
   *
   * @param continued the idempotent request's way to go on in the session that it began before
   */
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
    if (this.#form.legacyFunctions && outcome.kind === "tool_calls" && outcome.calls[0] !== undefined) {
      await this.#services.store.sessions.noteLegacyCall(outcome.sessionId, outcome.calls[0].id);
    }
    return {
      body: chatCompletionBody(this.#identity(), outcome, this.#form),
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
    this.#begin(stream);
    if (event.kind === "text") this.#sentText += event.delta;
    stream.send(pieceChunk(this.#identity(), event, this.#form));
  }

  /** Sends the answer, or what of it has not been streamed yet. */
  finish(answer: KeptAnswer): FastifyReply {
    this.#request.sessionId = answer.sessionId;
    const stream = this.#stream;
    if (stream === undefined) {
      if (answer.recorded) this.#reply.header("x-sequrity-recorded", "true");
      return sendJson(this.#reply, answer.body);
    }
    const message = objectAt(arrayAt(answer.body, "choices")?.[0], "message");
    if (!(stringAt(message, "content") ?? "").startsWith(this.#sentText)) {
      throw new Fault("internal", "The streamed text is not the beginning of the answer.");
    }
    this.#begin(stream);
    for (const chunk of closingChunks(answer.body, this.#form, this.#sentText)) stream.send(chunk);
    stream.end(streamEnd);
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
    stream.end(openAiErrorText(facts));
    return this.#reply;
  }

  #begin(stream: EventStream): void {
    if (this.#begun) return;
    this.#begun = true;
    stream.send(roleChunk(this.#identity(), this.#form));
  }

  #identity(): CompletionIdentity {
    return {
      id: this.#id,
      created: this.#created,
      model: this.#turn.model,
      sessionId: this.#request.sessionId ?? "",
    };
  }

  #newStream(): EventStream {
    return new EventStream({
      keepAliveMs: this.#services.configuration.limits.keepAliveMs,
      open: () => {
        this.#reply.hijack();
        const recorded = this.#services.providers.isRecorded(this.#turn.provider);
        return {
          response: this.#reply.raw,
          headers: {
            "x-request-id": this.#request.id,
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

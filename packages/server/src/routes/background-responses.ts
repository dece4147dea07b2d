import { Fault, type JsonObject, type TurnRequest } from "@sequrity/engine";
import { deltaPadding, type ResponsesRequest, writeAnswer } from "@sequrity/wire";
import type { FastifyReply, FastifyRequest } from "fastify";
import { listedItem } from "../apis/conversation-items.ts";
import { EventStream } from "../event-stream.ts";
import { answerOnce, type KeptAnswer } from "../idempotent.ts";
import { isObject, stringAt } from "../json-fields.ts";
import { parseJsonText, writeJsonText } from "../json-text.ts";
import type { Services } from "../services.ts";
import { isActive } from "../store/background.ts";
import { keyIdOf } from "./caller.ts";
import { endpointTypeOf, pathPart } from "./control.ts";
import type { ResponsePast } from "./response-past.ts";
import { headerText, type Route, sendJson } from "./route.ts";
import { requestHash } from "./turn-exchange.ts";
import { sessionOf } from "./turn-setting.ts";

/** Responses with `background: true`: begun, followed, cancelled. */

/** A response that is to be made in the background. */
interface BackgroundRequest {
  readonly turn: TurnRequest;
  readonly body: ResponsesRequest;
  readonly input: readonly JsonObject[];
  readonly native: boolean;
  readonly past: ResponsePast;
  /** Called when the conversation is the response's, until it is over. */
  readonly handOver: () => void;
}

/** Begins a response and answers with it, queued, or with its events. */
export async function beginInBackground(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  response: BackgroundRequest,
): Promise<unknown> {
  const { turn, body } = response;
  if (body.store === false) {
    throw new Fault(
      "invalid_request",
      "background: a response is made in the background only where it is stored.",
      {
        param: "background",
      },
    );
  }
  if (body.stream !== true) {
    const kept = await beginOnce(request, services, response);
    if (kept.recorded) reply.header("x-sequrity-recorded", "true");
    return sendJson(reply, kept.body);
  }
  // Whoever could not be shown the response does not begin it.
  const leave = services.admission.follow(turn.keyId);
  try {
    const kept = await beginOnce(request, services, response);
    return await sendEvents(request, reply, services, stringAt(kept.body, "id") ?? "", -1);
  } finally {
    leave();
  }
}

async function beginOnce(
  request: FastifyRequest,
  { background, store, providers }: Services,
  { turn, body, input, native, past, handOver }: BackgroundRequest,
): Promise<KeptAnswer> {
  const kept = await answerOnce(
    store.idempotency,
    turn.keyId,
    headerText(request, "idempotency-key"),
    () => requestHash(request),
    async () => {
      const queued = await background.start(
        {
          turn,
          body,
          input: input.map(listedItem),
          native,
          previousId: past.previousId,
          conversationId: past.conversation?.id,
        },
        sessionOf(turn),
        async () => past.conversation?.release(),
      );
      handOver();
      const answered = parseJsonText(writeAnswer(queued));
      return {
        body: isObject(answered) ? answered : {},
        sessionId: queued.session_id,
        recorded: providers.isRecorded(turn.provider),
      };
    },
  );
  request.sessionId = kept.sessionId;
  return kept;
}

/** `POST …/v1/responses/{id}/cancel`. */
export function cancelResponse(path: string): Route {
  return {
    method: "POST",
    path,
    what: "cancel a response that is made in the background",
    authenticated: true,
    takes: { answers: "ResponsesResponse" },
    async answer(request, reply, { background, store }) {
      endpointTypeOf(request);
      const id = pathPart(request, "response_id") ?? "";
      const keyId = keyIdOf(request);
      const found = await store.background.find(id, keyId);
      if (found === undefined) {
        const whole = await store.responses.find(id, keyId);
        if (whole === undefined) throw new Fault("not_found", `There is no response '${id}'.`);
        throw new Fault(
          "invalid_request",
          "Only a response that is made in the background can be cancelled.",
        );
      }
      if (isActive(found.status)) await background.cancel(found);
      const after = await store.background.find(id, keyId);
      return sendJson(reply, (after ?? found).response);
    },
  };
}

/**
 * Sends the events of a response after a number, up to its end.
 *
 * @param obfuscation whether deltas are padded; undefined: as they were when they were made
 */
export async function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  id: string,
  after: number,
  { obfuscation }: { readonly obfuscation?: boolean } = {},
): Promise<FastifyReply> {
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  const stream = new EventStream({
    keepAliveMs: services.configuration.limits.keepAliveMs,
    open: () => {
      reply.hijack();
      return {
        response: reply.raw,
        headers: {
          "x-request-id": request.id,
          ...(request.sessionId === undefined ? {} : { "x-session-id": request.sessionId }),
        },
      };
    },
    onStuck: () => reply.raw.destroy(),
  });
  try {
    for await (const event of services.background.follow(id, keyIdOf(request), after, gone.signal)) {
      const sent = obfuscation === undefined ? event : withObfuscation(event, obfuscation);
      stream.send({ name: stringAt(event, "type") ?? "message", data: writeJsonText(sent) });
    }
    stream.open();
  } finally {
    stream.end();
  }
  return reply;
}

function withObfuscation(event: JsonObject, wanted: boolean): JsonObject {
  const { obfuscation: _made, ...plain } = event;
  const delta = stringAt(event, "delta");
  return wanted && delta !== undefined ? { ...plain, obfuscation: deltaPadding(delta) } : plain;
}

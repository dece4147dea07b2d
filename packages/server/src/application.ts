import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { Fault } from "@sequrity/engine";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { errorAnswer, HttpFault, loggedError, openAiErrorText } from "./errors.ts";
import { readCredentials } from "./keys.ts";
import { errorText, isMessagesPath } from "./routes/error-form.ts";
import { bodyBytes, jsonType, type Route } from "./routes/route.ts";
import { routes } from "./routes/routes.ts";
import type { Services } from "./services.ts";

/** Requests may bring 64 KiB of config headers; the rest is for all the others. */
const headerBytesMax = 80 * 1024;
const requestIdForm = /^[\w.:-]{1,128}$/;

/** The HTTP side: routes, authentication, errors, the log of requests. */
export function createApplication(services: Services): FastifyInstance {
  const application = Fastify({
    logger: false,
    bodyLimit: services.configuration.limits.bodyBytesMax,
    http: { maxHeaderSize: headerBytesMax },
    requestIdHeader: false,
    genReqId: (raw) => {
      const given = raw.headers["x-request-id"];
      return typeof given === "string" && requestIdForm.test(given)
        ? given
        : `req_${randomUUID().replaceAll("-", "")}`;
    },
    // Clients whose base URL ends in /v1 and that add /v1 themselves.
    rewriteUrl: (raw) => (raw.url ?? "/").replace(/^([^?]*?)(?:\/v1){2,}(?=\/)/, "$1/v1"),
    routerOptions: { ignoreTrailingSlash: true },
    clientErrorHandler: refuseBrokenRequest,
    // Paths that the router itself refuses: broken escapes, parts of a length that no id has.
    frameworkErrors: (_error, request, reply) =>
      sendError(services, unreadablePath(), request, reply.header("x-request-id", request.id)),
    return503OnClosing: false,
    forceCloseConnections: false,
    keepAliveTimeout: 75_000,
  });

  application.decorateRequest("authenticated", undefined);
  application.decorateRequest("sessionId", undefined);
  // Bodies are read by us: a validator that turns "1" into 1 would let wrong requests pass.
  application.removeAllContentTypeParsers();
  application.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  application.addHook("onSend", async (request, reply) => {
    reply.header("x-request-id", request.id);
    // Anthropic's clients read it under this name.
    if (isMessagesPath(request.url)) reply.header("request-id", request.id);
    if (request.sessionId !== undefined) reply.header("x-session-id", headerSafe(request.sessionId));
    if (services.admission.draining) reply.header("connection", "close");
  });
  application.addHook("onRequest", async (request, reply) => {
    // On close, not on finish: a client that went away has its line too.
    reply.raw.once("close", () => logResponse(services, request, reply));
  });
  application.setErrorHandler((error, request, reply) => sendError(services, error, request, reply));
  application.setNotFoundHandler((request) => {
    throw unknownRoute(request);
  });

  for (const route of routes) addRoute(application, services, route);
  return application;
}

function addRoute(application: FastifyInstance, services: Services, route: Route): void {
  application.route({
    method: route.method,
    url: route.path,
    onRequest: async (request) => {
      // Before the body is read: nobody without a key may send one.
      if (route.authenticated) await authenticate(services, request);
    },
    preHandler: async (request) => {
      if (request.method === "POST") refuseOtherContent(request);
    },
    handler: (request, reply) => route.answer(request, reply, services),
  });
}

async function authenticate(services: Services, request: FastifyRequest): Promise<void> {
  const { apiKey, providerKey } = readCredentials(
    request.headers,
    isMessagesPath(request.url) ? "anthropic" : undefined,
  );
  const caller = await services.keys.callerOf(apiKey);
  if (caller === undefined) throw new Fault("not_authenticated", "The API key is not known, or was revoked.");
  request.authenticated = { caller, providerKey };
}

function refuseOtherContent(request: FastifyRequest): void {
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") {
    throw new HttpFault(415, "unsupported_media_type", "A body without content encoding is expected.");
  }
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/json" || (type === undefined && bodyBytes(request).length === 0)) return;
  throw new HttpFault(415, "unsupported_media_type", "A body of type application/json is expected.");
}

function sendError(
  services: Services,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { facts, headers, unexpected } = errorAnswer(error);
  if (unexpected) {
    services.log.error({ requestId: request.id, error: loggedError(error) }, "a request failed unexpectedly");
  }
  return reply.code(facts.status).headers(headers).type(jsonType).send(errorText(request.url, facts));
}

/** 404 with what there is, or 405 when the path is one of ours. */
function unknownRoute(request: FastifyRequest): HttpFault {
  const path = request.url.split("?")[0] ?? "/";
  const methods = routes.filter((route) => patternOf(route.path).test(path)).map((route) => route.method);
  if (methods.length > 0) {
    const allow = [...new Set(methods)].join(", ");
    return new HttpFault(405, "method_not_allowed", `This path takes ${allow}.`, { allow });
  }
  const known = routes.map((route) => `${route.method} ${route.path}`).join(", ");
  return new HttpFault(404, "not_found", `There is no such route. There are: ${known}`);
}

function unreadablePath(): HttpFault {
  return new HttpFault(
    400,
    "invalid_request",
    "The path cannot be read: it has a broken escape, or is too long.",
  );
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/:\w+/g, "[^/]+")}/?$`);
}

function logResponse(services: Services, request: FastifyRequest, reply: FastifyReply): void {
  const gone = !reply.raw.writableFinished;
  const status = gone ? 499 : reply.statusCode;
  services.metrics.answered(request.method, request.routeOptions.url ?? "none", status, reply.elapsedTime);
  services.log.info(
    {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status,
      ms: Math.round(reply.elapsedTime),
      ...(request.authenticated === undefined ? {} : { keyId: request.authenticated.caller.keyId }),
      ...(request.sessionId === undefined ? {} : { sessionId: request.sessionId }),
    },
    gone ? "client went away" : "answered",
  );
}

/** A session id comes from the request at times: nothing but a header's characters goes back. */
function headerSafe(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, "").slice(0, 128);
}

/** What is no HTTP, or has too many headers, never reaches a route. */
function refuseBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const tooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const late = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const status = tooLarge ? 431 : late ? 408 : 400;
  const body = openAiErrorText({
    status,
    code: tooLarge ? "headers_too_large" : late ? "request_timeout" : "invalid_request",
    message: tooLarge
      ? `The headers are larger than ${headerBytesMax} bytes in all.`
      : late
        ? "The request did not arrive in time."
        : "This is no HTTP request that can be read.",
  });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
      `content-type: ${jsonType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: req_${randomUUID().replaceAll("-", "")}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}

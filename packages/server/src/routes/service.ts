import { HttpFault } from "../errors.ts";
import { type Route, sendJson } from "./route.ts";

/** What a server says about itself. */

/** `GET /`: the routes. */
export function listing(routes: () => readonly Route[]): Route {
  return {
    method: "GET",
    path: "/",
    what: "this list",
    authenticated: false,
    answer: async (_request, reply) =>
      sendJson(reply, {
        name: "sequrity",
        routes: routes().map(({ method, path, what }) => ({ method, path, what })),
      }),
  };
}

/** `GET /health`: the process lives. */
export const health: Route = {
  method: "GET",
  path: "/health",
  what: "liveness",
  authenticated: false,
  answer: async (_request, reply) => sendJson(reply, { status: "ok" }),
};

/** `GET /ready`: it takes requests. Not so from the moment it is told to stop. */
export const ready: Route = {
  method: "GET",
  path: "/ready",
  what: "readiness",
  authenticated: false,
  async answer(_request, reply, { admission, store }) {
    if (admission.draining)
      throw new HttpFault(503, "overloaded", "The server is stopping.", { "retry-after": "2" });
    await store.ping().catch(() => {
      throw new HttpFault(503, "overloaded", "The store does not answer.", { "retry-after": "2" });
    });
    return sendJson(reply, { status: "ready" });
  },
};

/** `GET /metrics`: what the process has counted, for Prometheus. */
export const metrics: Route = {
  method: "GET",
  path: "/metrics",
  what: "Prometheus metrics",
  authenticated: false,
  takes: { gives: "text/plain" },
  async answer(_request, reply, services) {
    const text = await services.metrics.text();
    return reply.type(services.metrics.contentType).send(text);
  },
};

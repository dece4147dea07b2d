import type { JsonObject } from "@sequrity/engine";
import Fastify from "fastify";
import { openApiDocument } from "../openapi/document.ts";
import { type Route, sendJson } from "./route.ts";

/** `GET /openapi.json`, and a page to read it: served from here whole, so that it needs no network. */

export function openApi(routes: () => readonly Route[]): Route {
  let document: JsonObject | undefined;
  return {
    method: "GET",
    path: "/openapi.json",
    what: "this API as OpenAPI 3.1",
    authenticated: false,
    async answer(_request, reply) {
      document ??= openApiDocument(routes());
      return sendJson(reply, document);
    },
  };
}

export interface PageFiles {
  readonly html: string;
  readonly script: string;
}

/**
 * The page, and the script that it loads.
 *
 * @param read reads them; what fails once is tried again with the next request
 */
export function apiPage(read: () => Promise<PageFiles> = readPage): readonly Route[] {
  let files: Promise<PageFiles> | undefined;
  const loaded = (): Promise<PageFiles> => {
    files ??= read().catch((error: unknown) => {
      files = undefined;
      throw error;
    });
    return files;
  };
  return [
    {
      method: "GET",
      path: "/docs",
      what: "the page of this API",
      authenticated: false,
      takes: { gives: "text/html" },
      async answer(_request, reply) {
        const { html } = await loaded();
        return reply
          .type("text/html; charset=utf-8")
          .header("content-security-policy", contentSecurity)
          .send(html);
      },
    },
    {
      method: "GET",
      path: scriptPath,
      what: "the script of that page",
      authenticated: false,
      takes: { gives: "text/javascript" },
      async answer(_request, reply) {
        const { script } = await loaded();
        return reply
          .type("text/javascript; charset=utf-8")
          .header("cache-control", "public, max-age=3600")
          .send(script);
      },
    },
  ];
}

const scriptPath = "/docs/js/scalar.js";
/** Whatever the page's script would like to fetch elsewhere, it may not. */
const contentSecurity = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
].join("; ");

/** Scalar gives its files as a plugin: it is loaded when the page is first asked for, since it is large. */
async function readPage(): Promise<PageFiles> {
  const { default: scalar } = await import("@scalar/fastify-api-reference");
  const pages = Fastify({ logger: false });
  await pages.register(scalar, {
    routePrefix: "/docs",
    configuration: {
      url: "/openapi.json",
      cdn: scriptPath,
      pageTitle: "Sequrity Control: API",
      withDefaultFonts: false,
      telemetry: false,
      // What would need an account elsewhere.
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: "never",
      hideClientButton: true,
    },
  });
  try {
    const [page, script] = await Promise.all([pages.inject("/docs/"), pages.inject(scriptPath)]);
    return { html: page.body, script: script.body };
  } finally {
    await pages.close();
  }
}

import type { ChatEndpoint } from "./openai-compatible.ts";

/** Versions that stand for the form of Azure's URLs that needs none; `preview` is sent along. */
const unversioned: ReadonlySet<string> = new Set(["v1", "latest", "preview"]);

/**
 * How Azure OpenAI is addressed. With a dated API version a model is a deployment, part of the URL:
 * `{endpoint}/openai/deployments/{model}/chat/completions?api-version=…`. Without one it is the newer form,
 * `{endpoint}/openai/v1/chat/completions`. An endpoint may be given with or without what follows the resource's host.
 */
export function azureEndpoint(endpoint: string, apiVersion: string | undefined): ChatEndpoint {
  const resource = endpoint.replace(/\/+$/, "").replace(/\/openai(?:\/v1)?$/, "");
  return {
    url(model) {
      const dated = apiVersion !== undefined && !unversioned.has(apiVersion);
      const base = dated ? `deployments/${encodeURIComponent(model)}` : "v1";
      const url = new URL(`${resource}/openai/${base}/chat/completions`);
      if (dated || apiVersion === "preview") url.searchParams.set("api-version", apiVersion);
      return url;
    },
    keyHeaders: (key) => ({ "api-key": key }),
  };
}

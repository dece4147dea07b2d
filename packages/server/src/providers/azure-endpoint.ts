import type { ChatEndpoint } from "./openai-compatible.ts";

/** Versions that stand for the form of Azure's URLs that needs none; `preview` is sent along. */
const unversioned: ReadonlySet<string> = new Set(["v1", "latest", "preview"]);

/**
 * How Azure OpenAI is addressed. With a dated API version a model is a deployment, part of the URL:
 * `{endpoint}/openai/deployments/{model}/chat/completions?api-version=…`. Without one it is the newer form,
 * `{endpoint}/openai/v1/chat/completions`. The Responses API has `responses` in their place. An endpoint may be given with or without what follows the resource's host.
 */
export function azureEndpoint(endpoint: string, apiVersion: string | undefined): ChatEndpoint {
  const resource = endpoint.replace(/\/+$/, "").replace(/\/openai(?:\/v1)?$/, "");
  const dated = apiVersion !== undefined && !unversioned.has(apiVersion);
  const at = (path: string): URL => {
    const url = new URL(`${resource}/openai/${path}`);
    if (dated || apiVersion === "preview") url.searchParams.set("api-version", apiVersion);
    return url;
  };
  return {
    url: (model) => at(`${dated ? `deployments/${encodeURIComponent(model)}` : "v1"}/chat/completions`),
    // In its body the model is named in both forms.
    responsesUrl: () => at(dated ? "responses" : "v1/responses"),
    keyHeaders: (key) => ({ "api-key": key }),
  };
}

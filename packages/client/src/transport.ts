import { type APIError, OpenAI } from "openai";
import { AnswerError } from "./transport-errors.ts";

/** How to reach a server. */
export interface ConnectionSettings {
  readonly apiKey: string;
  /** The server, without `/control`. */
  readonly baseURL: string;
  readonly timeout?: number | undefined;
  readonly maxRetries?: number | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/** The official client, pointed at one endpoint of ours, with error answers kept whole. */
class EndpointClient extends OpenAI {
  protected override makeStatusError(
    status: number,
    error: object,
    message: string | undefined,
    headers: Headers,
  ): APIError {
    const general = super.makeStatusError(status, error, message, headers);
    return new AnswerError(status, error, general.error, message, headers);
  }
}

/** One official client for each endpoint that is used: they differ in their base URL alone. */
export class Transport {
  readonly #settings: ConnectionSettings;
  readonly #clients = new Map<string, OpenAI>();

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
  }

  /** The client for a path such as `control/chat/openai/v1`. */
  at(path: string): OpenAI {
    const known = this.#clients.get(path);
    if (known !== undefined) return known;
    const { apiKey, baseURL, timeout, maxRetries, fetch, dangerouslyAllowBrowser } = this.#settings;
    const client = new EndpointClient({
      apiKey,
      baseURL: `${baseURL.replace(/\/+$/, "")}/${path}`,
      // What the environment says about OpenAI's own service is not for our server.
      organization: null,
      project: null,
      adminAPIKey: null,
      ...(timeout !== undefined && { timeout }),
      ...(maxRetries !== undefined && { maxRetries }),
      ...(fetch !== undefined && { fetch }),
      ...(dangerouslyAllowBrowser !== undefined && { dangerouslyAllowBrowser }),
    });
    this.#clients.set(path, client);
    return client;
  }
}

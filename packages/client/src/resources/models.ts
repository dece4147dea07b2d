import type { OpenAI } from "openai";
import type { Exchange } from "../exchange.ts";
import type { StoredOptions } from "../options.ts";
import { firstPage, type Page } from "../page.ts";

/** The models that may be named: `client.control.models`. */
export class ModelsResource {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  list(options: StoredOptions = {}): Promise<Page<OpenAI.Model>> {
    const { client, request } = this.#exchange.stored(options);
    return firstPage(client.models.list(request));
  }
}

import { settled } from "./exchange.ts";

/** A page as the official client gives it. */
interface OfficialPage<Item> {
  getPaginatedItems(): Item[];
  hasNextPage(): boolean;
  getNextPage(): Promise<OfficialPage<Item>>;
}

/**
 * One page of a list. Iterating goes through the whole list from here, page by page:
 * `for await (const item of await client.control.chat.list())`.
 */
export class Page<Item> implements AsyncIterable<Item> {
  readonly data: readonly Item[];
  readonly #page: OfficialPage<Item>;

  constructor(page: OfficialPage<Item>) {
    this.data = page.getPaginatedItems();
    this.#page = page;
  }

  get hasMore(): boolean {
    return this.#page.hasNextPage();
  }

  /**
   * The page after this one; undefined when this is the last.
   * @throws SequrityAPIError, SequrityConnectionError
   */
  async nextPage(): Promise<Page<Item> | undefined> {
    return this.hasMore ? new Page(await settled(this.#page.getNextPage())) : undefined;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for (let page: Page<Item> | undefined = this; page !== undefined; page = await page.nextPage()) {
      yield* page.data;
    }
  }
}

/** The first page of a list. */
export async function firstPage<Item>(page: PromiseLike<OfficialPage<Item>>): Promise<Page<Item>> {
  return new Page(await settled(page));
}

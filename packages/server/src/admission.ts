import { Fault } from "@sequrity/engine";
import type { ServerLimits } from "./configuration/configuration.ts";

/** How many requests may be answered at a time, and how many of one key in a minute. */

/** A request that was let in. */
export interface Admitted {
  /** Charges the tokens that its model calls took. */
  charge(tokens: number): void;
  /** Called once, when the request is over. */
  leave(): void;
}

/** Fills up evenly to what a minute allows. */
interface Allowance {
  left: number;
  at: number;
}

interface PerKey {
  inFlight: number;
  followers: number;
  readonly requests: Allowance;
  readonly tokens: Allowance;
}

const keysMax = 10_000;
const minuteMs = 60_000;

export class Admission {
  readonly #limits: ServerLimits;
  readonly #now: () => number;
  readonly #keys = new Map<string, PerKey>();
  #inFlight = 0;
  #followers = 0;
  #draining = false;
  #whenEmpty: (() => void)[] = [];

  constructor(limits: ServerLimits, now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get draining(): boolean {
    return this.#draining;
  }

  /**
   * Lets a request of a key in.
   *
   * @throws {Fault} `overloaded` (503) when the server is full or stopping, `rate_limited` (429) when the key has had its share
   */
  enter(keyId: string): Admitted {
    if (this.#draining) throw overloaded("The server is stopping.", 2);
    if (this.#inFlight >= this.#limits.inFlightMax)
      throw overloaded("The server is at its limit of requests.", 1);
    const key = this.#key(keyId);
    if (key.inFlight >= this.#limits.inFlightPerKeyMax) {
      throw rateLimited("This API key has too many requests running at the same time.", 1);
    }
    this.#refill(key.tokens, this.#limits.tokensPerMinutePerKey);
    this.#refill(key.requests, this.#limits.requestsPerMinutePerKey);
    const tokenWait = this.#waitFor(key.tokens, this.#limits.tokensPerMinutePerKey);
    if (tokenWait > 0) throw rateLimited("This API key has used up its tokens per minute.", tokenWait);
    const requestWait = this.#waitFor(key.requests, this.#limits.requestsPerMinutePerKey);
    if (requestWait > 0) throw rateLimited("This API key has used up its requests per minute.", requestWait);
    key.requests.left -= 1;
    key.inFlight += 1;
    this.#inFlight += 1;
    let left = false;
    return {
      charge: (tokens) => {
        key.tokens.left -= tokens;
      },
      leave: () => {
        if (left) return;
        left = true;
        key.inFlight -= 1;
        this.#inFlight -= 1;
        if (this.#inFlight === 0) for (const tell of this.#whenEmpty.splice(0)) tell();
      },
    };
  }

  /**
   * Lets a reader in who follows a response that is made in the background. Readers are counted by themselves: what
   * they follow has been let in already.
   *
   * @returns to be called once, when the reader has gone
   * @throws {Fault} as `enter`
   */
  follow(keyId: string): () => void {
    if (this.#draining) throw overloaded("The server is stopping.", 2);
    if (this.#followers >= this.#limits.inFlightMax) {
      throw overloaded("The server is at its limit of streams that are read.", 1);
    }
    const key = this.#key(keyId);
    if (key.followers >= this.#limits.inFlightPerKeyMax) {
      throw rateLimited("This API key reads too many streams at the same time.", 1);
    }
    key.followers += 1;
    this.#followers += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      key.followers -= 1;
      this.#followers -= 1;
    };
  }

  /** Lets nobody in any more. */
  drain(): void {
    this.#draining = true;
  }

  /** Resolves when no request is running. */
  empty(): Promise<void> {
    if (this.#inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenEmpty.push(resolve));
  }

  #key(keyId: string): PerKey {
    const known = this.#keys.get(keyId);
    if (known !== undefined) return known;
    if (this.#keys.size >= keysMax) {
      for (const [id, key] of this.#keys) if (key.inFlight + key.followers === 0) this.#keys.delete(id);
    }
    const at = this.#now();
    const key: PerKey = {
      inFlight: 0,
      followers: 0,
      requests: { left: this.#limits.requestsPerMinutePerKey, at },
      tokens: { left: this.#limits.tokensPerMinutePerKey, at },
    };
    this.#keys.set(keyId, key);
    return key;
  }

  #refill(allowance: Allowance, perMinute: number): void {
    const now = this.#now();
    allowance.left = Math.min(perMinute, allowance.left + ((now - allowance.at) * perMinute) / minuteMs);
    allowance.at = now;
  }

  /** Seconds until there is one left; 0 when there is, or when there is no limit. */
  #waitFor(allowance: Allowance, perMinute: number): number {
    if (perMinute === 0 || allowance.left >= 1) return 0;
    return Math.ceil(((1 - allowance.left) * minuteMs) / perMinute / 1000);
  }
}

function overloaded(message: string, retryAfterSeconds: number): Fault {
  return new Fault("overloaded", message, { retryAfterSeconds });
}
function rateLimited(message: string, retryAfterSeconds: number): Fault {
  return new Fault("rate_limited", message, { retryAfterSeconds });
}

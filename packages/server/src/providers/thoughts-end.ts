/**
 * The end of a block of thoughts in a stream, with what proves that they are the provider's. To whoever does not know
 * it, it is a piece of reasoning without a character.
 */
export class ThoughtsEnd {
  readonly kind = "reasoning";
  readonly delta = "";
  readonly signature: string;
  /** Thoughts that the provider encrypted: a block of its own. */
  readonly sealed: string | undefined;

  constructor(end: { readonly signature: string } | { readonly sealed: string }) {
    this.signature = "signature" in end ? end.signature : "";
    this.sealed = "sealed" in end ? end.sealed : undefined;
  }
}

/** Metadata of a value, as a caller gives it. */
export interface GivenMeta {
  readonly producers?: readonly string[];
  readonly consumers?: readonly string[];
  readonly tags?: readonly string[];
}

/** Fields that our server adds to the body of a request, in each of the three APIs. */
export interface ControlFields {
  /** The plan to run: no planning model is called. */
  user_provided_program?: string | null;
  /** Variables that the plan sees. Without `meta` a value counts as untrusted. */
  context_vars?: Record<string, { value: unknown; meta?: GivenMeta }> | null;
}

/** A field that our server adds to every answer. */
export interface AnswerFields {
  session_id?: string | null;
}

import { checkPolicy, type PolicyHeader as PolicyFields } from "@sequrity/wire/headers";
import { assertHeader, dualOnly, type HeaderFields, headerText, plainFields } from "./header-text.ts";

export type { PolicyFields };

type PresetFields = NonNullable<PolicyFields["presets"]>;
const dualOnlyPresets = ["enable_non_executable_memory", "branching_meta_policy"] as const;

/** The fields that mean something in single-LLM. */
export type SingleLlmPolicyFields = Omit<PolicyFields, "auto_gen" | "presets"> & {
  presets?: Omit<PresetFields, (typeof dualOnlyPresets)[number]> | null;
};

/** `X-Policy`: the mode, the policies themselves, and the presets around them. */
export class SecurityPolicyHeader {
  /** The fields as they are sent. */
  readonly fields: HeaderFields;

  /** @throws SequrityValidationError naming the field. The policies' own text is checked by the server. */
  constructor(fields: PolicyFields) {
    this.fields = plainFields(fields);
    assertHeader("X-Policy", checkPolicy(this.fields));
  }

  /** Policies for dual-LLM, where every field has its meaning. */
  static dualLlm(fields: PolicyFields = {}): SecurityPolicyHeader {
    return new SecurityPolicyHeader(fields);
  }

  /**
   * Policies for single-LLM.
   * @throws SequrityValidationError for a field that only dual-LLM has, too.
   */
  static singleLlm(fields: SingleLlmPolicyFields = {}): SecurityPolicyHeader {
    const given = plainFields(fields);
    assertHeader("X-Policy", [
      ...dualOnly(given, [], ["auto_gen"]),
      ...dualOnly(given, ["presets"], dualOnlyPresets),
    ]);
    return new SecurityPolicyHeader(fields);
  }

  /** The header's text. */
  toHeader(): string {
    return headerText(this.fields);
  }
}

import {
  compileCedar,
  compilePolicy,
  type Diagnostic,
  layerPolicies,
  type Policy,
  type PolicySet,
  type ToolDeclaration,
} from "@sequrity/sqrt";
import type { PolicyLanguage, SessionConfig } from "@sequrity/wire";
import { Fault } from "./faults.ts";

/** The policies of a session: the user's, and below them those that were added while it ran. */

/** How many compiled texts are kept; the oldest is dropped first. */
const compiledMax = 200;

/** Compiles policy texts, keeping the last ones. */
export class PolicyLibrary {
  readonly #compiled = new Map<string, Policy>();

  /**
   * The policies in order of rank. Throws `invalid_policy` with the checker's findings.
   * INVARIANT: a policy that cannot be read is never left out; the request fails.
   */
  async layered(config: SessionConfig, added: readonly string[]): Promise<PolicySet> {
    const { code, language } = config.policy.codes;
    const layers = [await this.#compile(code, language, "user")];
    for (const text of added) layers.push(await this.#compile(text, "sqrt", "model"));
    return layerPolicies(layers);
  }

  async #compile(text: string, language: PolicyLanguage, writtenBy: "user" | "model"): Promise<Policy> {
    const key = `${language} ${writtenBy} ${text}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const compiled = language === "cedar" ? await compileCedar(text) : compilePolicy(text, { writtenBy });
    if (!compiled.ok) throw invalidPolicy(compiled.diagnostics);
    this.#compiled.set(key, compiled.policy);
    for (const oldest of this.#compiled.keys()) {
      if (this.#compiled.size <= compiledMax) break;
      this.#compiled.delete(oldest);
    }
    return compiled.policy;
  }
}

/** Compiles a policy that a model wrote; the findings when it may not be added (security.md, C7). */
export function compileAddition(
  text: string,
  tools: readonly ToolDeclaration[],
): { readonly ok: true } | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  const compiled = compilePolicy(text, { writtenBy: "model", tools });
  return compiled.ok ? { ok: true } : { ok: false, diagnostics: compiled.diagnostics };
}

function invalidPolicy(diagnostics: readonly Diagnostic[]): Fault {
  const first = diagnostics[0];
  const place = first === undefined ? "" : ` Line ${first.span.start.line}: ${first.message}`;
  return new Fault("invalid_policy", `The policy has errors.${place}`, {
    param: "X-Policy.codes",
    findings: diagnostics,
  });
}

import type { TurnRequest } from "@sequrity/engine";
import { jsonObjectOf, jsonOf } from "./json-of.ts";

/** The two fields that this product adds to each API's body. */

export interface OwnFields {
  readonly user_provided_program?: string | null | undefined;
  readonly context_vars?:
    | Readonly<
        Record<string, { readonly value?: unknown; readonly meta?: object | null | undefined } | undefined>
      >
    | null
    | undefined;
}

/** What they become in the internal form. */
export function readOwnFields(
  body: OwnFields,
): Pick<TurnRequest, "userProvidedProgram" | "contextVariables"> {
  const { user_provided_program: program, context_vars: variables } = body;
  const entries = Object.entries(variables ?? {}).flatMap(([name, variable]) =>
    variable === undefined
      ? []
      : [
          [
            name,
            {
              value: jsonOf(variable.value),
              ...(variable.meta ? { meta: jsonObjectOf(variable.meta) } : {}),
            },
          ] as const,
        ],
  );
  return {
    ...(typeof program === "string" ? { userProvidedProgram: program } : {}),
    ...(variables ? { contextVariables: Object.fromEntries(entries) } : {}),
  };
}

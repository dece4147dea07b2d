import { Fault } from "@sequrity/engine";

/**
 * The names in a request's `model`: one, or `planning,quarantined`.
 *
 * @throws {Fault} `invalid_request` for anything else
 */
export function modelNames(model: string): readonly [planning: string, ...quarantined: string[]] {
  const [planning = "", ...others] = model.split(",").map((name) => name.trim());
  if (planning !== "" && others.length <= 1 && !others.includes("")) return [planning, ...others];
  throw new Fault("invalid_request", "model: one name, or 'planning,quarantined', is expected.", {
    param: "model",
  });
}

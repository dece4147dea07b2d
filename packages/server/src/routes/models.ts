import { endpointTypeOf, providerOf } from "./control.ts";
import { type Route, sendJson } from "./route.ts";

/** `GET …/v1/models`: the models that may be named without a key of one's own. */
export function models(path: string): Route {
  return {
    method: "GET",
    path,
    what: "the models that may be asked with the server's key",
    authenticated: true,
    async answer(request, reply, { providers }) {
      endpointTypeOf(request);
      const { name } = providers.named(providerOf(request));
      const data = (providers.allowedModels(name) ?? []).map((id) => ({
        id,
        object: "model",
        created: 0,
        owned_by: name,
      }));
      return sendJson(reply, { object: "list", data });
    },
  };
}

import { Fault, generatePolicy, type ToolDefinition, type Usage } from "@sequrity/engine";
import { formatDiagnostic } from "@sequrity/sqrt";
import {
  isChatTool,
  type PolicyGenerationRequest,
  PolicyGenerationSchema,
  type PolicyGenerationType,
  validatePolicyGeneration,
} from "@sequrity/wire";
import type { FastifyReply, FastifyRequest } from "fastify";
import { readTool } from "../apis/chat-tools.ts";
import { readMessagesTool } from "../apis/messages.ts";
import { readResponsesTools } from "../apis/responses-tools.ts";
import type { ProviderRegistry } from "../providers/registry.ts";
import type { Services } from "../services.ts";
import { providerOf } from "./control.ts";
import { modelNames } from "./model-names.ts";
import { type Route, readJsonBody, sendJson } from "./route.ts";

/** `POST /control/policy-gen/{provider?}/v1/generate`: policies from a description, for a person to look at. */

export const policyGenerationPaths = [
  "/control/policy-gen/v1/generate",
  "/control/policy-gen/:provider/v1/generate",
] as const;

export function generatePolicies(path: string): Route {
  const takes = { body: { name: "PolicyGenerationRequest", schema: PolicyGenerationSchema } };
  return {
    method: "POST",
    path,
    what: "write policies from a description",
    authenticated: true,
    takes,
    answer,
  };
}

const retriesDefault = 3;

async function answer(request: FastifyRequest, reply: FastifyReply, services: Services): Promise<unknown> {
  const checked = validatePolicyGeneration(readJsonBody(request));
  if (!checked.ok) {
    throw new Fault("invalid_request", checked.message, checked.param === "" ? {} : { param: checked.param });
  }
  const body = checked.value;
  const { authenticated } = request;
  if (authenticated === undefined) throw new Fault("not_authenticated", "An API key is needed.");
  const { caller, providerKey } = authenticated;
  const provider = providerFor(body.type, providerOf(request), services.providers);
  const [model] = modelNames(body.model);
  services.providers.allow(provider.name, [model], providerKey !== undefined);
  const tools = toolsOf(body);
  const admitted = services.admission.enter(caller.keyId);
  const abort = new AbortController();
  services.running.add(abort);
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) abort.abort(new Fault("aborted", "The client went away."));
  });
  try {
    const { policy, usage } = await generatePolicy(
      {
        description: body.description,
        tools,
        internalTools: body.internal_tool_names ?? [],
        model,
        retries: body.n_retries ?? retriesDefault,
      },
      provider,
      { signal: abort.signal, ...(providerKey === undefined ? {} : { apiKey: providerKey }) },
    );
    admitted.charge(usage.inputTokens + usage.outputTokens);
    if (services.providers.isRecorded(provider.name)) reply.header("x-sequrity-recorded", "true");
    if (policy.kind === "policy" && policy.code.trim() !== "") {
      return sendJson(reply, { policies: policy.code, usage: tokens(usage) });
    }
    // INVARIANT: what the checker refuses is never answered as policies.
    const findings = policy.kind === "refused" ? policy.findings.map((one) => formatDiagnostic(one)) : [];
    throw new Fault("invalid_policy", "The model wrote no policies that the checker accepts.", { findings });
  } finally {
    services.running.delete(abort);
    admitted.leave();
  }
}

/** The provider of each type, where the path names none. */
const ownProvider: Readonly<Record<PolicyGenerationType, string>> = {
  oai_chat_completion: "openai",
  oai_responses: "openai",
  openrouter_chat_completion: "openrouter",
  anthropic_messages: "anthropic",
  sequrity_azure_chat_completion: "sequrity_azure",
  sequrity_azure_responses: "sequrity_azure",
};

/** @throws {Fault} `provider_missing`, or `unsupported` when the provider is of another kind than the type */
function providerFor(type: PolicyGenerationType, named: string | undefined, providers: ProviderRegistry) {
  const name = named ?? ownProvider[type];
  const provider = providers.find(name);
  if (provider === undefined) {
    throw new Fault(
      "provider_missing",
      `type: '${type}' needs the provider '${name}', which is not configured; there are ${providers.names.join(", ")}.`,
      { param: "type" },
    );
  }
  const anthropic = providers.formOf(name, "messages") === "messages";
  if (!providers.isRecorded(name) && anthropic !== (type === "anthropic_messages")) {
    throw new Fault("unsupported", `type: the provider '${name}' does not take '${type}'.`, {
      param: "type",
    });
  }
  return provider;
}

function toolsOf({ type, tools }: PolicyGenerationRequest): readonly ToolDefinition[] {
  const declared: readonly unknown[] = tools ?? [];
  switch (type) {
    case "anthropic_messages":
      return declared.map((tool, index) => readMessagesTool(tool, index, { upstream: undefined }));
    case "oai_responses":
    case "sequrity_azure_responses":
      return readResponsesTools(declared, "responses");
    default:
      return declared.filter(isChatTool).map(readTool);
  }
}

/** Numbers alone: the hosted product's clients read usage as a dictionary of integers. */
function tokens({ inputTokens, outputTokens }: Usage) {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  };
}

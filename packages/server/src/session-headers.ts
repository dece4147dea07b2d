import { Fault, type TurnRequest } from "@sequrity/engine";
import {
  type BaseConfig,
  decodeHeaderText,
  type EndpointType,
  type HeaderResult,
  type OperatorTrust,
  parseConfigHeader,
  parseFeaturesHeader,
  parsePolicyHeader,
  resolveSessionConfig,
  type SessionConfig,
} from "@sequrity/wire";

/** The three config headers of a request, as they came. */
export interface SessionHeaders {
  readonly features: string | undefined;
  readonly policy: string | undefined;
  readonly config: string | undefined;
}

/** Which of the three headers a request came with: what a session was begun with holds for those that it leaves out. */
export function broughtHeaders(headers: SessionHeaders): NonNullable<TurnRequest["brought"]> {
  return {
    features: headers.features !== undefined,
    policy: headers.policy !== undefined,
    config: headers.config !== undefined,
  };
}

/**
 * The session config of a request: the endpoint's preset, the key's base config, the headers. What is wrong with any
 * of them is said at once, and nothing of them is applied.
 *
 * @throws {Fault} `invalid_header` with all findings
 */
export function readSessionConfig(
  endpointType: EndpointType,
  base: BaseConfig,
  serverTrust: Partial<OperatorTrust>,
  headers: SessionHeaders,
): SessionConfig {
  const findings: string[] = [];
  const features = read("X-Features", headers.features, parseFeaturesHeader, findings);
  const policy = read("X-Policy", headers.policy, parsePolicyHeader, findings);
  const config = read("X-Config", headers.config, parseConfigHeader, findings);
  if (findings.length > 0) {
    throw new Fault("invalid_header", findings.join("\n"), { findings });
  }
  return resolveSessionConfig({
    endpointType,
    base: { ...base, trust: { ...serverTrust, ...base.trust } },
    ...(features === undefined ? {} : { features }),
    ...(policy === undefined ? {} : { policy }),
    ...(config === undefined ? {} : { config }),
  });
}

function read<T>(
  name: string,
  text: string | undefined,
  parse: (text: string) => HeaderResult<T>,
  findings: string[],
): T | undefined {
  if (text === undefined) return undefined;
  const parsed = parse(decodeHeaderText(text));
  if (parsed.ok) return parsed.value;
  findings.push(...parsed.errors.map((error) => `${name}: ${error}`));
  return undefined;
}

export {
  type Configuration,
  ConfigurationError,
  type ConfigurationFinding,
  type ProviderConfiguration,
  type ServerLimits,
} from "./configuration/configuration.ts";
export { effectiveConfiguration } from "./configuration/effective.ts";
export { type LoadOptions, loadConfiguration } from "./configuration/load.ts";
export { type ConfigurationSources, readConfiguration } from "./configuration/read.ts";
export {
  type ApiKeyInfo,
  apiKeyPrefix,
  BaseConfigError,
  KeyRing,
  type NewApiKey,
} from "./keys.ts";
export { type OpenAiCompatibleOptions, OpenAiCompatibleProvider } from "./providers/openai-compatible.ts";
export { RecordedProvider } from "./providers/recorded.ts";
export { type Recording, RecordingError, readRecordings } from "./providers/recordings.ts";
export { type RunningServer, type ServerOptions, startServer } from "./server.ts";
export { StoreError } from "./store/dialect.ts";
export { openStore, type Store, type StoreOptions } from "./store/open.ts";

export type { IntegrationSettings } from "../chat-fetch.ts";
export { SequrityModelProvider } from "./model-provider.ts";

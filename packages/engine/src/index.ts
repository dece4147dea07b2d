export * from "./conversation.ts";
export { createEngine } from "./create-engine.ts";
export type { Engine, EngineInput, EngineLimits, EngineLog } from "./engine.ts";
export * from "./faults.ts";
export * from "./model.ts";
export { generatePolicy, type PolicyGeneration, type WrittenPolicy } from "./policy-writer.ts";
export { type ReplayedTurn, replaySession } from "./replay-session.ts";
export * from "./store.ts";
export * from "./turn-request.ts";

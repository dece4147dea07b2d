import { defineConfig } from "vitest/config";

/** `npm run test:clients`: the official clients of this folder, the Python ones included. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    testTimeout: 150_000,
    hookTimeout: 60_000,
    pool: "threads",
  },
});

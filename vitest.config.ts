import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "packages/*/test/**/*.test.ts"],
    // Installs Python packages: `npm run test:clients`.
    exclude: ["test/clients/python.test.ts"],
    setupFiles: ["test/fixed-seed.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "threads",
  },
});

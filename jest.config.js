const { loadEnv } = require("@medusajs/framework/utils")
loadEnv("test", process.cwd())

/**
 * One configuration, chosen by TEST_TYPE (scripts/test.mjs runs all of them):
 * unit (pure and property), modules (a module on a real Postgres), http (the whole store),
 * faults (random schedules against the emulator), browser (a real Chromium).
 */
const MATCH = {
  unit: ["**/src/**/__tests__/**/*.unit.spec.ts", "**/scripts/__tests__/**/*.unit.spec.ts"],
  modules: ["**/integration-tests/modules/**/*.spec.ts"],
  http: ["**/integration-tests/http/**/*.spec.ts"],
  faults: ["**/integration-tests/faults/**/*.spec.ts"],
  browser: ["**/integration-tests/browser/**/*.spec.ts"],
}

/** The browser tests share one demo. */
const AROUND = {
  browser: { globalSetup: "./integration-tests/browser/before-all.ts", globalTeardown: "./integration-tests/browser/after-all.ts" },
}

const testMatch = MATCH[process.env.TEST_TYPE ?? "unit"]
if (!testMatch) throw new Error(`TEST_TYPE must be one of ${Object.keys(MATCH).join(", ")}`)

module.exports = {
  testEnvironment: "node",
  transform: {
    "^.+\\.[jt]sx?$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", tsx: true, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: "automatic" } },
          target: "es2021",
        },
      },
    ],
  },
  moduleFileExtensions: ["js", "ts", "tsx", "json"],
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/.demo/"],
  ...AROUND[process.env.TEST_TYPE],
  testSequencer: "./integration-tests/longest-first.js",
  setupFiles: ["./integration-tests/setup.js"],
  testMatch,
  testTimeout: process.env.TEST_TYPE === "unit" || !process.env.TEST_TYPE ? 30_000 : 120_000,
}

const { loadEnv } = require("@medusajs/framework/utils")
loadEnv("test", process.cwd())

/**
 * One configuration, chosen by TEST_TYPE, one or several with commas between (scripts/test.mjs runs all of them):
 * unit (pure and property), modules (a module on a real Postgres), http (the whole store),
 * faults (random schedules against the emulator), cluster (several processes on a real Redis), browser (a real Chromium).
 */
const MATCH = {
  unit: ["**/src/**/__tests__/**/*.unit.spec.ts", "**/scripts/__tests__/**/*.unit.spec.ts", "**/integration-tests/conformance/**/*.unit.spec.ts"],
  modules: ["**/integration-tests/modules/**/*.spec.ts"],
  http: ["**/integration-tests/http/**/*.spec.ts"],
  faults: ["**/integration-tests/faults/**/*.spec.ts"],
  cluster: ["**/integration-tests/cluster/**/*.spec.ts"],
  browser: ["**/integration-tests/browser/**/*.spec.ts"],
}

/** The browser tests share one demo. */
const AROUND = {
  browser: { globalSetup: "./integration-tests/browser/before-all.ts", globalTeardown: "./integration-tests/browser/after-all.ts" },
}

const types = (process.env.TEST_TYPE ?? "unit").split(",")
if (types.some((type) => !(type in MATCH))) throw new Error(`TEST_TYPE must be of ${Object.keys(MATCH).join(", ")}`)

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
  // The emulator runs on either express: this one in the place of the installed one.
  ...(process.env.TEST_EXPRESS ? { moduleNameMapper: { "^express$": process.env.TEST_EXPRESS } } : {}),
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/.demo/"],
  ...Object.assign({}, ...types.map((type) => AROUND[type])),
  testSequencer: "./integration-tests/longest-first.js",
  setupFiles: ["./integration-tests/setup.js"],
  testMatch: types.flatMap((type) => MATCH[type]),
  testTimeout: types.every((type) => type === "unit") ? 30_000 : 120_000,
}

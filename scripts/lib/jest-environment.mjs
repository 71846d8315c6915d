/**
 * The environment of a jest run of ours. Without PORT, which would make every test server listen on the same port.
 * @param {string} type TEST_TYPE of jest.config.js
 * @param {Record<string, string>} [more] the database, and what this run alone is told
 */
export function jestEnvironment(type, more = {}) {
  const { PORT: _port, ...env } = { ...process.env, ...more }
  return {
    ...env,
    TEST_TYPE: type,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
    MEDUSA_DISABLE_TELEMETRY: "true",
    // medusaIntegrationTestRunner imports axios dynamically
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --no-warnings`.trim(),
  }
}

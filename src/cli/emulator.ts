/** What the emulator is built on, with the versions it is tested with. A store that sells has no use for them. */
export const EMULATOR_NEEDS: Readonly<Record<string, string>> = { express: "^4.21.0", typeorm: "^1.1.1", "sql.js": "^1.13.0" }

/**
 * One sentence when something that the emulator needs is not installed.
 * @param resolve throws for a package that is not there, as `require.resolve` does
 */
export function missingForEmulator(resolve: (name: string) => unknown): string | undefined {
  const missing = Object.keys(EMULATOR_NEEDS).filter((name) => {
    try {
      resolve(name)
      return false
    } catch {
      return true
    }
  })
  if (missing.length === 0) return undefined
  const install = missing.map((name) => `${name}@${EMULATOR_NEEDS[name]}`).join(" ")
  return `the emulator needs packages that are not installed: npm install --save-dev ${install}`
}

/** Starts the emulator, which then runs until it is told to stop; throws one sentence when it can't. */
export async function runEmulator(args: readonly string[]): Promise<undefined> {
  const missing = missingForEmulator((name) => require.resolve(name))
  if (missing !== undefined) throw new Error(missing)
  const { serve } = await import("../emulator/serve.js")
  await serve(args, process.env)
}

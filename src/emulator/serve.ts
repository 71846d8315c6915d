import { readCliOptions, USAGE } from "./cli-options"
import { DEMO_PRIVATE_KEY } from "./demo-keys"
import { startEmulator } from "./start-emulator"

/**
 * Starts an emulator as a program: prints where it is, and ends with SIGINT or SIGTERM.
 * @throws an Error with one sentence when an option is wrong or the port is taken
 */
export async function serve(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const asked = readCliOptions(args, env)
  if (asked === "help") {
    process.stdout.write(USAGE)
    return
  }
  const { json, ...options } = asked
  const emulator = await startEmulator(options)
  // A key that the operator gave is theirs and stays off the screen; the demo key is public knowledge.
  const demoKey = emulator.privateKey === DEMO_PRIVATE_KEY ? emulator.privateKey : undefined
  const page = `${emulator.url}/_emulator`
  const facts = { url: emulator.url, page, private_key: demoKey, public_key: emulator.publicKey, data_file: options.dataFile }
  process.stdout.write(
    json
      ? `${JSON.stringify(facts)}\n`
      : [
          `Aplazame emulator  ${emulator.url}`,
          `for people         ${page}`,
          `private key        ${demoKey ?? "(from APLAZAME_PRIVATE_KEY)"}`,
          `public key         ${emulator.publicKey}`,
          ...(options.dataFile === undefined ? [] : [`data file          ${options.dataFile}`]),
          "",
        ].join("\n")
  )
  const stop = (): void => {
    emulator.close().then(() => process.exit(0), () => process.exit(1))
  }
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}

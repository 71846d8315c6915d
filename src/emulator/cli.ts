import { readCliOptions, USAGE } from "./cli-options"
import { DEMO_PRIVATE_KEY } from "./demo-keys"
import { startEmulator } from "./start-emulator"

async function main(): Promise<void> {
  const options = readCliOptions(process.argv.slice(2), process.env)
  if (options === "help") {
    process.stdout.write(USAGE)
    return
  }
  const emulator = await startEmulator(options)
  // A key that the operator gave is theirs and stays off the screen; the demo key is public knowledge.
  const shownKey = emulator.privateKey === DEMO_PRIVATE_KEY ? emulator.privateKey : "(from APLAZAME_PRIVATE_KEY)"
  process.stdout.write([
    `Aplazame emulator  ${emulator.url}`,
    `for people         ${emulator.url}/_emulator`,
    `private key        ${shownKey}`,
    `public key         ${emulator.publicKey}`,
    ...(options.dataFile === undefined ? [] : [`data file          ${options.dataFile}`]),
    "",
  ].join("\n"))
  const stop = (): void => {
    emulator.close().then(() => process.exit(0), () => process.exit(1))
  }
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : "it could not start"
  process.stderr.write(`aplazame emulator: ${message}\n`)
  process.exit(1)
})

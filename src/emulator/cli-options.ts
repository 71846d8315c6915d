import { parseArgs } from "node:util"
import type { EmulatorOptions } from "./start-emulator"

/** What `--help` prints. */
export const USAGE = `aplazame emulator: a simulated Aplazame on this machine

  --port <number>   port to listen on (default 4010; 0 takes a free one)
  --host <address>  address to listen on (default 127.0.0.1)
  --data <file>     keep orders in this file over restarts (default: in memory)
  --json            print address and keys as one line of JSON
  --help            this text

Environment: APLAZAME_PRIVATE_KEY, APLAZAME_PUBLIC_KEY (default: fixed demo keys, printed at start)
`

/** How the emulator is to run, and whether it says so in JSON. */
export type CliOptions = EmulatorOptions & { json: boolean }

/** Reads the command line; throws an Error with one sentence for what it does not understand. `"help"` when help was asked for. */
export function readCliOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): CliOptions | "help" {
  const { values } = parseArgs({
    args: [...args], allowPositionals: false,
    options: {
      port: { type: "string", default: "4010" }, host: { type: "string" }, data: { type: "string" },
      json: { type: "boolean", default: false }, help: { type: "boolean", short: "h" },
    },
  })
  if (values.help) return "help"
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error(`--port must be a number from 0 to 65535, not "${values.port}"`)
  return {
    port, host: values.host, dataFile: values.data, quiet: true, json: values.json,
    privateKey: env.APLAZAME_PRIVATE_KEY || undefined, publicKey: env.APLAZAME_PUBLIC_KEY || undefined,
  }
}

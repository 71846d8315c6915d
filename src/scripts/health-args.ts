import { parseArgs } from "node:util"

/** Reads the arguments of `health`; throws one sentence for what it does not understand. */
export function readHealthArgs(args: readonly string[]): { json: boolean } {
  return { json: parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } }).values.json }
}

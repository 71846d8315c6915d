import { parseArgs } from "node:util"

/** Reads the doctor's arguments; throws one sentence for what it does not understand. */
export function readDoctorArgs(args: readonly string[]): { json: boolean; fix: boolean } {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false }, fix: { type: "boolean", default: false } } })
  return { json: values.json, fix: values.fix }
}

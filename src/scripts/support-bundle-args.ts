import { parseArgs } from "node:util"

export type SupportBundleArgs = { order: string | null; out: string }

/** Reads the arguments of `support-bundle`; throws one sentence for what it does not understand. Default file: with the moment in its name. */
export function readSupportBundleArgs(args: readonly string[], now: Date): SupportBundleArgs {
  const { values } = parseArgs({ args: [...args], options: { order: { type: "string" }, out: { type: "string" } } })
  const { order = null, out = `aplazame-support-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}.json` } = values
  if (order !== null && !/^\w+$/.test(order)) throw new Error("--order is not an id: use that of Medusa's order, as order_01K…")
  if (out.trim() === "") throw new Error("--out is empty: name a file")
  return { order, out }
}

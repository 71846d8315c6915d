import { writeFileSync } from "node:fs"
import type { ExecArgs } from "@medusajs/framework/types"
import { supportBundle } from "../workflows/support-bundle"
import { report } from "./report"
import { scriptArgs } from "./script-args"
import { readSupportBundleArgs } from "./support-bundle-args"

/** One file for whoever helps, by `npx medusa-payment-aplazame support-bundle`; exit code 1 when there is no such order, or the file is there already. */
export default async function supportBundleScript({ container, args }: ExecArgs): Promise<void> {
  const { order, out } = readSupportBundleArgs(scriptArgs(args), new Date())
  const bundle = await supportBundle(container, order)
  if (!bundle) {
    report(`Nothing was written: ${order} is no order that was paid, or tried to be paid, with Aplazame.`)
    process.exitCode = 1
    return
  }
  try {
    writeFileSync(out, `${JSON.stringify(bundle, null, 2)}\n`, { flag: "wx", mode: 0o600 })
  } catch (error) {
    report(`Nothing was written: ${error instanceof Error ? error.message : out}`)
    process.exitCode = 1
    return
  }
  report(`Written to ${out}: no key and nothing about a shopper is in it. Look at it before you send it.`)
}

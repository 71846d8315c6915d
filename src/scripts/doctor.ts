import type { ExecArgs } from "@medusajs/framework/types"
import { examine, offerInRegions, sentenceOf, type Level, type Offered } from "../workflows/doctor"
import { readDoctorArgs } from "./doctor-args"
import { report } from "./report"
import { scriptArgs } from "./script-args"

const MARK: Record<Level, string> = { ok: "✔", info: "·", warning: "!", error: "✘" }

/**
 * The doctor, by `npx medusa-payment-aplazame doctor` in a store and `npx medusa exec ./src/scripts/doctor.ts`
 * here. Tells what it found, worst first; exit code 1 when something does not work. With `--fix` it first adds Aplazame to
 * the regions that could offer it.
 */
export default async function doctor({ container, args }: ExecArgs): Promise<void> {
  const { json, fix } = readDoctorArgs(scriptArgs(args))
  const offered = fix ? await offerInRegions(container) : undefined
  const findings = await examine(container)
  const count = (level: Level) => findings.filter((one) => one.level === level).length
  const [errors, warnings] = [count("error"), count("warning")]
  const lines = findings.map((one) => `${MARK[one.level]} ${one.id}: ${sentenceOf(one)}`)
  report(
    json
      ? JSON.stringify({ errors, warnings, ...(offered ? { fixed: offered.regions } : {}), findings: findings.map((one) => ({ ...one, sentence: sentenceOf(one) })) })
      : ["Aplazame doctor", ...(offered ? [fixedLine(offered)] : []), ...lines, `${errors} errors, ${warnings} warnings`].join("\n")
  )
  if (errors > 0) process.exitCode = 1
}

/** What `--fix` did, in a sentence. */
function fixedLine({ regions, provider }: Offered): string {
  if (provider === undefined) return "Nothing was fixed: Medusa does not know the provider. Use withAplazame() in medusa-config."
  return regions.length > 0 ? `Added Aplazame to: ${regions.join(", ")}.` : "Nothing to fix: every region that can offer Aplazame does."
}

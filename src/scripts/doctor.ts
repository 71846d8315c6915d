import type { ExecArgs } from "@medusajs/framework/types"
import { examine, sentenceOf, type Level } from "../workflows/doctor"
import { readDoctorArgs } from "./doctor-args"
import { report } from "./report"
import { scriptArgs } from "./script-args"

const MARK: Record<Level, string> = { ok: "✔", info: "·", warning: "!", error: "✘" }

/**
 * The doctor, by `npx medusa-payment-aplazame doctor` in a store and `npx medusa exec ./src/scripts/doctor.ts`
 * here. Tells what it found, worst first; exit code 1 when something does not work.
 */
export default async function doctor({ container, args }: ExecArgs): Promise<void> {
  const { json } = readDoctorArgs(scriptArgs(args))
  const findings = await examine(container)
  const count = (level: Level) => findings.filter((one) => one.level === level).length
  const [errors, warnings] = [count("error"), count("warning")]
  const lines = findings.map((one) => `${MARK[one.level]} ${one.id}: ${sentenceOf(one)}`)
  report(
    json
      ? JSON.stringify({ errors, warnings, findings: findings.map((one) => ({ ...one, sentence: sentenceOf(one) })) })
      : ["Aplazame doctor", ...lines, `${errors} errors, ${warnings} warnings`].join("\n")
  )
  if (errors > 0) process.exitCode = 1
}

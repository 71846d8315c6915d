import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { examine, sentenceOf, type Level } from "../workflows/doctor"

const MARK: Record<Level, string> = { ok: "✔", info: "·", warning: "!", error: "✘" }

/**
 * The doctor as a command: `npx medusa exec ./node_modules/medusa-payment-aplazame/.medusa/server/src/scripts/doctor.js`
 * in a store, `npx medusa exec ./src/scripts/doctor.ts` here. Prints what it found, worst first; exit code 1 when
 * something does not work.
 */
export default async function doctor({ container }: ExecArgs): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const findings = await examine(container)
  const lines = findings.map((one) => `${MARK[one.level]} ${one.id}: ${sentenceOf(one)}`)
  const count = (level: Level) => findings.filter((one) => one.level === level).length
  logger.info(["Aplazame doctor", ...lines, `${count("error")} errors, ${count("warning")} warnings`].join("\n"))
  if (count("error") > 0) process.exitCode = 1
}

import type { ExecArgs } from "@medusajs/framework/types"
import { healthOf, type HealthLevel } from "../workflows/health"
import { readHealthArgs } from "./health-args"
import { report } from "./report"
import { scriptArgs } from "./script-args"

const MARK: Record<HealthLevel, string> = { ok: "✔", attention: "!", failing: "✘" }

/** The health of a store, by `npx medusa-payment-aplazame health`; exit code 1 when it is failing. */
export default async function health({ container, args }: ExecArgs): Promise<void> {
  const { json } = readHealthArgs(scriptArgs(args))
  const found = await healthOf(container)
  const figuresOf = (figures: Readonly<Record<string, number | string | null>>): string =>
    Object.entries(figures).map(([name, value]) => `${name.replaceAll("_", " ")} ${value ?? "none"}`).join(", ")
  const lines = found.checks.map(({ name, level, figures }) => [`${MARK[level]} ${name}`, figuresOf(figures)].filter(Boolean).join(": "))
  report(json ? JSON.stringify(found) : [`Aplazame health: ${found.status}`, ...lines].join("\n"))
  if (found.status === "failing") process.exitCode = 1
}

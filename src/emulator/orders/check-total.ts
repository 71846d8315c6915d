import { validationProblem } from "../http/problems"
import type { EmulatorSettings } from "../settings"
import { computedTotal } from "./totals"

/**
 * Strict mode only: 400 when the lines and `total_amount` differ by more than the tolerance. The rule is documented,
 * its enforcement is not, and Aplazame's own examples do not add up; the default therefore accepts.
 */
export function checkTotal(lines: Parameters<typeof computedTotal>[0], total: number, settings: EmulatorSettings): void {
  if (!settings.strict_totals) return
  const computed = computedTotal(lines)
  if (Math.abs(computed - total) > settings.tolerance_cents) {
    throw validationProblem({ total_amount: [`The lines of the order add up to ${computed}.`] })
  }
}

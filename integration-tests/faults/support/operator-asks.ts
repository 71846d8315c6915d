import { isForeign } from "../../../src/credit"
import type { OperationRow } from "../../../src/modules/aplazame/rows"
import type { MedusaSide } from "./ledgers"

/** Something that a person asked for once, however often they had to press the button. */
export type Ask = {
  kind: "capture" | "refund"
  amount: number
  /** A person saw it succeed. */
  succeeded: boolean
  /** Pressed again although Medusa showed it: each time may be one more. */
  again: number
}

/** What was asked for in a schedule, and what may have come of it. */
export class Asked {
  readonly asks: Ask[] = []
  fulfilled = false
  /** Amounts that cancelling the order may have refunded. */
  readonly byCancel: number[] = []
  /** Captures that the plugin may have made by itself. */
  byFulfilment = 0
  /** What was given back or taken off in Aplazame's panel. */
  byPanel = 0

  /** Each thing that succeeded is booked, and nothing is booked more often than it was asked for. */
  countDifferences(medusa: MedusaSide, operations: readonly OperationRow[]): string[] {
    // Of a refund that spans several captures a part may have gone through: it counts as what was asked for.
    const asked = (row: { id: string; amount: number }) => ({ amount: operations.find((op) => op.medusa_ref === row.id)?.request_amount ?? row.amount })
    // Nobody here asked for what the panel moved; two movements of it can be found as one.
    const ours = medusa.refunds.filter((row) => !operations.some((op) => op.medusa_ref === row.id && isForeign(op)))
    return [...this.compare("refund", ours.map(asked), this.byCancel), ...this.compare("capture", medusa.captures, null)]
  }

  /** How much more was given back than anybody can have asked for. */
  overpaid(refunded: number): number {
    const asked = this.asks.filter((one) => one.kind === "refund").map((one) => one.amount * (1 + one.again))
    return Math.max(0, refunded - [...asked, ...this.byCancel, this.byPanel].reduce((sum, one) => sum + one, 0))
  }

  /** True when Medusa shows more of this amount than what succeeded: the failed one is among them. */
  isShown(ask: Ask, medusa: MedusaSide): boolean {
    const rows = ask.kind === "refund" ? medusa.refunds : medusa.captures
    const succeeded = this.asks.filter((one) => one.kind === ask.kind && one.amount === ask.amount && one.succeeded).length
    return rows.filter((one) => one.amount === ask.amount).length > succeeded
  }

  private compare(kind: Ask["kind"], rows: { amount: number }[], further: number[] | null): string[] {
    const found: string[] = []
    const asks = this.asks.filter((one) => one.kind === kind)
    const amounts = new Set([...asks, ...rows].map((one) => one.amount))
    for (const amount of amounts) {
      const booked = rows.filter((one) => one.amount === amount).length
      const least = asks.filter((one) => one.amount === amount && one.succeeded).length
      const most = asks.filter((one) => one.amount === amount).reduce((n, one) => n + 1 + one.again, 0)
      const extra = further ? further.filter((one) => one === amount).length : this.byFulfilment
      if (booked < least) found.push(`${kind} of ${amount}: seen to succeed ${least} times, booked ${booked}`)
      if (booked > most + extra) found.push(`${kind} of ${amount}: asked for ${most} times (${extra} more may be the plugin's), booked ${booked}`)
    }
    return found
  }
}

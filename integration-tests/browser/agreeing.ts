import { isDeepStrictEqual } from "node:util"
import type { EmulatorControl } from "../../src/emulator"
import type { Sale } from "./demo-purchase"
import type { Operator } from "./operator"

const PATIENCE_MS = 60_000

/** A credit, by its checkout at Aplazame. */
export type Credited = Pick<Sale, "total" | "checkoutId">

/** What has become of a credit, in hundredths. */
export type Moved = { captured: number; refunded: number; voided: number }

/** What the widget shows is what Aplazame has. */
export async function agreeing(emulator: EmulatorControl, one: Operator, { total, checkoutId }: Credited, moved: Moved): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  const wanted = { total, ...moved, uncaptured: total - moved.captured - moved.voided, refundable: moved.captured - moved.refunded }
  let shown = await one.amounts()
  while (!isDeepStrictEqual(shown, wanted) && Date.now() < end) {
    await one.page.waitForTimeout(250)
    shown = await one.amounts()
  }
  expect(shown).toEqual(wanted)
  const there = await emulator.order(checkoutId)
  const givenBack = there.refunded + there.voided
  // An order that was cancelled as a whole has no movements there.
  expect(there.cancelled && givenBack === 0 ? total : givenBack).toBe(moved.refunded + moved.voided)
}

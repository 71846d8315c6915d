/**
 * How one line is going to be said to Aplazame, before the whole is balanced.
 *
 * A plan is `units` pieces at one tax rate, worth `net` hundredths together, whole number. When `net` does not
 * divide by `units`, some pieces cost a hundredth more than the others and the line becomes two articles.
 */
import { TICKS_PER_CENT } from "./articles-total"
import { divideRounded, ONE, ONE_CENT, scaledToDecimalString } from "./decimal"
import type { ExactLine } from "./exact-line"

/** Mutable on purpose: balancing moves `net`, a hundredth or a discount at a time. */
export type LinePlan = {
  readonly exact: ExactLine
  readonly units: bigint
  /** Hundredths of a percent. */
  readonly rate: bigint
  /** List price of one piece in hundredths, tax excluded. */
  readonly listPrice: bigint
  /** Whether the list price is to be shown next to a discount. */
  discounted: boolean
  /** Net of all pieces after discounts, in hundredths. */
  net: bigint
  /** Set when the pieces had to be sold as one: how many there really are, "3" or "1.5". */
  readonly bundleOf: string | null
}

/** One article's worth of figures, in hundredths. */
export type PlannedPiece = { quantity: bigint; price: bigint; discount: bigint; rate: bigint }

/** Scaled value of one tick (a ten-thousandth of a hundredth). */
const TICK = ONE_CENT / TICKS_PER_CENT

/** Medusa divides to twenty digits; a "discount" below a millionth is what is left of that. */
const NOISE = ONE / 1_000_000n

/** What adding one hundredth of net adds to the sum, in ticks. */
export const stepOf = (plan: LinePlan): bigint => TICKS_PER_CENT + plan.rate

/** What the line comes to in Aplazame's arithmetic, in ticks. */
export const ticksOf = (plan: LinePlan): bigint => plan.net * stepOf(plan)

/** Aplazame's figure less Medusa's, in scaled units. */
export const driftOf = (plan: LinePlan): bigint => ticksOf(plan) * TICK - plan.exact.gross

const absolute = (value: bigint): bigint => (value < 0n ? -value : value)
const faithful = (plan: LinePlan): boolean => absolute(driftOf(plan)) <= ONE_CENT

function plan(
  exact: ExactLine,
  shape: { units: bigint; rate: bigint; listNet: bigint; net: bigint; bundleOf?: string }
): LinePlan {
  return {
    exact,
    units: shape.units,
    rate: shape.rate,
    listPrice: divideRounded(shape.listNet, shape.units * ONE_CENT),
    discounted: exact.listNet - exact.net > NOISE,
    net: shape.net,
    bundleOf: shape.bundleOf ?? null,
  }
}

/** The first rung of the ladder in order-lines.ts that says the line to within one hundredth. */
export function planLine(exact: ExactLine): LinePlan {
  const { quantity, rate, listNet } = exact
  const lineNet = divideRounded(exact.net, ONE_CENT)
  const bundleOf = quantity === ONE ? undefined : scaledToDecimalString(quantity)

  if (quantity % ONE === 0n) {
    const units = quantity / ONE
    const each = divideRounded(exact.net, units * ONE_CENT)
    const alike = plan(exact, { units, rate, listNet, net: each * units })
    if (faithful(alike)) return alike
    const split = plan(exact, { units, rate, listNet, net: lineNet })
    if (faithful(split)) return split
  } else {
    const bundle = plan(exact, { units: 1n, rate, listNet, net: lineNet, bundleOf })
    if (faithful(bundle)) return bundle
  }
  const net = divideRounded(exact.gross, ONE_CENT)
  // Without its rate a list price would not compare to what is paid, so no discount is shown either.
  return { ...plan(exact, { units: 1n, rate: 0n, listNet: exact.gross, net, bundleOf }), discounted: false }
}

/** The articles of a plan: one, or two when its net does not divide by its pieces. */
export function piecesOf(line: LinePlan): PlannedPiece[] {
  const low = line.net / line.units
  const dearer = line.net % line.units
  const groups = [
    { quantity: line.units - dearer, net: low },
    { quantity: dearer, net: low + 1n },
  ].filter((group) => group.quantity > 0n)
  const highest = dearer > 0n ? low + 1n : low
  const list = line.listPrice > highest ? line.listPrice : highest

  return groups.map(({ quantity, net }) => {
    const price = line.discounted ? list : net
    return { quantity, price, discount: price - net, rate: line.rate }
  })
}

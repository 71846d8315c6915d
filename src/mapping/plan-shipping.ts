/** Aplazame knows one shipping section; Medusa may have several methods, or none. */
import type { Cents } from "../aplazame/cents"
import { ONE } from "./decimal"
import { exactShippingMethod, type ExactLine } from "./exact-line"
import { piecesOf, planLine, type LinePlan } from "./line-plan"
import type { ShippingMethodView } from "./medusa-view"
import { pieceFigures } from "./piece-figures"
import { toText } from "./text"
import { wordsFor } from "./words"

/** The figures of the shipping section: `price` net, `discount` before tax, `tax_rate` in hundredths of a percent. */
export type ShippingFigures = { name: string; price: Cents; tax_rate: number; discount?: Cents }

const NOTHING: ExactLine = { key: "", quantity: ONE, listNet: 0n, net: 0n, gross: 0n, rate: 0n }

/**
 * All methods as one line. Methods at one rate are simply added; at several rates the rate is set to zero, with
 * which no net price fits, so that the plan falls to its gross rung. A free method has no say in the rate.
 */
export function planShipping(methods: readonly ShippingMethodView[]): LinePlan {
  const exact = methods.map(exactShippingMethod)
  const rates = new Set(exact.filter(({ listNet }) => listNet > 0n).map(({ rate }) => rate))
  const [rate = 0n] = rates
  const together = exact.reduce(
    (sum, one) => ({
      ...sum,
      listNet: sum.listNet + one.listNet,
      net: sum.net + one.net,
      gross: sum.gross + one.gross,
    }),
    { ...NOTHING, rate: rates.size > 1 ? 0n : rate }
  )
  return planLine(together)
}

/** Names joined as PrestaShop's plugin does (docs: Aplazame API, "shipping"). */
function shippingName(methods: readonly ShippingMethodView[], language: string | null | undefined): string {
  const names = methods.flatMap(({ name }) => toText(name) ?? [])
  return toText([...new Set(names)].join("; ")) ?? wordsFor(language).noShipping
}

/** What a plan made by {@link planShipping}, balanced or not, says in the shipping section. */
export function shippingFigures(
  plan: LinePlan,
  methods: readonly ShippingMethodView[],
  language?: string | null | undefined
): ShippingFigures {
  // One unit never splits, so there is exactly one piece.
  const [piece = { quantity: 1n, price: 0n, discount: 0n, rate: 0n }] = piecesOf(plan)
  return { name: shippingName(methods, language), ...pieceFigures(piece) }
}

/**
 * Carts for the specs, with totals computed by Medusa's own code, so that nothing here repeats our reading of it.
 */
import { decorateCartTotals, MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { cartToCheckout } from "../cart-to-checkout"
import { parseCartView, parseOrderView, type CartView, type OrderView } from "../medusa-view"

export const SHOP = "https://shop.example/es"
export const LOOK = { storefrontUrl: SHOP, language: "es" }

export type Adjustment = { amount: string; is_tax_inclusive?: boolean }
export type RawLine = {
  id?: string
  /** Null for a line that no variant and no product stands behind. */
  variant_id?: string | null
  title?: string
  unit_price: string
  quantity: string
  is_tax_inclusive?: boolean
  rates?: string[]
  adjustments?: Adjustment[]
  returned?: string
}
export type RawMethod = {
  name?: string
  amount: string
  is_tax_inclusive?: boolean
  rates?: string[]
  adjustments?: Adjustment[]
}
export type RawCart = { items: RawLine[]; shipping?: RawMethod[]; credits?: string[]; extra?: Record<string, unknown> }

const big = (value: string) => MathBN.convert(value)
const adjust = (adjustments: Adjustment[] = []) => adjustments.map((one) => ({ ...one, amount: big(one.amount) }))
const taxes = (rates: string[] = ["21"]) => rates.map((rate) => ({ rate: Number(rate) }))

export const ADDRESS = {
  first_name: "Ana",
  last_name: "García",
  company: null,
  address_1: "Calle Mayor 1",
  address_2: "2º B",
  city: "Madrid",
  province: "Madrid",
  postal_code: "28013",
  country_code: "es",
  phone: "616123456",
}

/** What `query.graph` would answer: Medusa's `BigNumber` instances in place, decorated with its totals. */
export function decorated(raw: RawCart): Record<string, unknown> {
  const cart = {
    id: "cart_1",
    email: "ana@example.com",
    currency_code: "eur",
    locale: "es-ES",
    shipping_address: ADDRESS,
    billing_address: ADDRESS,
    customer: { id: "cus_1", email: "ana@example.com", has_account: true, created_at: "2020-02-03T04:05:06.789Z" },
    status: "pending",
    canceled_at: null,
    items: raw.items.map((line, index) => ({
      id: line.id ?? `line_${index}`,
      variant_id: line.variant_id === undefined ? `variant_${index}` : line.variant_id,
      product_title: line.title ?? `Product ${index}`,
      product_handle: `product-${index}`,
      requires_shipping: true,
      unit_price: big(line.unit_price),
      quantity: big(line.quantity),
      is_tax_inclusive: line.is_tax_inclusive ?? false,
      tax_lines: taxes(line.rates),
      adjustments: adjust(line.adjustments),
      ...(line.returned === undefined
        ? {}
        : { detail: { return_received_quantity: big(line.returned), return_dismissed_quantity: 0 } }),
    })),
    shipping_methods: (raw.shipping ?? []).map((method, index) => ({
      id: `method_${index}`,
      name: method.name ?? "Correos",
      amount: big(method.amount),
      is_tax_inclusive: method.is_tax_inclusive ?? false,
      tax_lines: taxes(method.rates),
      adjustments: adjust(method.adjustments),
    })),
    credit_lines: (raw.credits ?? []).map((amount) => ({ amount: big(amount) })),
    ...raw.extra,
  }
  // Medusa types the input by its database models, of which the totals read only what is above.
  const decorate: (cartLike: object) => unknown = (cartLike) => Reflect.apply(decorateCartTotals, undefined, [cartLike])
  return Object(decorate(cart))
}

export const cartOf = (raw: RawCart): CartView => parseCartView(decorated(raw))
/** What is sent of a cart. */
export const payloadOf = (...given: Parameters<typeof cartToCheckout>) => cartToCheckout(...given).payload
export const orderOf = (raw: RawCart): OrderView => parseOrderView(decorated(raw))

/** Medusa's own total in cents, half up, by its own number library; ten decimals first, as toCents says. */
export const roundedTotal = (view: { total: string }): number =>
  MathBN.mult(MathBN.convert(view.total).decimalPlaces(10, 4), 100).decimalPlaces(0, 4).toNumber() + 0

/** Aplazame's arithmetic a second time, with Medusa's number library instead of our bigints. */
export function aplazameSum(
  articles: readonly { quantity: number; price: number; discount?: number; tax_rate?: number }[],
  shipping?: { price: number; discount?: number; tax_rate?: number }
): number {
  const lines = shipping ? [...articles, { ...shipping, quantity: 1 }] : [...articles]
  const sum = MathBN.sum(
    ...lines.map(({ quantity, price, discount = 0, tax_rate = 0 }) =>
      MathBN.mult(MathBN.mult(price - discount, quantity), MathBN.add(1, MathBN.div(tax_rate, 10_000)))
    )
  )
  return sum.decimalPlaces(0, 4).toNumber()
}

const decimal = (max: number, digits: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: max * 10 ** digits }).map((n) => (n / 10 ** digits).toFixed(digits))

const RATES = ["0", "4", "5.2", "10", "21", "26.2", "0.5", "6.25", "19.6", "21.125", "33.333", "120"]
const rates: fc.Arbitrary<string[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<string[]>(["21"]) },
  { weight: 1, arbitrary: fc.constant<string[]>(["21", "5.2"]) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...RATES), { maxLength: 3 }) }
)
const price = fc.oneof(
  { weight: 4, arbitrary: decimal(500, 2) },
  { weight: 1, arbitrary: decimal(50_000, 2) },
  { weight: 1, arbitrary: decimal(5, 4) },
  { weight: 1, arbitrary: fc.constantFrom("0", "0.01", "9.99", "19.99", "0.333", "1000000") }
)
const quantity = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 9 }).map(String) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 2000 }).map(String) },
  { weight: 1, arbitrary: decimal(30, 3).filter((text) => Number(text) > 0) }
)

/** A discount is a share of the line, so that lines never go below zero; it may be all of it. */
const share = fc.oneof(fc.constantFrom(0, 0, 0, 0.1, 0.15, 1 / 3, 1), fc.double({ min: 0, max: 1, noNaN: true }))

type Mode = { inclusive: boolean; rates: string[]; share: number; sharedInclusive: boolean }
const mode: fc.Arbitrary<Mode> = fc.record({ inclusive: fc.boolean(), rates, share, sharedInclusive: fc.boolean() })

function discountOf(amount: string, { inclusive, rates, share, sharedInclusive }: Mode): Adjustment[] {
  if (share === 0) return []
  const factor = MathBN.add(1, MathBN.div(MathBN.sum(0, ...rates), 100))
  const net = inclusive ? MathBN.div(amount, factor) : MathBN.convert(amount)
  const part = MathBN.mult(sharedInclusive ? MathBN.mult(net, factor) : net, share.toFixed(6))
  return [{ amount: part.toFixed(12), is_tax_inclusive: sharedInclusive }]
}

const rawLine: fc.Arbitrary<RawLine> = fc
  .record({ price, quantity, mode })
  .map(({ price, quantity, mode }) => ({
    unit_price: price,
    quantity,
    is_tax_inclusive: mode.inclusive,
    rates: mode.rates,
    adjustments: discountOf(MathBN.mult(price, quantity).toFixed(), mode),
  }))

const rawMethod: fc.Arbitrary<RawMethod> = fc.record({ amount: decimal(40, 2), mode }).map(({ amount, mode }) => ({
  amount,
  is_tax_inclusive: mode.inclusive,
  rates: mode.rates,
  adjustments: discountOf(amount, mode),
}))

/** Any cart: mixed price modes, several rates, promotions, shipping discounts, and credit up to all of it. */
export const rawCart = (maxLines = 8): fc.Arbitrary<RawCart> =>
  fc
    .record({
      items: fc.array(rawLine, { minLength: 1, maxLength: maxLines }),
      shipping: fc.array(rawMethod, { maxLength: 3 }),
      credit: fc.oneof(fc.constant(0), fc.constant(0), fc.constantFrom(1, 0.5), fc.double({ min: 0, max: 1, noNaN: true })),
      digits: fc.constantFrom(2, 2, 4),
    })
    .map(({ items, shipping, credit, digits }) => {
      const { total } = cartOf({ items, shipping })
      const amount = MathBN.mult(total, credit.toFixed(8)).decimalPlaces(digits, 1)
      return { items, shipping, credits: amount.isZero() ? [] : [amount.toFixed()] }
    })

/** Any cart as {@link rawCart}, in which lines share variants or have none, and some are gifts: what makes ids meet. */
export const crowdedCart = (maxLines = 8): fc.Arbitrary<RawCart> =>
  rawCart(maxLines).chain((raw) =>
    fc
      .array(fc.record({ variant: fc.constantFrom("variant_1", "variant_1", "variant_1-2", "variant_2", null), title: fc.constantFrom("Shirt", "Tie"), gift: fc.constantFrom(false, false, true) }), {
        minLength: raw.items.length,
        maxLength: raw.items.length,
      })
      .map((looks) => {
        const items = raw.items.map((line, index) => {
          const { variant, title, gift } = looks[index] ?? { variant: null, title: "Shirt", gift: false }
          return { ...line, id: `line_${index}`, variant_id: variant, title, ...(gift ? { unit_price: "0", adjustments: [] } : {}) }
        })
        // Taking the price off a line may leave less than the credit takes.
        const { total } = cartOf({ ...raw, items })
        return { ...raw, items, ...(total.startsWith("-") ? { credits: [] } : {}) }
      })
  )

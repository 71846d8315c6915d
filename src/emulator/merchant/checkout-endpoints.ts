import { z } from "zod"
import { PRODUCTS } from "../database/rows"
import { param, type Endpoint } from "../http/endpoint"
import { forbidden, parseOrProblem } from "../http/problems"
import { createCheckout } from "../orders/create-checkout"
import { currencyShape, isKnownCurrency } from "../orders/currencies"
import { findOrder } from "../orders/find-order"
import { shownTotal } from "../orders/order-shape"
import { checkoutSchema } from "../orders/payload-schema"
import { assertAvailable } from "./availability"
import type { MerchantContext } from "./context"
import { instalmentChoices } from "./instalment-choices"

/** Checkout creation, what aplazame.js fetches, and what the storefront's buttons and widgets ask. */
export function checkoutEndpoints({ db, engine, keys, settings }: MerchantContext): Endpoint[] {
  return [
    {
      // Server to server. v4 is current, v3 what the official plugins fall back to; v1 is called obsolete.
      method: "POST", path: "/checkout", key: "private", versions: [3, 4], obsolete: [1, 2],
      handle: async ({ side, body, origin }) => {
        const payload = parseOrProblem(checkoutSchema, body)
        const order = await db.write((tx) => createCheckout(tx, side, payload, settings()))
        engine.wake()
        return { status: 201, body: { id: order.id }, headers: { Location: hostedUrl(origin, order.id, keys.publicKey, side === "sandbox") }, effect: true }
      },
    },
    {
      // A till's checkout. This store's account has none, which is refused as the documents say of a till's credit.
      method: "POST", path: "/checkout/offline", key: "private", versions: [3],
      handle: async () => {
        throw forbidden("Credit not available.")
      },
    },
    {
      method: "GET", path: "/checkout/button", key: "public",
      handle: async ({ query }) => {
        const asked = parseOrProblem(buttonQuery, Object.fromEntries(query))
        assertAvailable({ amount: asked.amount, country: asked.country, product: asked["product[type]"] }, settings())
        return { status: 200, body: { allowed: true } }
      },
    },
    {
      method: "GET", path: "/checkout/:id", key: "public",
      handle: async (request) => {
        const order = await db.read((tx) => findOrder(tx, request.side, param(request, "id"), settings()))
        return { status: 200, body: { id: order.id, transaction: order.payload } }
      },
    },
    {
      // Documented for POS; whether it serves online checkouts is not stated. Here it does.
      method: "GET", path: "/checkout/:id/status", key: "private",
      handle: async (request) => {
        const order = await db.read((tx) => findOrder(tx, request.side, param(request, "id"), settings()))
        const { name, code, numeric } = currencyShape(order.currency)
        return { status: 200, body: {
          id: order.id, mid: order.mid, total_amount: shownTotal(order, settings()), currency: { name, code, numeric },
          status: order.status, status_reason: order.status_reason, sandbox: order.side === "sandbox",
        } }
      },
    },
    {
      // Not in the current documents; what aplazame.js asks for the instalments widget.
      method: "GET", path: "/instalment-plan-simulator", key: "public",
      handle: async ({ query }) => {
        const { amount, country } = parseOrProblem(simulatorQuery, Object.fromEntries(query))
        assertAvailable({ amount, country, product: "instalments" }, settings())
        return { status: 200, body: instalmentChoices(amount) }
      },
    },
  ]
}

/** Address of the hosted page (docs: Aplazame API, hosted page). */
function hostedUrl(origin: string, id: string, publicKey: string, sandbox: boolean): string {
  const query = new URLSearchParams({ "order": id, "public-key": publicKey })
  if (sandbox) query.set("sandbox", "true")
  return `${origin}/hosted?${query.toString()}`
}

const queryAmount = z.string({ error: "This field is required." }).regex(/^\d{1,12}$/, "A valid integer is required.").transform(Number)
const queryCurrency = z.string().refine(isKnownCurrency, "Currency not supported.").default("EUR")

/** Shops send `es` as well as `ES`. */
const queryCountry = z.string().length(2).toUpperCase().default("ES")

const buttonQuery = z.object({
  "amount": queryAmount, "currency": queryCurrency,
  "country": queryCountry, "product[type]": z.enum(PRODUCTS).default("instalments"),
})

const simulatorQuery = z.object({
  amount: queryAmount.refine((amount) => amount > 0, "Ensure this value is greater than or equal to 1."), currency: queryCurrency, country: queryCountry,
  view: z.enum(["product", "cart"]).optional(), payday: z.string().optional(),
})

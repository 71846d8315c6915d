import { json, type Express, type Request, type Response } from "express"
import { z } from "zod"
import { OrderEntity } from "../database/entities"
import { PRODUCTS, type OrderRow } from "../database/rows"
import type { MerchantContext } from "../merchant/context"
import { same } from "../http/authorize"
import { originOf } from "../http/api-router"
import { ApiProblem } from "../http/problems"
import { findOrder } from "../orders/find-order"
import { WrongStep } from "../orders/transitions"
import { aplazameJs } from "./aplazame-js"
import { hostedGonePage, hostedPage } from "./page"
import { outcomeOf, readSpanishId } from "./spanish-id"
import { HOSTED_LANGUAGES, hostedTexts } from "./texts"

const identity = z.object({ order: z.string().min(1), public_key: z.string(), sandbox: z.boolean() })
const payBody = identity.extend({ product: z.enum(PRODUCTS), document_id: z.string().max(40), card: z.string().max(40) })

/** `GET /hosted`, its actions, and `GET /aplazame.js`. The actions are the page's own; Aplazame documents none. */
export function addHostedCheckout(app: Express, context: MerchantContext): void {
  const { db, keys, settings } = context
  const orderOf = async ({ order, public_key, sandbox }: z.output<typeof identity>): Promise<OrderRow | null> => {
    if (!same(public_key, keys.publicKey)) return null
    return db.read((tx) => findOrder(tx, sandbox ? "sandbox" : "live", order, settings())).catch((error: unknown) => {
      if (error instanceof ApiProblem) return null
      throw error
    })
  }

  app.get("/aplazame.js", (request, response) => {
    const base = settings().js_base.replace(/\/+$/, "") || originOf(request)
    response.type("text/javascript").set("Cache-Control", "no-store").send(aplazameJs(base, request.query["public-key"] ?? request.query.public_key, request.query.sandbox))
  })

  app.get("/hosted", (request, response) => {
    const texts = hostedTexts(request.acceptsLanguages([...HOSTED_LANGUAGES]))
    const show = async (): Promise<void> => {
      const given = identity.safeParse({
        order: request.query.order, public_key: request.query["public-key"] ?? request.query.public_key, sandbox: request.query.sandbox === "true",
      })
      const order = given.success ? await orderOf(given.data) : null
      response.status(order ? 200 : 404).type("html").set({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" })
      response.send(order && given.success ? hostedPage(order, given.data.public_key, texts, settings()) : hostedGonePage(texts))
    }
    show().catch(() => response.destroy())
  })

  const action = <S extends z.ZodType<z.output<typeof identity>>>(name: string, schema: S, act: (order: OrderRow, body: z.output<S>) => Promise<unknown>): void => {
    app.post(`/hosted/${name}`, json({ limit: "10kb" }), (request: Request, response: Response) => {
      const run = async (): Promise<void> => {
        const body = schema.safeParse(request.body)
        if (!body.success) return void response.status(400).json({ error: "bad_request" })
        const order = await orderOf(body.data)
        if (!order) return void response.status(404).json({ error: "gone" })
        response.json(await act(order, body.data))
      }
      run().catch((error: unknown) => {
        response.status(error instanceof WrongStep ? 409 : 500).json({ error: error instanceof WrongStep ? "gone" : "failed" })
      })
    })
  }
  action("state", identity, async (order) => stateOf(order))
  action("pay", payBody, async (order, body) => pay(context, order, body))
  action("challenge-pass", identity, async (order) =>
    stateOf(await context.engine.advance(order.id, { to: "confirmation_required", product: order.product ?? "instalments" })))
  action("challenge-fail", identity, async (order) => stateOf(await context.engine.advance(order.id, { to: "ko", reason: "failed_challenge" })))
}

/** The buyer's confirmation: the document decides the outcome, as in Aplazame's sandbox. */
async function pay({ db, engine }: MerchantContext, order: OrderRow, body: z.output<typeof payBody>): Promise<unknown> {
  const id = readSpanishId(body.document_id)
  if (!id) return { error: "document" }
  if (!/^\d{13,19}$/.test(body.card.replace(/\s/g, ""))) return { error: "card" }
  const product = order.forced_product ?? body.product
  await db.write((tx) => tx.update(OrderEntity, { seq: order.seq }, {
    customer_document_number: id.number, customer_document_type: id.type, customer_document_country: "ES",
  }))
  switch (outcomeOf(id)) {
    case "refused": return stateOf(await engine.advance(order.id, { to: "ko", reason: "ko_generic" }))
    case "challenge": return stateOf(await engine.advance(order.id, { to: "challenge_required", product }))
    case "accepted": return stateOf(await engine.advance(order.id, { to: "confirmation_required", product }))
  }
}

function stateOf({ status, status_reason }: OrderRow): { status: string; status_reason: string } {
  return { status, status_reason }
}

import { z } from "zod"
import type { Cents } from "../cents"
import { AplazameForbiddenError } from "../errors/classes"
import { checkAmount, checkPayload } from "../http/check-payload"
import { pathPart } from "../http/path"
import { parseAnswerBody, readJson, unreadable } from "../http/read-answer"
import type { ApiAnswer, ApiRequest } from "../http/request"
import type { Transport } from "../http/transport"
import { checkoutPayloadSchema, type CheckoutPayload, type ProductType } from "../payloads/checkout"
import { checkoutStatusSchema, type CheckoutStatus } from "../schemas/checkout-status"
import { answerId } from "../schemas/values"

/** What {@link checkAvailability} asks about. */
export type AvailabilityInput = { amount: Cents; currency: string; country?: string; product?: ProductType }

const createdSchema = z.object({ id: answerId })

function idInBody(answer: ApiAnswer): string | null {
  try {
    const parsed = createdSchema.safeParse(JSON.parse(answer.text))
    return parsed.success ? parsed.data.id : null
  } catch {
    return null
  }
}

/** The `order` parameter of a hosted page's address, else the last part of the path. */
function idInLocation(location: string): string | null {
  if (location === "") return null
  try {
    // The base only serves to read relative addresses.
    const url = new URL(location, "https://base.invalid")
    const order = url.searchParams.get("order")
    if (order !== null && order !== "") return order
    const last = url.pathname.split("/").filter((part) => part !== "").at(-1)
    return last === undefined ? null : decodeURIComponent(last)
  } catch {
    return null
  }
}

/**
 * `POST /checkout`. Any 2xx counts; the id is in the JSON body (Aplazame's plugins) or in `Location` (newest docs).
 *
 * @throws AplazameUnreadableError when neither holds one. A duplicate order id is refused with an undocumented 4xx.
 */
export async function createCheckout(transport: Transport, payload: CheckoutPayload, version: 3 | 4): Promise<{ id: string }> {
  const operation = "POST /checkout"
  checkPayload(operation, checkoutPayloadSchema, payload)
  const request: ApiRequest = { method: "POST", path: "/checkout", operation, version, body: payload }
  const answer = await transport.send(request)
  const id = idInBody(answer) ?? idInLocation(answer.location)
  if (id === null) throw unreadable(request, answer, "no checkout id is in its body or Location", ["id"])
  return { id }
}

const buttonSchema = z.object({ allowed: z.boolean().nullish() })

/**
 * `GET /checkout/button`, with the public key: may this amount be financed? 403 means no; a 2xx means yes
 * unless its body says `allowed: false`. Without `product` (or with instalments) it is asked about instalments.
 */
export async function checkAvailability(transport: Transport, input: AvailabilityInput, publicKey: string): Promise<{ available: boolean }> {
  const operation = "GET /checkout/button"
  checkAmount(operation, input.amount)
  const query = new URLSearchParams({ amount: String(input.amount), currency: input.currency })
  if (input.country !== undefined) query.set("country", input.country)
  if (input.product !== undefined && input.product !== "instalments") query.set("product[type]", input.product)

  const request: ApiRequest = { method: "GET", path: "/checkout/button", operation, version: 1, query, bearer: publicKey }
  try {
    const answer = await transport.send(request)
    if (answer.text.trim() === "") return { available: true }
    const body = buttonSchema.safeParse(readJson(request, answer))
    if (!body.success) throw unreadable(request, answer, "not with an object", ["allowed"])
    return { available: body.data.allowed !== false }
  } catch (error) {
    if (error instanceof AplazameForbiddenError) return { available: false }
    throw error
  }
}

/** `GET /checkout/:id/status` (v3). */
export async function checkoutStatus(transport: Transport, checkoutId: string): Promise<CheckoutStatus> {
  const operation = "GET /checkout/:id/status"
  const path = `/checkout/${pathPart(operation, "checkoutId", checkoutId)}/status`
  const request: ApiRequest = { method: "GET", path, operation, version: 3 }
  return parseAnswerBody(request, await transport.send(request), checkoutStatusSchema)
}

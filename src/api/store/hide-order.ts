import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Fields by which a payment collection tells of the order or the cart that it is for. */
const OF_ITS_ORDER = /order|cart|claim|exchange/

/** Whoever has a payment link has its collection's id. Before 2.21 Medusa answers them every field of the order that they name: such names are taken out. */
export function hideOrder(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const { fields } = req.query
  if (fields !== undefined) req.query.fields = String(fields).split(",").filter((field) => !OF_ITS_ORDER.test(field)).join()
  next()
}

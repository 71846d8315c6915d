import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/**
 * An address with a percent sign that stands for nothing: Express fails to read a parameter out of it, and
 * Medusa answers that with 500 and a stack in the log. It is the caller's mistake: 400.
 */
export function refuseBadAddress(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  try {
    decodeURIComponent(req.path)
  } catch {
    res.status(400).json({ type: "invalid_data", message: "The address is not well formed" })
    return
  }
  next()
}

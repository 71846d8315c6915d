import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http"
import { z } from "zod"
import { messageOf } from "../../aplazame/message-of"
import { flowContext } from "../../workflows/flow-context"
import { customerOf } from "./aplazame/shared/answer"

const madeCart = z.object({ cart: z.object({ id: z.string() }) })
const IN_ADDRESS = /^\/store\/carts\/([^/?]+)/

/**
 * Notes which cart a signed-in customer makes or changes: Medusa keeps no sign of it (see `cart-shopper.ts`). Reading a cart
 * makes it nobody's. Its own failure changes nothing of the request.
 */
export async function noteCartOwner(req: AuthenticatedMedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const customerId = customerOf(req)
  if (!customerId || !["POST", "DELETE"].includes(req.method)) return next()
  const { aplazame, logger } = flowContext(req.scope)
  const note = (cartId: string): Promise<void> =>
    aplazame.cartOwners.note(cartId, customerId).catch((error: unknown) => {
      logger.warn(`aplazame: the owner of a cart could not be noted: ${messageOf(error)}`)
    })
  const named = IN_ADDRESS.exec(req.originalUrl)?.[1]
  if (named) await note(named)
  else afterwards(res, note)
  next()
}

/** The id of a new cart is known with its answer, which waits until it is noted: the next request may be anybody's. */
function afterwards(res: MedusaResponse, note: (cartId: string) => Promise<void>): void {
  const send = res.json.bind(res)
  res.json = (body) => {
    const made = madeCart.safeParse(body)
    if (!made.success) return send(body)
    void note(made.data.cart.id).then(() => send(body))
    return res
  }
}

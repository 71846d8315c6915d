import { z } from "zod"
import { DAY_MS } from "../../config/durations"
import type { FlowContext } from "../flow-context"

const BATCH = 200
/** An open cart that nobody has bought for so long is nobody's to guard any more. */
const KEPT_DAYS = 90

const cartSchema = z.object({ id: z.string(), completed_at: z.union([z.string(), z.date()]).nullish() })

/**
 * Deletes notes of cart owners whose cart is an order now, is deleted, or was noted long ago. Some in each run; the others are
 * checked again a day later. The checkout keeps who paid a cart with Aplazame.
 */
export async function sweepCartOwners({ aplazame, query }: Pick<FlowContext, "aplazame" | "query">): Promise<void> {
  const now = aplazame.clock()
  const noted = await aplazame.cartOwners.lookedAtBefore(new Date(now - DAY_MS), BATCH)
  if (noted.length === 0) return
  const { data } = await query.graph({ entity: "cart", fields: ["id", "completed_at"], filters: { id: [...new Set(noted.map(({ cart_id }) => cart_id))] } })
  const open = new Set(data.map((raw) => cartSchema.parse(raw)).flatMap(({ id, completed_at }) => (completed_at ? [] : [id])))
  const isKept = ({ cart_id, created_at }: (typeof noted)[number]): boolean => open.has(cart_id) && now - new Date(created_at).getTime() < KEPT_DAYS * DAY_MS
  await aplazame.cartOwners.delete(noted.filter((one) => !isKept(one)).map(({ id }) => id))
  await aplazame.cartOwners.lookedAt(noted.filter(isKept).map(({ id }) => id))
}

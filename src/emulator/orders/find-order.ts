import type { EntityManager } from "typeorm"
import { MovementEntity, OrderEntity } from "../database/entities"
import type { MovementRow, OrderRow, Side } from "../database/rows"
import { notFound } from "../http/problems"
import type { EmulatorSettings } from "../settings"

/**
 * The order of one side by Aplazame's id or by the store's (both appear to work, docs: Aplazame API, "which id
 * goes in the path"). A twice-encoded id is understood, as the Magento plugins send it. Throws 404.
 */
export async function findOrder(db: EntityManager, side: Side, ref: string, settings: EmulatorSettings): Promise<OrderRow> {
  for (const candidate of new Set([ref, decodeAgain(ref)])) {
    const row = (await db.findOneBy(OrderEntity, { side, id: candidate })) ?? (await findByMid(db, side, candidate, settings))
    if (row) return row
  }
  throw notFound("order__id", ref)
}

/** The order of one side by the store's id, also by one that `order_id` has replaced where the settings say so. */
export async function findByMid(db: EntityManager, side: Side, mid: string, { replaced_mid }: EmulatorSettings): Promise<OrderRow | null> {
  const now = await db.findOneBy(OrderEntity, { side, mid })
  return now ?? (replaced_mid === "resolves" ? db.findOneBy(OrderEntity, { side, previous_mid: mid }) : null)
}

/** For the control API: either side, and also by an id that `order_id` has replaced. Gives null when unknown. */
export async function findAnyOrder(db: EntityManager, ref: string): Promise<OrderRow | null> {
  return (await db.findOneBy(OrderEntity, { id: ref }))
    ?? (await db.findOne(OrderEntity, { where: { mid: ref }, order: { seq: "DESC" } }))
    ?? (await db.findOne(OrderEntity, { where: { previous_mid: ref }, order: { seq: "DESC" } }))
}

/** All money movements of the order, oldest first. */
export async function movementsOf(db: EntityManager, order: OrderRow): Promise<MovementRow[]> {
  return db.find(MovementEntity, { where: { order_id: order.id }, order: { seq: "ASC" } })
}

function decodeAgain(ref: string): string {
  try {
    return decodeURIComponent(ref)
  } catch {
    return ref
  }
}

import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const TABLE = "aplazame_cart_owner"

/** That a signed-in customer worked on a cart, and since when. */
export type CartOwnerRow = { readonly id: string; readonly cart_id: string; readonly created_at: Date }

/** Which carts signed-in customers worked on. */
export class CartOwnerStore {
  constructor(private readonly pg: Knex) {}

  /** Notes that this customer, signed in, worked on this cart. Again changes nothing. */
  async note(cartId: string, customerId: string): Promise<void> {
    await this.pg.raw(
      `INSERT INTO ${TABLE} (id, cart_id, customer_id) VALUES (?, ?, ?)
       ON CONFLICT (cart_id, customer_id) WHERE deleted_at IS NULL DO NOTHING`,
      [generateEntityId(undefined, "aplown"), cartId, customerId]
    )
  }

  /** Whether this customer ever worked on this cart while they were signed in, or began a checkout for it. */
  async isNoted(cartId: string, customerId: string): Promise<boolean> {
    const noted = { cart_id: cartId, customer_id: customerId }
    if (await this.live().where(noted).first("id")) return true
    return (await this.pg("aplazame_order").where(noted).whereNull("deleted_at").first("id")) !== undefined
  }

  /** Notes that were not looked at since then, the longest first. */
  async lookedAtBefore(before: Date, limit: number): Promise<CartOwnerRow[]> {
    return this.live().where("updated_at", "<", before).orderBy("updated_at").limit(limit).select("id", "cart_id", "created_at")
  }

  /** Notes that these were checked. */
  async lookedAt(ids: readonly string[]): Promise<void> {
    await this.live().whereIn("id", [...ids]).update({ updated_at: new Date() })
  }

  /** Deletes these notes. */
  async delete(ids: readonly string[]): Promise<void> {
    await this.live().whereIn("id", [...ids]).delete()
  }

  private live() {
    return this.pg(TABLE).whereNull("deleted_at")
  }
}

import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const TABLE = "aplazame_cart_owner"

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

  /** Whether this customer ever worked on this cart while they were signed in. */
  async isNoted(cartId: string, customerId: string): Promise<boolean> {
    return (await this.pg(TABLE).where({ cart_id: cartId, customer_id: customerId }).whereNull("deleted_at").first("id")) !== undefined
  }
}

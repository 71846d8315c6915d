import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Bench } from "./aplazame-store"

const PLENTY = 1_000_000

/** For a run that sells more than the seed has: as much as it may take of everything. */
export const PLENTY_OF_STOCK = `UPDATE inventory_level SET stocked_quantity = ${PLENTY}, raw_stocked_quantity = '{"value":"${PLENTY}","precision":20}'`

/** The same in the store of this process. */
export async function plentyOfStock({ container }: Bench): Promise<void> {
  await container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION).raw(PLENTY_OF_STOCK)
}

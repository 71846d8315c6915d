import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Bench } from "./aplazame-store"

const PLENTY = 1_000_000

/** For a run that sells more than the seed has: as much as it may take of everything. */
export async function plentyOfStock({ container }: Bench): Promise<void> {
  const pg = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await pg("inventory_level").update({ stocked_quantity: PLENTY, raw_stocked_quantity: JSON.stringify({ value: String(PLENTY), precision: 20 }) })
}

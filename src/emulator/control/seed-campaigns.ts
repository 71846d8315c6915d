import { z } from "zod"
import { addMs, now } from "../clock"
import { CampaignEntity } from "../database/entities"
import type { EmulatorDatabase } from "../database/open-database"
import type { CampaignRow } from "../database/rows"
import { newHexId } from "../ids"

const DAY_MS = 86_400_000

/** One campaign for listed articles and one for the whole catalogue: the two cases that a store's screen must tell apart. */
const CAMPAIGNS = [
  { name: "Septiembre sin intereses", interest: 10_000, partial: true, num_instalments: [3, 6] },
  { name: "Todo al 0 %", interest: 10_000, partial: false, num_instalments: null },
] as const

/** `POST /_emulator/seed-campaigns`. */
export const seedCampaignsBody = z.strictObject({ side: z.enum(["sandbox", "live"]).default("sandbox") })

/**
 * Makes the two campaigns of the demo, running from a week ago for 90 days. Asked again, it renews the dates of those that are
 * there, articles kept, so that a kept data file neither doubles nor outlives them.
 */
export async function seedCampaigns(db: EmulatorDatabase, { side }: z.output<typeof seedCampaignsBody>): Promise<{ campaigns: { id: string; name: string; partial: boolean }[] }> {
  return db.write(async (tx) => {
    const created = now()
    const start_date = dateOnly(addMs(created, -7 * DAY_MS))
    const end_date = dateOnly(addMs(created, 83 * DAY_MS))
    const campaigns: { id: string; name: string; partial: boolean }[] = []
    for (const { name, partial, interest, num_instalments } of CAMPAIGNS) {
      const known = await tx.findOneBy(CampaignEntity, { side, name })
      const id = known?.id ?? newHexId()
      const row: Omit<CampaignRow, "seq"> = {
        id, side, name, start_date, end_date, interest, partial, num_instalments: num_instalments === null ? null : [...num_instalments],
        min_order_amount: null, max_order_amount: null, created,
      }
      if (known) await tx.update(CampaignEntity, { seq: known.seq }, { start_date, end_date })
      else await tx.insert(CampaignEntity, row)
      campaigns.push({ id, name, partial })
    }
    return { campaigns }
  })
}

/** The documented form of a campaign's dates: midnight, without zone. */
function dateOnly(instant: string): string {
  return `${instant.slice(0, 10)}T00:00:00`
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { JOB_NAMES } from "../modules/aplazame/names"
import { sweep } from "../workflows/sweep"

/** Every minute: what lost events and dead processes left undone. */
export default async function sweepJob(container: MedusaContainer): Promise<void> {
  await sweep(container)
}

export const config = { name: JOB_NAMES.sweep, schedule: { interval: 60_000 } }

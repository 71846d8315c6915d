import type { MedusaContainer } from "@medusajs/framework/types"
import { sweep } from "../workflows/sweep"

/** Every minute: what lost events and dead processes left undone. */
export default async function sweepJob(container: MedusaContainer): Promise<void> {
  await sweep(container)
}

export const config = { name: "aplazame-sweep", schedule: { interval: 60_000 } }

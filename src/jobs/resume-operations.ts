import type { MedusaContainer } from "@medusajs/framework/types"
import { resumeOperations } from "../workflows/resume-operations"

/** Every few seconds: what is due in the ledger. Safe to run anywhere, any number of times at once. */
export default async function resumeOperationsJob(container: MedusaContainer): Promise<void> {
  await resumeOperations(container)
}

export const config = { name: "aplazame-resume-operations", schedule: { interval: 5_000 } }

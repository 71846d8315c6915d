import type { MedusaContainer } from "@medusajs/framework/types"
import { JOB_NAMES } from "../modules/aplazame/names"
import { resumeAllDue } from "../workflows/resume-operations"

/** A job queue may wake us while the run before is still at it; one run in a process is enough. */
let running = false

/** Every few seconds: what is due in the ledger. Safe to run anywhere, any number of times at once. */
export default async function resumeOperationsJob(container: MedusaContainer): Promise<void> {
  if (running) return
  running = true
  try {
    await resumeAllDue(container)
  } finally {
    running = false
  }
}

export const config = { name: JOB_NAMES.resumeOperations, schedule: { interval: 5_000 } }

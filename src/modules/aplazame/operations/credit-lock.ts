import type { ILockingModule } from "@medusajs/framework/types"
import { lockNames } from "../names"
import type { AplazameOrderRow } from "../rows"

const SECONDS_TO_WAIT = 30

/**
 * Runs a job under the lock of a credit, with Medusa's Locking module where there is one. Without it, or with in-memory locks
 * in several processes, the ledger's revision and unique index still hold.
 */
export async function withCreditLock<T>(
  locking: ILockingModule | undefined,
  order: Pick<AplazameOrderRow, "id">,
  job: () => Promise<T>
): Promise<T> {
  if (!locking) return job()
  return locking.execute([lockNames.credit(order)], job, { timeout: SECONDS_TO_WAIT })
}

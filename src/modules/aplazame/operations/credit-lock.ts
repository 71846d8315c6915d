import type { ILockingModule } from "@medusajs/framework/types"
import { LOCK_WAIT_SECONDS, lockNames } from "../names"
import type { AplazameOrderRow } from "../rows"

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
  return locking.execute([lockNames.credit(order)], job, { timeout: LOCK_WAIT_SECONDS })
}

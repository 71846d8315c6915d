import type { ILockingModule } from "@medusajs/framework/types"
import type { AplazameOrderRow } from "../rows"

const SECONDS_TO_WAIT = 30

/**
 * Runs a job while nobody else works on the same Aplazame order. Medusa's Locking module where there is
 * one; the ledger's own index holds even without (or between processes with in-memory locks).
 */
export async function withOrderLock<T>(
  locking: ILockingModule | undefined,
  order: Pick<AplazameOrderRow, "id">,
  job: () => Promise<T>
): Promise<T> {
  if (!locking) return job()
  return locking.execute([`aplazame:${order.id}`], job, { timeout: SECONDS_TO_WAIT })
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { isAplazameError, type AplazameOrder } from "../../aplazame"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { NewDifference, ReconcileRunRow } from "../../modules/aplazame/stores/reconcile-store"
import { flowContext, type FlowContext } from "../flow-context"
import { compareOrder } from "./compare-order"
import { closeSettled, repair } from "./repair"

const LEASE_MS = 5 * 60_000
const UNSEEN_BATCH = 100

export type ReconcileWindow = {
  from: Date
  to: Date
  /** Only tell; repair nothing, open no problem, take over no state. */
  dryRun: boolean
  requestedBy?: string | null
}

export type Progress = { scanned: number; total: number | null; differences: number }

/** Writes a run that `runReconciliation` then does; so that the caller has its id at once. */
export async function beginReconciliation(container: MedusaContainer, window: ReconcileWindow): Promise<ReconcileRunRow> {
  return flowContext(container).aplazame.reconciliations.start({
    dry_run: window.dryRun,
    window_from: window.from,
    window_to: window.to,
    requested_by: window.requestedBy ?? null,
  })
}

/**
 * Compares Aplazame's orders created in a window with our rows and Medusa's orders, page by page, one page in
 * memory. Differences with a certain rule are repaired, the others become problems. Safe to run twice and
 * beside traffic; after a crash it goes on at its page. Returns null when somebody else is at it.
 */
export async function runReconciliation(container: MedusaContainer, id: string, onProgress?: (p: Progress) => void): Promise<ReconcileRunRow | null> {
  const flow = flowContext(container)
  const { reconciliations } = flow.aplazame
  const run = await reconciliations.claim(id, LEASE_MS)
  if (!run) return null
  try {
    await walkTheirs(flow, run, onProgress)
    await walkOurs(flow, run)
    await reconciliations.finish(id, "done")
  } catch (error) {
    if (!isAplazameError(error)) {
      await reconciliations.finish(id, "failed", error instanceof Error ? error.message : "failed")
      throw error
    }
    // Aplazame is away: the run keeps its place and is taken up again.
    await reconciliations.release(id)
    flow.logger.warn(`aplazame: reconciliation ${id} interrupted: ${error.message}`)
  }
  return reconciliations.byId(id)
}

/** One call for scripts: begins a run and does it. */
export async function reconcile(container: MedusaContainer, window: ReconcileWindow, onProgress?: (p: Progress) => void): Promise<ReconcileRunRow> {
  const run = await beginReconciliation(container, window)
  return (await runReconciliation(container, run.id, onProgress)) ?? run
}

/** Aplazame's list, oldest first: what is created meanwhile comes after the window and moves no page. */
async function walkTheirs(flow: FlowContext, run: ReconcileRunRow, onProgress?: (p: Progress) => void): Promise<void> {
  const { client, reconciliations } = flow.aplazame
  let scanned = run.scanned
  let differences = run.differences
  for (let page: number | null = run.next_page; page !== null; ) {
    const list = await client.listOrders({
      filters: { created: { gte: run.window_from, lte: run.window_to } },
      ordering: "created",
      page,
    })
    const found = await comparePage(flow, list.results, run.dry_run)
    scanned += list.results.length
    differences += found.length
    await reconciliations.pageDone(run.id, {
      next_page: page + 1,
      total: list.paging.count,
      scanned: list.results.length,
      leaseMs: LEASE_MS,
      differences: found,
    })
    onProgress?.({ scanned, total: list.paging.count, differences })
    page = list.cursor.after
  }
}

async function comparePage(flow: FlowContext, remotes: readonly AplazameOrder[], dryRun: boolean): Promise<NewDifference[]> {
  const rows = new Map((await flow.aplazame.orders.byMids(remotes.map((r) => r.mid))).map((row) => [row.mid, row]))
  const done: NewDifference[] = []
  for (const remote of remotes) {
    const row = rows.get(remote.mid) ?? null
    done.push(...(await compareOne(flow, remote, row, dryRun)))
  }
  return done
}

async function compareOne(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow | null, dryRun: boolean): Promise<NewDifference[]> {
  const found = await compareOrder(flow, remote, row)
  if (dryRun) return found
  const done: NewDifference[] = []
  for (const difference of found) done.push(await repair(flow, remote, row, difference))
  if (row && found.length === 0) {
    await flow.aplazame.orders.takeOver(row, remote)
    await closeSettled(flow, row, found)
  }
  return done
}

/** Rows of ours in the window that Aplazame's list did not show. */
async function walkOurs(flow: FlowContext, run: ReconcileRunRow): Promise<void> {
  if (run.dry_run) return
  const { client, orders, problems } = flow.aplazame
  const window = { from: run.window_from, to: run.window_to, since: run.created_at }
  let after = ""
  for (;;) {
    const rows = await orders.unseen(window, after, UNSEEN_BATCH)
    for (const row of rows) {
      try {
        await compareOne(flow, await client.retrieveOrder(row.aplazame_id ?? row.mid), row, false)
      } catch (error) {
        if (!isAplazameError(error) || error.kind !== "not_found") throw error
        if (!row.order_id) continue
        await problems.open({
          kind: "order_without_credit",
          about: row.id,
          aplazame_order_id: row.id,
          order_id: row.order_id,
          figures: { total: row.total_amount, difference_kind: "unknown_there" },
        })
      }
    }
    if (rows.length < UNSEEN_BATCH) return
    after = rows.at(-1)?.id ?? after
  }
}

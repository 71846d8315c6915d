import type { MedusaContainer } from "@medusajs/framework/types"
import { DAY_MS } from "../../config/durations"
import { isAplazameError, type AplazameOrder } from "../../aplazame"
import { messageOf } from "../../aplazame/message-of"
import { hasEnded, stateOfRemote } from "../../credit"
import { refOf } from "../../modules/aplazame/operations"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { type NewDifference, problemOfCredit, type ReconcileRunRow } from "../../modules/aplazame/stores"
import { flowContext, type FlowContext } from "../flow-context"
import { settleOpen } from "../resume-operations"
import { compareOrder } from "./compare-order"
import { COMPARE_SCHEDULE, failureOf, oneByOne } from "./one-by-one"
import { closeSettled, repair } from "./repair"

type OneByOne = ReturnType<typeof oneByOne>

const RECONCILE_LEASE_MS = 5 * 60_000
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
 * Compares Aplazame's orders created in a window with our rows and Medusa's orders, page by page, one page in memory. Differences
 * with a certain rule are repaired, the others become problems. Safe to run twice and during traffic; after a crash it continues
 * at its page. Returns null when another process runs it.
 */
export async function runReconciliation(container: MedusaContainer, id: string, onProgress?: (p: Progress) => void): Promise<ReconcileRunRow | null> {
  const flow = flowContext(container)
  const { reconciliations } = flow.aplazame
  const run = await reconciliations.claim(id, RECONCILE_LEASE_MS)
  if (!run) return null
  try {
    const one = oneByOne(flow, run.dry_run)
    await walkTheirs(flow, run, one, onProgress)
    await walkOurs(flow, run, one)
    await reconciliations.finish(id, "done")
  } catch (error) {
    // A list that can't be read would never be: the next run begins anew.
    if (!isAplazameError(error) || failureOf(error) === "refused") {
      await reconciliations.finish(id, "failed", messageOf(error))
      throw error
    }
    // Aplazame is unavailable: the run keeps its page and is continued later.
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
async function walkTheirs(flow: FlowContext, run: ReconcileRunRow, one: OneByOne, onProgress?: (p: Progress) => void): Promise<void> {
  const { client, reconciliations } = flow.aplazame
  let scanned = run.scanned
  let differences = run.differences
  for (let page: number | null = run.next_page; page !== null; ) {
    const list = await client.listOrders({
      filters: { created: { gte: run.window_from, lte: run.window_to } },
      ordering: "created",
      page,
    })
    const found = await comparePage(flow, list.results, run.dry_run, one)
    scanned += list.results.length
    differences += found.length
    await reconciliations.pageDone(run.id, {
      next_page: page + 1,
      total: list.paging.count,
      scanned: list.results.length,
      leaseMs: RECONCILE_LEASE_MS,
      differences: found,
    })
    onProgress?.({ scanned, total: list.paging.count, differences })
    page = list.cursor.after
  }
}

async function comparePage(flow: FlowContext, remotes: readonly AplazameOrder[], dryRun: boolean, one: OneByOne): Promise<NewDifference[]> {
  const rows = new Map((await flow.aplazame.orders.byMids(remotes.map((r) => r.mid))).map((row) => [row.mid, row]))
  const done: NewDifference[] = []
  for (const remote of remotes) {
    const row = rows.get(remote.mid) ?? null
    const compare = () => compareOne(flow, remote, row, dryRun)
    done.push(...((row ? await one(row, compare) : await compare()) ?? []))
  }
  return done
}

/**
 * Compares one order, and does what its differences ask for. What was read with the page may be old by now: a difference
 * is believed only when it is found again in what is read anew.
 */
async function compareOne(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow | null, dryRun: boolean): Promise<NewDifference[]> {
  const { orders } = flow.aplazame
  const first = await compareOrder(flow, remote, row)
  if (dryRun) return typeof first === "string" ? [] : first
  if (first === "in_flight" && row) await settleOpen(flow, row)
  const agrees = typeof first !== "string" && first.length === 0
  const again = row && !agrees ? await readAgain(flow, row) : null
  const found = again ? await compareOrder(flow, again.remote, again.row) : first
  // The open call can't be settled yet. The credit stays due, and is compared once the call is settled.
  if (found === "in_flight") return []
  // Where Aplazame refused a figure, nothing is settled: the problems stay open.
  const differences = found === "not_shown" ? [] : found
  const done: NewDifference[] = []
  for (const difference of differences) done.push(await repair(flow, again?.remote ?? remote, again?.row ?? row, difference))
  if (!row) return done
  const now = again?.remote ?? remote
  // What has ended there has ended, also where a person is asked what is to become of the goods.
  if (differences.length === 0 || hasEnded(stateOfRemote(now))) await orders.takeOver(row, now)
  if (found.length === 0) await closeSettled(flow, again?.row ?? row)
  if (!done.some((one) => one.action === "none")) await orders.update(row.id, { reconciled_at: new Date(flow.aplazame.clock()) })
  return done
}

async function readAgain({ aplazame }: FlowContext, row: AplazameOrderRow): Promise<{ remote: AplazameOrder; row: AplazameOrderRow }> {
  const remote = await aplazame.client.retrieveOrder(refOf(row))
  return { remote, row: (await aplazame.orders.byId(row.id)) ?? row }
}

/**
 * Compares the confirmed credits that are due: each of the last three days hourly, of the last month daily, of
 * the last thirteen months monthly. Every credit has its own time, so that an hour in which nobody ran costs nothing.
 * @returns how many were compared
 */
export async function reconcileByAge(container: MedusaContainer): Promise<number> {
  const flow = flowContext(container)
  const { aplazame } = flow
  const now = aplazame.clock()
  const rows: AplazameOrderRow[] = []
  let createdBefore = new Date(now)
  for (const { days, everyMs, atMost } of COMPARE_SCHEDULE) {
    const createdAfter = new Date(now - days * DAY_MS)
    rows.push(...(await aplazame.orders.toReconcile({ createdAfter, createdBefore, everyMs }, atMost)))
    createdBefore = createdAfter
  }
  const differences: NewDifference[] = []
  let compared = 0
  // What was not touched for the longest is first, so that one that fails each time goes to the back.
  rows.sort((one, other) => one.updated_at.getTime() - other.updated_at.getTime())
  const one = oneByOne(flow, false)
  try {
    for (const row of rows) {
      const found = await one(row, () => compareKnown(flow, row))
      differences.push(...(found ?? []))
      if (found) compared++
    }
  } catch (error) {
    // Aplazame is unavailable: the others stay due.
    if (!isAplazameError(error)) throw error
    flow.logger.warn(`aplazame: comparison interrupted: ${error.message}`)
  }
  if (differences.length > 0) await recordDifferences(flow, rows, compared, differences)
  return compared
}

/** Adds what was found to the list of reconciliations, with the ages that were compared. */
async function recordDifferences({ aplazame }: FlowContext, rows: readonly AplazameOrderRow[], compared: number, differences: NewDifference[]): Promise<void> {
  const { reconciliations } = aplazame
  const made = rows.map((row) => row.created_at.getTime())
  const run = await reconciliations.start({ dry_run: false, window_from: new Date(Math.min(...made)), window_to: new Date(Math.max(...made)), requested_by: "job" })
  await reconciliations.pageDone(run.id, { next_page: 2, total: compared, scanned: compared, leaseMs: RECONCILE_LEASE_MS, differences })
  await reconciliations.finish(run.id, "done")
}

/** One of our rows against Aplazame. One that Aplazame does not know is for a person, if there is an order. */
async function compareKnown(flow: FlowContext, row: AplazameOrderRow): Promise<NewDifference[]> {
  const { client, problems, orders } = flow.aplazame
  try {
    return await compareOne(flow, await client.retrieveOrder(refOf(row)), row, false)
  } catch (error) {
    if (!isAplazameError(error) || error.kind !== "not_found") throw error
    await orders.update(row.id, { reconciled_at: new Date(flow.aplazame.clock()) })
    if (!row.order_id) return []
    await problems.open({ ...problemOfCredit(row, "order_without_credit", { total: row.total_amount, difference_kind: "unknown_there" }), unlessAnswered: true })
    return []
  }
}

/** Rows of ours in the window that Aplazame's list did not show. */
async function walkOurs(flow: FlowContext, run: ReconcileRunRow, one: OneByOne): Promise<void> {
  if (run.dry_run) return
  const { orders } = flow.aplazame
  const window = { from: run.window_from, to: run.window_to, since: run.created_at }
  let after = ""
  for (;;) {
    const rows = await orders.unseen(window, after, UNSEEN_BATCH)
    for (const row of rows) await one(row, () => compareKnown(flow, row))
    if (rows.length < UNSEEN_BATCH) return
    after = rows.at(-1)?.id ?? after
  }
}

import { addCents, type Cents } from "../../../../aplazame"
import { creditLeft, granted, isBackground, isOpen, isPartOfRefund, isUnsettled, planEnd, toCapture, toVoid, uncaptured, type Credit } from "../../../../credit"
import { readSnapshot, readAndCompare } from "../../operations"
import { book, cancelOrder, fulfil, personDecides, resume, run, stock, sweepChange } from "./actions"
import type { World } from "./world"

const MINUTES = 10 * 60_000
/** Longer than what is planned is tried for. */
const DAYS = 73 * 60 * 60_000
const PAUSES = [MINUTES, MINUTES, MINUTES, DAYS, MINUTES]

/** Aplazame is well again, time passes, and the job and the reconciliation do what they do. */
async function settleAll(world: World): Promise<void> {
  world.interleave = null
  world.restart()
  world.aplazame.outage = false
  world.aplazame.writeFaults.length = 0
  world.aplazame.readFaults.length = 0
  world.aplazame.confirmed = true
  world.log.push("Aplazame is well; all is settled")
  for (const pause of PAUSES) {
    world.pass(pause)
    await run(world, 0, "resume", resume)
    await run(world, 0, "take stock", stock)
    world.look()
    if (!world.tables.operations.some((op) => isUnsettled(op.state))) return
  }
}

/**
 * What must hold after everything has settled. Where Aplazame's figures fit no story a person is told, and decides by what
 * they see in its panel: then the sums are those of any other credit.
 */
export async function atTheEnd(world: World): Promise<void> {
  await settleAll(world)
  await decideUndecided(world)
  const { tables, medusa, aplazame } = world
  if (!medusa.canceled && tables.order.state === "confirmed") {
    await run(world, 0, "the order's changes are swept", sweepChange)
    await settleAll(world)
    await run(world, 0, "all is sent", fulfil(Infinity))
    await settleAll(world)
    await decideUndecided(world)
  }
  if (medusa.canceled) {
    await run(world, 0, "cancel once more", cancelOrder)
    await settleAll(world)
    await decideUndecided(world)
  }
  book(world)

  const stuck = tables.operations.find((op) => isOpen(op.state) || op.state === "planned" || (op.state === "not_done" && isBackground(op)))
  if (stuck) world.fail(`${stuck.kind} ${stuck.id} is ${stuck.state} for ever`)
  if (world.blurred) return

  const { snapshot, explanation } = await readAndCompare(world.process(0).ports, world.row)
  // All of it was taken off (in the panel, or by a cancel that came late) before anything was captured: the order has lost its credit.
  if (explanation.kind === "ended" && aplazame.cancelled) return
  const told = tables.problems.size > 0
  if (explanation.kind !== "equal" && explanation.kind !== "unknown") world.fail(`Aplazame and the ledger end ${JSON.stringify(explanation)}`)
  if (explanation.kind === "equal" && creditLeft(snapshot.credit) !== aplazame.outstanding) {
    world.fail(`the ledger leaves ${creditLeft(snapshot.credit)} of the credit, Aplazame ${aplazame.outstanding}`)
  }
  sameMovements(world)
  sameRefundsInMedusa(world)
  coversWhatWasCaptured(world, snapshot.credit)
  if (medusa.canceled) {
    const end = planEnd(snapshot.credit)
    if (end.do !== "nothing" && end.do !== "refund") world.fail(`the order is cancelled, and its credit still wants: ${end.do}`)
    if (!aplazame.cancelled && uncaptured(snapshot.credit) > 0) world.fail("the order is cancelled, and its credit is neither ended nor captured")
    return
  }
  if (snapshot.row.state !== "confirmed") return
  const { credit } = await readSnapshot(world.process(0).ports, world.row, medusa.worth)
  if (!told && toVoid(credit) > 0) world.fail(`${toVoid(credit)} of the credit is more than the order needs, and nobody is told`)
  const payLaterByPut = world.setting.captureCalls === "put"
  if (!told && !payLaterByPut && toCapture(credit) > 0 && world.setting.captureAmount === "order") world.fail(`${toCapture(credit)} of what was sent is not captured, and nobody is told`)
}

/** What stays without an answer, and is told: a person decides it, and everything goes on from there. */
async function decideUndecided(world: World): Promise<void> {
  const { tables, aplazame } = world
  for (let left = tables.operations.length; left > 0; left--) {
    const op = tables.operations.find((one) => one.state === "unknown")
    if (!op) return
    if (!tables.problems.has(`operation_undecided:${op.id}`)) world.fail(`${op.kind} ${op.id} stays unknown, and nobody is told`)
    if (op.kind === "update" || op.kind === "cancel") world.fail(`an idempotent ${op.kind} is undecided`)
    if (!world.panelMoved() && !aplazame.effects.some((one) => one.kind === "cancel")) world.fail(`${op.kind} ${op.id} is undecided though nobody but us moved anything`)
    world.counts.undecided += 1
    await run(world, 0, "person decides", personDecides)
    if (tables.operations.find((one) => one.id === op.id)?.state === "unknown") world.fail(`${op.kind} ${op.id} can't be decided`)
    await settleAll(world)
  }
}

/** To the cent: the panel's movements and our own are Aplazame's, and the ledger's. */
function sameMovements(world: World): void {
  const { aplazame, tables } = world
  const of = (...kinds: string[]): Cents => addCents(...tables.operations.filter((op) => op.state === "done" && kinds.includes(op.kind) && op.target !== "none").map((op) => op.amount ?? (0 as Cents)))
  const back = world.moved("panel", ["refund", "void"]) + world.moved("us", ["refund", "void"])
  if (back !== aplazame.givenBack + aplazame.voided) world.fail("the model's own books are wrong")
  // A cancel takes all of it, what was moved before and not seen too; one that arrives late looks like the panel's.
  if (aplazame.effects.some((one) => one.kind === "cancel") || tables.operations.some((op) => op.kind === "cancel" && op.state === "done")) return
  if (of("refund", "void") !== back) world.fail(`${back} was taken off or given back at Aplazame, the ledger says ${of("refund", "void")}`)
  // What was captured in the panel of a credit that has ended since is not told by an Aplazame that refuses its captures then.
  if (world.setting.endedRefusesQuestions && aplazame.cancelled) return
  if (world.setting.captureCalls !== "put" && world.setting.product === "pay_later" && of("capture") !== aplazame.captured) world.fail(`${aplazame.captured} is captured at Aplazame, the ledger says ${of("capture")}`)
}

/** Each refund that Medusa shows has exactly its amount behind it, and each that happened is shown. */
function sameRefundsInMedusa({ medusa, tables, fail }: World): void {
  const shown = medusa.rows.filter((row) => row.kind === "refund")
  for (const row of shown) {
    const behind = tables.operations.filter((op) => op.state === "done" && op.medusa_ref === row.id).reduce((sum, op) => sum + (op.amount ?? 0), 0)
    if (behind !== row.amount) fail(`Medusa shows a refund of ${row.amount}, behind it is ${behind}`)
  }
}

/** What Medusa has captured can go down by refunds only: a credit that covers less of it than was captured was booked as the wrong kind. */
function coversWhatWasCaptured(world: World, credit: Credit): void {
  const asRefunds = credit.operations.filter((op) => op.state === "done" && op.kind === "void" && isPartOfRefund(op)).reduce((sum, op) => sum + (op.amount ?? 0), 0)
  const { captured, givenBack } = credit.settled
  if (captured > granted(credit) + asRefunds) world.fail(`${captured} was captured, and the credit is held for ${granted(credit)} only`)
  if (givenBack > captured) world.fail(`${givenBack} was given back of ${captured} that was captured`)
}

import fc from "fast-check"
import type { Fault } from "./memory-aplazame"
import { askCapture, askRefund, askVoid, cancelOrder, change, endCredit, fulfil, personDecides, resume, retry, retryOperation, run, stock, sweepBooks, sweepChange } from "./actions"
import { APPROVED, type Setting, type World } from "./world"

/** One thing that happens, as data: readable in a failing script, and the same for one process and for two. */
export type Step =
  | { readonly does: "capture"; readonly amount: number | "all" }
  | { readonly does: "refund" | "void" | "fulfil" | "goods back" | "edit down" | "edit up" | "edit unheard"; readonly amount: number }
  | { readonly does: "retry" | "retry operation" | "sweep changes" | "sweep books" | "Medusa fails" | "cancel order" | "end credit" | "resume" | "take stock" | "person decides" | "Aplazame confirms" | "outage" | "Aplazame is well" }
  | { readonly does: "panel"; readonly kind: "capture" | "refund" | "void"; readonly amount: number }
  | { readonly does: "next call"; readonly fault: Fault; readonly blind: number }
  | { readonly does: "next reads fail"; readonly times: number }
  | { readonly does: "time passes"; readonly seconds: number }
  | { readonly does: "dies"; readonly after: number }

const textOf = (step: Step): string => Object.values(step).join(" ")

/** Does a step in a process. Those that are not a process's own happen at once. */
export async function take(world: World, step: Step, which: 0 | 1): Promise<void> {
  world.counts.commands += 1
  const { aplazame } = world
  const text = textOf(step)
  const by = (act: Parameters<typeof run>[3]): Promise<void> => run(world, which, text, act)
  switch (step.does) {
    case "capture":
      return by(askCapture(step.amount))
    case "refund":
      return by(askRefund(step.amount))
    case "void":
      return by(askVoid(step.amount))
    case "fulfil":
      return by(fulfil(step.amount))
    case "goods back":
      return by(change({ back: step.amount }))
    case "edit down":
      return by(change({ edit: -step.amount }))
    case "edit up":
      return by(change({ edit: step.amount }))
    case "edit unheard":
      return world.note(`${text} ${world.edit(-step.amount) ? "✓" : "✗"}`)
    case "sweep books":
      return by(sweepBooks)
    case "Medusa fails":
      world.medusa.failsNext = true
      return world.note(text)
    case "sweep changes":
      return by(sweepChange)
    case "retry operation":
      return by(retryOperation)
    case "retry":
      return by(retry)
    case "cancel order":
      return by(cancelOrder)
    case "end credit":
      return by(endCredit)
    case "resume":
      return by(resume)
    case "take stock":
      return by(stock)
    case "person decides":
      return by(personDecides)
    case "dies":
      return world.process(which).dieAfter(step.after)
    case "panel":
      return world.note(`${text} ${aplazame.panel(step.kind, step.amount) ? "✓" : "✗"}`)
    case "time passes":
      world.note(text)
      return world.pass(step.seconds * 1_000)
    case "Aplazame confirms":
      aplazame.confirmed = true
      return world.note(text)
    case "outage":
    case "Aplazame is well":
      aplazame.outage = step.does === "outage"
      return world.note(text)
    case "next call":
      aplazame.writeFaults.push({ fault: step.fault, blind: step.blind })
      return world.note(text)
    case "next reads fail":
      for (let i = 0; i < step.times; i++) aplazame.readFaults.push("server")
      return world.note(text)
  }
}

/** Few and round, so that equal amounts meet. */
const amount = fc.constantFrom(1_000, 2_000, 1_000, 3_000, 5_000, 4_000, 6_000, APPROVED, 1)
const fault = fc.constantFrom<Fault>("lost", "stopped", "late", "refused", "unreadable", "denied", "held_back")

const ofProcess: fc.Arbitrary<Step> = fc.oneof(
  { weight: 16, arbitrary: fc.record({ does: fc.constantFrom("refund"), amount }) },
  { weight: 10, arbitrary: fc.record({ does: fc.constantFrom("capture"), amount: fc.oneof(amount, fc.constant<"all">("all")) }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constantFrom("fulfil"), amount }) },
  { weight: 14, arbitrary: fc.constant<Step>({ does: "retry" }) },
  { weight: 4, arbitrary: fc.constant<Step>({ does: "retry operation" }) },
  { weight: 4, arbitrary: fc.constant<Step>({ does: "sweep changes" }) },
  { weight: 4, arbitrary: fc.constantFrom<Step>({ does: "sweep books" }, { does: "Medusa fails" }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom("edit unheard"), amount: fc.constantFrom(1_000, 2_000, 3_000) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom("void"), amount }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constantFrom("edit down", "goods back"), amount: fc.constantFrom(1_000, 2_000, 3_000) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("edit up"), amount: fc.constantFrom(1_000, 2_000) }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ does: "cancel order" }, { does: "end credit" }) },
  { weight: 12, arbitrary: fc.constantFrom<Step>({ does: "resume" }, { does: "take stock" }) },
  { weight: 3, arbitrary: fc.constant<Step>({ does: "person decides" }) }
)

const ofAplazame: fc.Arbitrary<Step> = fc.record({ does: fc.constantFrom("panel"), kind: fc.constantFrom<"refund" | "void" | "capture">("refund", "void", "capture"), amount })

const ofFate: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constantFrom("next call"), fault, blind: fc.constantFrom(0, 0, 1, 2) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("next reads fail"), times: fc.constantFrom(1, 2) }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constantFrom("time passes"), seconds: fc.constantFrom(1, 5, 30, 70, 70, 400, 3_600) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom("dies"), after: fc.nat(24) }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ does: "outage" }, { does: "Aplazame is well" }, { does: "Aplazame is well" }, { does: "Aplazame is well" }, { does: "Aplazame confirms" }) }
)

export const anyStep: fc.Arbitrary<Step> = fc.oneof({ weight: 40, arbitrary: ofProcess }, { weight: 20, arbitrary: ofFate }, { weight: 2, arbitrary: ofAplazame })

/** What the order was worth when it was placed: now and then less than its credit. */
const PLACED = [APPROVED, APPROVED, APPROVED, APPROVED - 1_000]

export const setting: fc.Arbitrary<Setting> = fc
  .record({
    product: fc.constantFrom<Setting["product"]>("pay_later", "pay_later", "instalments"),
    editedTotal: fc.constantFrom<Setting["editedTotal"]>("gross", "net"),
    shownTotal: fc.constantFrom<Setting["shownTotal"]>("gross", "net"),
    voidOtherProducts: fc.constantFrom<Setting["voidOtherProducts"]>("allow", "forbid"),
    noCaptures: fc.constantFrom<Setting["noCaptures"]>("empty", "forbidden"),
    endedRefusesQuestions: fc.boolean(),
    captureCalls: fc.constantFrom<Setting["captureCalls"]>("both", "both", "both", "captures", "put"),
    refundCall: fc.constantFrom<Setting["refundCall"]>("documented", "documented", "documented", "extended"),
    captureAmount: fc.constantFrom<Setting["captureAmount"]>("order", "shipped"),
    placed: fc.constantFrom(...PLACED),
    unconfirmed: fc.constantFrom(false, false, false, false, false, false, true),
    knowsProduct: fc.boolean(),
    lock: fc.boolean(),
  })
  // The ledger does not know which part of an extended refund was a void at Aplazame. Where captures are told by PUTs, a capture in the panel after it can't be told from ours.
  .map((given) => (given.captureCalls === "put" ? { ...given, refundCall: "documented" as const } : given))

/** How a credit may stand when a run begins: what is captured in parts is where most can go wrong. */
export const beginning: fc.Arbitrary<readonly Step[]> = fc.constantFrom<readonly Step[]>(
  [],
  [{ does: "capture", amount: "all" }],
  [{ does: "capture", amount: 6_000 }, { does: "capture", amount: 4_000 }],
  [{ does: "capture", amount: 3_000 }, { does: "capture", amount: 2_000 }],
  [{ does: "fulfil", amount: 6_000 }, { does: "refund", amount: 2_000 }]
)

/** Every command of fast-check's model is one step of the only process. */
export class Command implements fc.AsyncCommand<object, World> {
  constructor(readonly step: Step) {}
  check = (): boolean => true
  async run(_model: object, world: World): Promise<void> {
    await take(world, this.step, 0)
    world.look()
  }
  toString = (): string => textOf(this.step)
}

/** What two stores do at once, with the panel in between; then time passes, or Aplazame's answers get lost. */
export type Phase = { readonly one: readonly Step[]; readonly two: readonly Step[]; readonly there: readonly Step[]; readonly before: readonly Step[]; readonly seconds: number }

const faults = ofFate.filter((step) => step.does === "next call" || step.does === "next reads fail" || step.does === "dies")

export const phase: fc.Arbitrary<Phase> = fc.record({
  before: fc.array(faults, { maxLength: 2 }),
  one: fc.array(ofProcess, { minLength: 1, maxLength: 3 }),
  two: fc.array(ofProcess, { minLength: 1, maxLength: 3 }),
  there: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(ofAplazame, { minLength: 1, maxLength: 1 }) }),
  seconds: fc.constantFrom(0, 1, 30, 70, 3_600),
})

export const textOfPhase = ({ before, one, two, there, seconds }: Phase): string => {
  const list = (steps: readonly Step[]): string => steps.map(textOf).join(", ")
  return `{ ${list(before)} | P1: ${list(one)} | P2: ${list(two)} | ${list(there)} | ${seconds} s }`
}

/** Two stores at once, interleaved at every await by fast-check's scheduler. */
export async function play(world: World, scheduler: fc.Scheduler, { before, one, two, there, seconds }: Phase): Promise<void> {
  world.note("at once:")
  for (const step of before) await take(world, step, step.does === "dies" ? 1 : 0)
  const inOrder = async (steps: readonly Step[], which: 0 | 1, pause: boolean): Promise<void> => {
    for (const step of steps) {
      if (pause) await scheduler.schedule(Promise.resolve(), "panel")
      await take(world, step, which)
    }
  }
  world.interleave = (who) => scheduler.schedule(Promise.resolve(), who)
  await scheduler.waitFor(Promise.all([inOrder(one, 0, false), inOrder(two, 1, false), inOrder(there, 0, true)]))
  world.interleave = null
  world.look()
  await take(world, { does: "time passes", seconds }, 0)
}

import { AsyncLocalStorage } from "node:async_hooks"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { AplazameModuleService } from "../../modules/aplazame/service"
import { OPERATION_LEASE_MS } from "../../modules/aplazame/stores"
import { inBackground, inline, jobInBackground } from "../background"

const isBehind = new AsyncLocalStorage<true>()
const client = { inBackground: <T>(work: () => T): T => isBehind.run(true, work) }
const aFlow = () => ({ aplazame: { client } as unknown as AplazameModuleService, logger: { warn: jest.fn() } as never })
/** Work that ends when it is told to. */
function someWork() {
  let end!: () => void
  const ended = new Promise<void>((resolve) => (end = resolve))
  return { work: jest.fn(() => ended), end }
}
const soon = () => new Promise(setImmediate)

describe("work of subscribers", () => {
  it("is waited for inline", async () => {
    const { work, end } = someWork()
    const done = jest.fn()
    void inline(aFlow(), work).then(done)
    await soon()
    expect(done).not.toHaveBeenCalled()
    end()
    await soon()
    expect(done).toHaveBeenCalled()
  })

  it("begins in the background, and nobody waits for its end", async () => {
    const { work } = someWork()
    await inBackground(aFlow(), work)
    expect(work).toHaveBeenCalledTimes(1)
  })

  it("gives way to shoppers' calls in the background, and not inline", async () => {
    const seen: unknown[] = []
    const work = async () => void seen.push(isBehind.getStore())
    await inBackground(aFlow(), work)
    await inline(aFlow(), work)
    expect(seen).toEqual([true, undefined])
  })

  it("runs four at a time, each of the others when one has ended, in the order in which they came", async () => {
    const flow = aFlow()
    const works = Array.from({ length: 7 }, someWork)
    for (const { work } of works) await inBackground(flow, work)
    const begun = () => works.map(({ work }) => work.mock.calls.length)
    expect(begun()).toEqual([1, 1, 1, 1, 0, 0, 0])
    works[2]!.end()
    await soon()
    expect(begun()).toEqual([1, 1, 1, 1, 1, 0, 0])
    works[4]!.end()
    works[0]!.end()
    await soon()
    expect(begun()).toEqual([1, 1, 1, 1, 1, 1, 1])
  })

  it("keeps the work of two stores in one process apart", async () => {
    const [one, other] = [aFlow(), aFlow()]
    for (let n = 0; n < 4; n++) await inBackground(one, someWork().work)
    const { work } = someWork()
    await inBackground(other, work)
    expect(work).toHaveBeenCalledTimes(1)
  })

  it("goes on after work that failed, and logs why", async () => {
    const flow = aFlow()
    for (let n = 0; n < 4; n++) await inBackground(flow, async () => Promise.reject(new Error("no connection")))
    const { work } = someWork()
    await inBackground(flow, work)
    await soon()
    expect(work).toHaveBeenCalledTimes(1)
    expect((flow.logger as unknown as { warn: jest.Mock }).warn.mock.calls).toEqual(Array(4).fill(["aplazame: in the background: no connection"]))
  })

  const full = async () => {
    const flow = aFlow()
    const running = Array.from({ length: 4 }, someWork)
    for (const { work } of running) await inBackground(flow, work)
    return { flow, running }
  }
  const begun = (works: ReturnType<typeof someWork>[]) => works.filter(({ work }) => work.mock.calls.length > 0).length

  it("leaves to the job what has waited longer than its lease", async () => {
    const { flow, running } = await full()
    const late = someWork()
    await inBackground(flow, late.work)
    const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now() + OPERATION_LEASE_MS + 1)
    for (const { end } of running) end()
    await soon()
    clock.mockRestore()
    expect(begun([late])).toBe(0)
    const next = someWork()
    await inBackground(flow, next.work)
    expect(begun([next])).toBe(1)
  })

  it("leaves to the job what comes when two hundred wait", async () => {
    const { flow, running } = await full()
    const waiting = Array.from({ length: 201 }, someWork)
    for (const { work, end } of waiting) {
      end()
      await inBackground(flow, work)
    }
    for (const { end } of running) end()
    for (let turn = 0; turn < 200; turn++) await soon()
    expect(begun(waiting)).toBe(200)
    expect(begun(waiting.slice(200))).toBe(0)
  })
})

describe("a job in the background", () => {
  it("keeps nobody waiting, runs once at a time, and again after a run that failed", async () => {
    const warn = jest.fn()
    const works: ReturnType<typeof someWork>[] = []
    const work = jest.fn(async () => {
      expect(isBehind.getStore()).toBe(true)
      works.push(someWork())
      await works.at(-1)!.work()
      if (works.length === 1) throw new Error("the database is away")
    })
    const store = { resolve: () => ({ warn, client }) } as unknown as MedusaContainer
    const job = jobInBackground(work)
    await job(store)
    await job(store)
    expect(work.mock.calls).toEqual([[store]])
    works[0]!.end()
    await soon()
    expect(warn.mock.calls).toEqual([["aplazame: job: the database is away"]])
    await job(store)
    expect(work).toHaveBeenCalledTimes(2)
  })
})

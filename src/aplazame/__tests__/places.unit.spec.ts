import fc from "fast-check"
import { mostInBackground, nextIn, Places, type Caller } from "../http/places"

describe("who is let in next", () => {
  it.each([[1, 1], [2, 1], [3, 2], [4, 3], [8, 6], [100, 75]])("of %i places background work holds %i at most", (places, most) => {
    expect(mostInBackground(places)).toBe(most)
  })

  it.each([
    ["a shopper before older background work", { shopper: 0, background: 0 }, { shopper: 1, background: 1 }, "shopper"],
    ["background work where no shopper waits", { shopper: 0, background: 5 }, { shopper: 0, background: 1 }, "background"],
    ["no background work on the last quarter", { shopper: 0, background: 6 }, { shopper: 0, background: 9 }, null],
    ["a shopper on the last quarter", { shopper: 1, background: 6 }, { shopper: 1, background: 9 }, "shopper"],
    ["nobody where every place is held", { shopper: 8, background: 0 }, { shopper: 3, background: 1 }, null],
    ["nobody where nobody waits", { shopper: 0, background: 0 }, { shopper: 0, background: 0 }, null],
  ] as const)("is %s", (_, held, waiting, next) => expect(nextIn(held, waiting, 8)).toBe(next))
})

describe("places", () => {
  const settled = () => new Promise(setImmediate)

  it("are never more than there are, nobody who may enter is left outside, and each line keeps its order", async () => {
    const callers = fc.array(fc.constantFrom<Caller>("shopper", "background"), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), callers, async (count, asking) => {
        const places = new Places(count)
        const inside: Caller[] = []
        const order: Record<Caller, number[]> = { shopper: [], background: [] }
        asking.forEach((caller, n) => void places.take(caller, 60_000).then(() => (order[caller].push(n), inside.push(caller))))
        for (let ended = 0; ended < asking.length; ended++) {
          await settled()
          expect(inside.length).toBeLessThanOrEqual(count)
          expect(inside.filter((one) => one === "background").length).toBeLessThanOrEqual(mostInBackground(count))
          expect(inside.length).toBeGreaterThan(0)
          places.giveBack(inside.shift()!)
        }
        for (const line of Object.values(order)) expect(line).toEqual([...line].sort((a, b) => a - b))
        expect(order.shopper.length + order.background.length).toBe(asking.length)
      }),
      { numRuns: 60 }
    )
  })

  it("tell who waited too long, and give that turn to the next", async () => {
    const places = new Places(1)
    expect(await places.take("shopper", 60_000)).toBe(true)
    expect(await places.take("shopper", 1)).toBe(false)
    const next = places.take("background", 60_000)
    places.giveBack("shopper")
    expect(await next).toBe(true)
  })
})

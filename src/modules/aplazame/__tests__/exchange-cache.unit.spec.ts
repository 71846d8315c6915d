import type { AplazameOrder } from "../../../aplazame"
import { ExchangeCache } from "../exchange-cache"

const remote = { id: "apz_1", mid: "aplord_1" } as AplazameOrder

describe("what Aplazame has just said", () => {
  afterEach(() => jest.useRealTimers())

  it("is known within the exchange, of that order alone, and forgotten after it", async () => {
    const cache = new ExchangeCache()
    const seen = await cache.during("aplord_1", remote, async () => [cache.of("aplord_1"), cache.of("aplord_2")])
    expect(seen).toEqual([remote, null])
    expect(cache.of("aplord_1")).toBeNull()
  })

  it("is forgotten when the exchange fails", async () => {
    const cache = new ExchangeCache()
    await expect(cache.during("aplord_1", remote, () => Promise.reject(new Error("no")))).rejects.toThrow("no")
    expect(cache.of("aplord_1")).toBeNull()
  })

  it("is not believed any more when the exchange drags on", async () => {
    jest.useFakeTimers()
    const cache = new ExchangeCache()
    const late = await cache.during("aplord_1", remote, async () => {
      jest.advanceTimersByTime(10_000)
      return cache.of("aplord_1")
    })
    expect(late).toBeNull()
  })
})

import type { AplazameOrder } from "../../../aplazame"
import { Looks } from "../looks"

const remote = { id: "apz_1", mid: "aplord_1" } as AplazameOrder

describe("what Aplazame has just said", () => {
  afterEach(() => jest.useRealTimers())

  it("is known within the exchange, of that order alone, and forgotten after it", async () => {
    const looks = new Looks()
    const seen = await looks.during("aplord_1", remote, async () => [looks.of("aplord_1"), looks.of("aplord_2")])
    expect(seen).toEqual([remote, null])
    expect(looks.of("aplord_1")).toBeNull()
  })

  it("is forgotten when the exchange fails", async () => {
    const looks = new Looks()
    await expect(looks.during("aplord_1", remote, () => Promise.reject(new Error("no")))).rejects.toThrow("no")
    expect(looks.of("aplord_1")).toBeNull()
  })

  it("is not believed any more when the exchange drags on", async () => {
    jest.useFakeTimers()
    const looks = new Looks()
    const late = await looks.during("aplord_1", remote, async () => {
      jest.advanceTimersByTime(10_000)
      return looks.of("aplord_1")
    })
    expect(late).toBeNull()
  })
})

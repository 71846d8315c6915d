import { clientAddress } from "../rate-limit/client-address"
import { MOST_ADDRESSES, TokenBuckets } from "../../modules/aplazame/token-buckets"

/** Buckets and the hand that moves their clock, in milliseconds. */
function bench(most?: number) {
  let now = 0
  const buckets = new TokenBuckets(() => now, most)
  const taken = (key: string, times: number, perMinute = 60) => Array.from({ length: times }, () => buckets.take(key, perMinute)).filter((seconds) => seconds === 0).length
  return { buckets, taken, pass: (milliseconds: number) => void (now += milliseconds) }
}

describe("the limit of an address", () => {
  it("lets a minute's worth through at once, then one for each share of a minute that passes", () => {
    const { buckets, taken, pass } = bench()
    expect(taken("a", 100)).toBe(60)
    expect(buckets.take("a", 60)).toBe(1)
    pass(999)
    expect(taken("a", 5)).toBe(0)
    pass(1)
    expect(taken("a", 5)).toBe(1)
    pass(10_000)
    expect(taken("a", 100)).toBe(10)
  })

  it("says how long to wait, in whole seconds, and that is enough", () => {
    const { buckets, pass } = bench()
    expect(buckets.take("a", 2)).toBe(0)
    expect(buckets.take("a", 2)).toBe(0)
    const seconds = buckets.take("a", 2)
    expect(seconds).toBe(30)
    pass(seconds * 1000)
    expect(buckets.take("a", 2)).toBe(0)
  })

  it("is not used up by waiting customers who ask again, and never saves up more than a minute", () => {
    const { taken, pass } = bench()
    expect(taken("a", 60)).toBe(60)
    for (let second = 0; second < 30; second++) {
      expect(taken("a", 3)).toBe(second === 0 ? 0 : 1)
      pass(1000)
    }
    pass(3_600_000)
    expect(taken("a", 200)).toBe(60)
  })

  it("is each address's own", () => {
    const { taken } = bench()
    expect(taken("a", 100)).toBe(60)
    expect(taken("b", 100)).toBe(60)
  })

  it("forgets who has been quiet for a minute, and beyond the bound whoever was quiet longest", () => {
    const { buckets, taken, pass } = bench(3)
    taken("a", 60)
    for (const key of ["b", "c"]) taken(key, 1)
    expect(taken("a", 1)).toBe(0)
    taken("d", 1)
    expect(buckets.size).toBe(3)
    // "b" had to go, not "a", which is still being refused.
    expect(taken("a", 1)).toBe(0)
    pass(60_000)
    taken("e", 1)
    expect(buckets.size).toBe(1)
  })

  it("stays within its bound under a flood of addresses", () => {
    const { buckets } = bench()
    for (let n = 0; n < MOST_ADDRESSES * 3; n++) buckets.take(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`, 60)
    expect(buckets.size).toBe(MOST_ADDRESSES)
  })
})

describe("the address of a request", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["made up by somebody", "192.0.2.1"],
    [undefined, "192.0.2.1"],
  ])("%s is counted as %s", (ip, counted) => {
    expect(clientAddress({ ip, socket: { remoteAddress: "192.0.2.1" } } as never)).toBe(counted)
  })
})

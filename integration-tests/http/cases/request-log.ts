import { PRIVATE_KEY, type Bench } from "../../support/aplazame-store"
import { notificationOf, notify } from "../../support/notify"
import { openCheckout } from "../../support/shopper"

type LoudLogger = { setLogLevel(level: string): void; unsetLogLevel(): void; http(message: string): void }

/** Aplazame puts our private key into the address, and Medusa prints addresses. */
export function requestLog(bench: Bench): void {
  const logged = async (job: () => Promise<unknown>): Promise<string[]> => {
    const logger = bench.container.resolve<LoudLogger>("logger")
    const lines: string[] = []
    const spies = (["http", "info", "warn", "error", "debug"] as const).map((level) =>
      jest.spyOn(logger as unknown as Record<string, (...args: unknown[]) => void>, level).mockImplementation((...args) => void lines.push(args.map(String).join(" ")))
    )
    logger.setLogLevel("http")
    try {
      await job()
      await new Promise((resolve) => setImmediate(resolve))
    } finally {
      logger.unsetLogLevel()
      spies.forEach((spy) => spy.mockRestore())
    }
    return lines
  }

  it("has the address of every notification and never the key, however the request ends", async () => {
    const checkout = await openCheckout(bench.seed)
    const body = await notificationOf(bench, checkout.checkout_id, "pending", "confirmation_required")
    const ours = "/hooks/aplazame/notifications"
    const lines = await logged(async () => {
      for (const path of [ours, `${ours}/`, `${ours}?shop=1`, "/hooks/aplazame/elsewhere", "/hooks/aplazame/store?path=/article/", "/hooks/payment/aplazame_aplazame", "/hooks/payment/aplazame_aplazame/"]) {
        await notify(bench, body, { path, token: PRIVATE_KEY, bearer: null })
        await notify(bench, {}, { path, token: PRIVATE_KEY, raw: "{" })
        await fetch(`${bench.storeUrl}${path}${path.includes("?") ? "&" : "?"}access_token=${PRIVATE_KEY}`)
      }
      await notify(bench, {}, { token: PRIVATE_KEY, raw: JSON.stringify({ x: "x".repeat(70_000) }) })
      await bench.emulator.approve(checkout.checkout_id)
    })
    expect(lines.filter((line) => line.includes(`POST ${ours} `) && line.includes("(200)"))).not.toHaveLength(0)
    expect(lines.filter((line) => line.includes("POST") && line.includes("(400)"))).not.toHaveLength(0)
    expect(lines.filter((line) => line.includes("(413)"))).not.toHaveLength(0)
    expect(lines.filter((line) => line.includes(PRIVATE_KEY) || line.includes("access_token"))).toEqual([])
  })

  it("shows a key in other addresses, or this test would prove nothing", async () => {
    const lines = await logged(() => fetch(`${bench.storeUrl}/store/regions?access_token=${PRIVATE_KEY}`))
    expect(lines.some((line) => line.includes(PRIVATE_KEY))).toBe(true)
  })
}

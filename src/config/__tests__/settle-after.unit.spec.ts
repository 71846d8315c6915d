import { AplazameProviderService } from "../../providers/aplazame/service"
import { AplazameOptionsError, parseOptions, withAplazame } from ".."

const NEEDED = { privateKey: "secret-private-key", publicKey: "public", backendUrl: "https://store.example", storefrontUrl: "https://shop.example" }

/** Every entry point that the options of a boot go through: the module, the provider, the config. */
const ENTRY_POINTS: readonly (readonly [string, (options: Record<string, unknown>) => unknown])[] = [
  ["the module's options", parseOptions],
  ["the provider's options", (options) => AplazameProviderService.validateOptions(options)],
  ["withAplazame", (options) => withAplazame({ projectConfig: {} } as Parameters<typeof withAplazame>[0], { ...NEEDED, ...options })],
]

const refusal = (check: () => unknown): AplazameOptionsError => {
  try {
    check()
  } catch (error) {
    if (error instanceof AplazameOptionsError) return error
    throw error
  }
  throw new Error("the options were accepted")
}

describe("settleAfterMs", () => {
  describe.each(ENTRY_POINTS)("by %s", (_entry, check) => {
    it.each([
      ["below it by one millisecond", { timeoutMs: 1_500, settleAfterMs: 1_499 }],
      ["zero", { timeoutMs: 15_000, settleAfterMs: 0 }],
      ["below the default of timeoutMs", { settleAfterMs: 14_999 }],
      ["left at its default, below a long timeoutMs", { timeoutMs: 90_000 }],
    ])("is refused when it is shorter than timeoutMs: %s", (_how, times) => {
      const error = refusal(() => check({ ...NEEDED, ...times }))
      expect(error.option).toBe("settleAfterMs")
      expect(error.message).toMatch(/^Aplazame option "settleAfterMs" must .*timeoutMs/)
      expect(error.message).not.toMatch(/\n/)
    })

    it.each([
      ["both at their defaults", {}],
      ["the same", { timeoutMs: 1_500, settleAfterMs: 1_500 }],
      ["longer", { timeoutMs: 90_000, settleAfterMs: 120_000 }],
    ])("is taken when it is not: %s", (_how, times) => {
      expect(() => check({ ...NEEDED, ...times })).not.toThrow()
    })
  })

  it("is named as what is wrong by itself first, when it is no number at all", () => {
    expect(refusal(() => parseOptions({ ...NEEDED, settleAfterMs: "60000" })).message).toBe('Aplazame option "settleAfterMs" must be a number, without quotes')
  })
})

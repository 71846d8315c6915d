import { AplazameOptionsError, notificationUrl, parseOptions, scriptUrl } from ".."

const KEY = "secret-private-key"
const NEEDED = { privateKey: KEY, publicKey: "public", backendUrl: "https://store.example", storefrontUrl: "https://shop.example" }

const refusal = (options: unknown): AplazameOptionsError => {
  try {
    parseOptions(options)
  } catch (error) {
    if (error instanceof AplazameOptionsError) return error
    throw error
  }
  throw new Error("the options were accepted")
}

describe("options", () => {
  it("fill in every default of docs/options.md", () => {
    expect(parseOptions(NEEDED)).toEqual({
      ...NEEDED,
      previousPrivateKeys: [],
      sandbox: true,
      apiBaseUrl: "https://api.aplazame.com",
      returnPaths: {
        success: "/checkout/aplazame/success",
        pending: "/checkout/aplazame/pending",
        error: "/checkout/aplazame/error",
        dismiss: "/checkout",
        ko: "/checkout/aplazame/refused",
      },
      returnOrigins: [],
      countries: ["es"],
      excludedProducts: [],
      excludedCategories: [],
      availabilitySeconds: 60,
      captureOn: "fulfillment",
      uncapturedDays: 14,
      captureAmount: "order",
      captureCalls: "both",
      refundCall: "documented",
      onChallenge: "place_order",
      retryByLinkHours: 0,
      historyLimit: 50,
      historyForGuests: false,
      timeoutCheckout: 60,
      timeoutExtra: 2880,
      timeoutMs: 15_000,
      maxConcurrentCalls: 8,
      settleAfterMs: 60_000,
      giveUpAfterHours: 72,
      tellProblems: { feed: true, email: [], emailTemplate: "aplazame-problem" },
      retentionDays: 400,
      storeReading: false,
      rateLimit: { notificationsPerMinute: 600, storePerMinute: 600, availabilityPerMinute: 600, checkoutsPerCartAndHour: 20 },
      checkoutVersion: 4,
      language: "es",
    })
  })

  it.each(Object.keys(NEEDED))("name %s when it is missing or empty", (option) => {
    for (const value of [undefined, "", "  "]) {
      const error = refusal({ ...NEEDED, [option]: value })
      expect(error.option).toBe(option)
      expect(error.message).toContain(`"${option}"`)
    }
  })

  it.each([
    ["backendUrl", "store.example"],
    ["storefrontUrl", "ftp://shop.example"],
    ["apiBaseUrl", "javascript:alert(1)"],
    ["scriptUrl", "//cdn"],
    ["scriptUrl", "data:text/javascript,alert(1)"],
    ["scriptUrl", `https://user:${KEY}@cdn.example/a.js`],
    ["backendUrl", "https://user@store.example"],
    ["backendUrl", "https://store.example/?shop=1"],
    ["storefrontUrl", "https://shop.example/#x"],
    ["returnOrigins.0", ["https://user:pw@app.example"]],
    ["sandbox", "true"],
    ["previousPrivateKeys", KEY],
    ["previousPrivateKeys.1", [KEY, " "]],
    ["product", "credit"],
    ["countries", []],
    ["countries.0", ["esp"]],
    ["captureOn", "delivery"],
    ["captureOn", { digital: "shipment" }],
    ["uncapturedDays", 366],
    ["retentionDays", 29],
    ["tellProblems.email.0", { email: ["ops"] }],
    ["historyLimit", 501],
    ["historyLimit", -1],
    ["timeoutCheckout", 0],
    ["timeoutCheckout", 121],
    ["timeoutExtra", 2881],
    ["timeoutMs", 50],
    ["minAmount", 10.5],
    ["minAmount", -1],
    ["checkoutVersion", 2],
    ["language", "fr"],
    ["rateLimit", true],
    ["rateLimit.storePerMinute", { storePerMinute: 0 }],
    ["rateLimit.availabilityPerMinute", { availabilityPerMinute: 0 }],
    ["rateLimit.checkoutsPerCartAndHour", { checkoutsPerCartAndHour: 1001 }],
    ["returnOrigins.0", ["shop.example"]],
  ])("refuse %s: %j", (option, value) => {
    const name = option.split(".")[0]!
    expect(refusal({ ...NEEDED, [name]: value }).option).toBe(option)
  })

  it.each(["//evil.example", "checkout", "https://shop.example/x", ""])("refuse the return path %j", (success) => {
    expect(refusal({ ...NEEDED, returnPaths: { success } }).option).toBe("returnPaths.success")
  })

  it("refuse limits that cross, and take equal ones", () => {
    expect(refusal({ ...NEEDED, minAmount: 2, maxAmount: 1 }).option).toBe("minAmount")
    expect(parseOptions({ ...NEEDED, minAmount: 2, maxAmount: 2 })).toMatchObject({ minAmount: 2, maxAmount: 2 })
  })

  it("refuse extended refunds where captures are told by PUTs, and take each without the other", () => {
    expect(refusal({ ...NEEDED, captureCalls: "put", refundCall: "extended" }).option).toBe("refundCall")
    expect(parseOptions({ ...NEEDED, captureCalls: "put" }).refundCall).toBe("documented")
    expect(parseOptions({ ...NEEDED, refundCall: "extended" }).captureCalls).toBe("both")
  })

  it("never repeat a value in the message: it may be a key", () => {
    for (const wrong of [{ sandbox: KEY }, { backendUrl: KEY }, { product: KEY }, { countries: [KEY] }, { timeoutMs: KEY }, { previousPrivateKeys: KEY }, { previousPrivateKeys: [KEY, 7] }]) {
      expect(refusal({ ...NEEDED, ...wrong }).message).not.toContain(KEY)
    }
  })

  it("take limits one by one, or none at all", () => {
    expect(parseOptions({ ...NEEDED, rateLimit: { storePerMinute: 5 } }).rateLimit).toEqual({ notificationsPerMinute: 600, storePerMinute: 5, availabilityPerMinute: 600, checkoutsPerCartAndHour: 20 })
    expect(parseOptions({ ...NEEDED, rateLimit: false }).rateLimit).toBe(false)
  })

  it("say that there are none at all", () => {
    for (const nothing of [undefined, null, {}]) expect(refusal(nothing).option).toBe("privateKey")
  })

  it("tidy addresses: no slash at the end, origins without their path, countries in small letters", () => {
    expect(
      parseOptions({ ...NEEDED, backendUrl: "https://store.example//", returnOrigins: ["https://app.example/path"], countries: ["ES"] })
    ).toMatchObject({ backendUrl: "https://store.example", returnOrigins: ["https://app.example"], countries: ["es"] })
  })
})

describe("addresses made of the options", () => {
  it("aplazame.js is Aplazame's own, or the emulator's, or the one that is named", () => {
    const query = "?public_key=public&sandbox=true"
    expect(scriptUrl(parseOptions(NEEDED))).toBe(`https://cdn.aplazame.com/aplazame.js${query}`)
    expect(scriptUrl(parseOptions({ ...NEEDED, apiBaseUrl: "http://localhost:4010/" }))).toBe(`http://localhost:4010/aplazame.js${query}`)
    expect(scriptUrl(parseOptions({ ...NEEDED, scriptUrl: "https://x.example/a.js" }))).toBe(`https://x.example/a.js${query}`)
  })

  it("the notification address is built from the store's own", () => {
    expect(notificationUrl(parseOptions({ ...NEEDED, backendUrl: "https://store.example/api/" }))).toBe("https://store.example/api/hooks/aplazame/notifications")
  })
})

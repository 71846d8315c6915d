import fc from "fast-check"
import { parseOptions } from "../../config/options"
import { CheckoutError } from "../start-checkout/checkout-error"
import { merchantUrls, type ReturnPaths } from "../start-checkout/return-urls"

const settings = (more: object = {}) =>
  parseOptions({ privateKey: "k", publicKey: "p", backendUrl: "https://store.example", storefrontUrl: "https://shop.example", ...more })

const NAMES = ["success", "pending", "error", "dismiss", "ko"] as const

describe("the addresses of a checkout", () => {
  it("are all absolute and the shop's own by default", () => {
    expect(merchantUrls(settings(), {})).toEqual({
      notification_url: "https://store.example/hooks/aplazame/notifications",
      success_url: "https://shop.example/checkout/aplazame/success",
      pending_url: "https://shop.example/checkout/aplazame/pending",
      error_url: "https://shop.example/checkout/aplazame/error",
      dismiss_url: "https://shop.example/checkout",
      ko_url: "https://shop.example/checkout/aplazame/refused",
      close_on_success: true,
      timeout_checkout: 60,
      timeout_extra: 2880,
    })
  })

  it("hang below a shop that has a path of its own", () => {
    const urls = merchantUrls(settings({ storefrontUrl: "https://example.com/tienda/" }), { success: "gracias?x=1#y" })
    expect(urls.success_url).toBe("https://example.com/tienda/gracias?x=1#y")
    expect(urls.dismiss_url).toBe("https://example.com/tienda/checkout")
  })

  it.each(NAMES)("refuse a stranger's origin as %s and name the field", (name) => {
    const asked: ReturnPaths = { [name]: "https://evil.example/" }
    expect(() => merchantUrls(settings(), asked)).toThrow(CheckoutError)
    try {
      merchantUrls(settings(), asked)
    } catch (error) {
      expect(error).toMatchObject({ code: "return_url_not_allowed", status: 400, details: { field: `return_paths.${name}` } })
    }
  })

  it("refuse the shop's own origin when it is dressed up as another", () => {
    for (const success of ["https://evil.example@shop.example/", "https://evil.example:x@shop.example/"]) expect(() => merchantUrls(settings(), { success })).toThrow(CheckoutError)
  })

  it("never leave the allowed origins, whatever is asked", () => {
    const allowed = ["https://shop.example", "https://app.example"]
    const tricky = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.constantFrom("//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https:/evil.example", " https://evil.example", "https://shop.example@evil.example", "HTTPS://EVIL.example", "data:text/html,x", "javascript:alert(1)", ".evil.example", "@evil.example", ":8443/x"),
      fc.webPath().map((path) => path || "/")
    )
    fc.assert(
      fc.property(tricky, (success) => {
        try {
          const url = merchantUrls(settings({ returnOrigins: ["https://app.example"] }), { success }).success_url
          expect(allowed).toContain(new URL(String(url)).origin)
        } catch (error) {
          expect(error).toBeInstanceOf(CheckoutError)
        }
      }),
      { numRuns: 500 }
    )
  })
})

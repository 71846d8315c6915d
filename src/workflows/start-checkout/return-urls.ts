import type { MerchantUrls } from "../../aplazame"
import { isPlainHttp, notificationUrl, type ResolvedOptions } from "../../config/options"
import { CheckoutError } from "./checkout-error"

/** What a storefront may ask for: a path of the shop, or an address of an allowed origin. */
export type ReturnPaths = Partial<Record<"success" | "pending" | "error" | "dismiss" | "ko", string>>

/**
 * The addresses that a checkout sends the shopper back to, all absolute. Anything outside the shop's own
 * origin and the allow-list is refused: it would be an open redirect.
 * @throws CheckoutError return_url_not_allowed
 */
export function merchantUrls(settings: ResolvedOptions, asked: ReturnPaths): MerchantUrls {
  const { storefrontUrl, returnOrigins, returnPaths } = settings
  const allowed = new Set([new URL(storefrontUrl).origin, ...returnOrigins])
  const url = (name: keyof ReturnPaths): string => {
    const wanted = asked[name] ?? returnPaths[name]
    const absolute = resolve(wanted, storefrontUrl)
    if (absolute && allowed.has(absolute.origin)) return absolute.toString()
    throw new CheckoutError("return_url_not_allowed", { field: `return_paths.${name}` })
  }
  return {
    notification_url: notificationUrl(settings),
    success_url: url("success"),
    pending_url: url("pending"),
    error_url: url("error"),
    dismiss_url: url("dismiss"),
    ko_url: url("ko"),
    close_on_success: true,
    timeout_checkout: settings.timeoutCheckout,
    timeout_extra: settings.timeoutExtra,
  }
}

/** A path hangs below the shop's address, which may have a path of its own. */
function resolve(wanted: string, storefrontUrl: string): URL | null {
  try {
    const absolute = /^[a-z][a-z0-9+.-]*:/i.test(wanted) ? new URL(wanted) : new URL(storefrontUrl + (wanted.startsWith("/") ? wanted : `/${wanted}`))
    // A user in front of the host is how an address is made to look like another one.
    return isPlainHttp(absolute) ? absolute : null
  } catch {
    return null
  }
}

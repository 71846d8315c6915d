import type { AplazameSdk } from "./script"

/** How the shopper left Aplazame's window. Only the store knows what came of it. */
export type Closed = "success" | "pending" | "ko" | "dismiss" | "error"

/** Opens Aplazame's window over the page and waits until it closes. Every callback is given, so it sends nobody to another page. */
export function openModal(sdk: AplazameSdk, checkoutId: string): Promise<Closed> {
  return new Promise((resolve) => {
    sdk.checkout(checkoutId, {
      onSuccess: () => resolve("success"),
      onPending: () => resolve("pending"),
      onKO: () => resolve("ko"),
      onDismiss: () => resolve("dismiss"),
      onError: () => resolve("error"),
    })
  })
}

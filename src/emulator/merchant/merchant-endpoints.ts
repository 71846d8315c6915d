import type { Endpoint } from "../http/endpoint"
import type { MerchantContext } from "./context"

/** `/merchants/api-keys` validates the private key and yields the public one; `/me` did so before 2023. */
export function merchantEndpoints({ keys }: MerchantContext): Endpoint[] {
  return [
    { method: "GET", path: "/merchants/api-keys", key: "private", handle: async () => ({ status: 200, body: { public_api_key: keys.publicKey } }) },
    {
      method: "GET", path: "/me", key: "private",
      handle: async () => ({ status: 200, body: {
        id: "0".repeat(31) + "1", name: "Emulated store", url: "http://localhost", public_api_key: keys.publicKey,
        widget_enabled: true, connect_discounts: false,
      } }),
    },
  ]
}

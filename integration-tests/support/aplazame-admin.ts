import { randomUUID } from "node:crypto"
import type { Bench } from "./aplazame-store"

/** Our admin API as the page uses it. */
export function aplazameAdmin(bench: Bench) {
  const get = (path: string) => bench.seed.admin.get<any>(`/admin/aplazame${path}`)
  const post = (path: string, body: unknown = {}) => bench.seed.admin.post<any>(`/admin/aplazame${path}`, body)
  const overview = (orderId: string) => bench.seed.admin.ok<any>(get(`/orders/${orderId}`))
  return {
    get,
    post,
    overview,
    /** One press of a button, on the numbers as they are now. */
    async act(orderId: string, action: string, wish: Record<string, unknown> = {}) {
      const { version } = await overview(orderId)
      return post(`/orders/${orderId}/${action}`, { token: randomUUID(), version, ...wish })
    },
  }
}

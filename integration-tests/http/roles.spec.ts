import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { Modules } from "@medusajs/framework/utils"
import { createUsersWorkflow } from "@medusajs/medusa/core-flows"
import { withStore } from "../support/aplazame-store"
import { Http } from "../support/http"
import { openCheckout } from "../support/shopper"

/** Earlier Medusas have no policies on routes. */
const HAS_POLICIES = existsSync(join(dirname(require.resolve("@medusajs/framework/http")), "..", "policies"))

process.env.MEDUSA_FF_RBAC = "true"

const run = HAS_POLICIES ? withStore : (name: string, ..._: unknown[]) => describe.skip(name, () => it("needs a Medusa with roles", () => undefined))

run("roles", {}, (bench) => {
  /** Somebody of the staff whose role allows this and no more. */
  const staff = async (email: string, allowed: readonly (readonly [resource: string, operation: string])[]): Promise<Http> => {
    const rbac = bench.container.resolve<any>(Modules.RBAC)
    const role = await rbac.createRbacRoles({ name: email })
    for (const [resource, operation] of allowed) {
      const key = `${resource}:${operation}`
      const [known] = await rbac.listRbacPolicies({ key })
      const policy = known ?? (await rbac.createRbacPolicies({ key, resource, operation, name: key }))
      await rbac.createRbacRolePolicies({ role_id: role.id, policy_id: policy.id })
    }
    const { result } = await createUsersWorkflow(bench.container).run({ input: { users: [{ email, roles: [role.id] }] } as never })
    const auth = bench.container.resolve(Modules.AUTH)
    const body = { email, password: "supersecret" }
    const { authIdentity } = await auth.register("emailpass", { body } as never)
    await auth.updateAuthIdentities({ id: authIdentity!.id, app_metadata: { user_id: result[0]!.id } })
    const http = new Http(bench.storeUrl)
    const { token } = await http.ok<{ token: string }>(http.post("/auth/user/emailpass", body))
    return http.with({ authorization: `Bearer ${token}` })
  }

  it("lets each do what Medusa's own routes would let them do: whoever may read and not refund reads, and neither refunds, captures nor reconciles", async () => {
    const reader = await staff("reader@example.com", [["payment", "read"], ["order", "read"]])
    for (const path of ["/operations", "/problems", "/notifications", "/reconcile", "/orders/order_none"]) expect([path, (await reader.get(`/admin/aplazame${path}`)).status]).toEqual([path, 200])
    for (const path of ["/orders/order_none/refund", "/orders/order_none/capture", "/orders/order_none/void", "/orders/order_none/cancel", "/operations/x/retry", "/problems/x/end-credit", "/problems/x/resolve", "/reconcile"]) {
      const { status, body } = await reader.post(`/admin/aplazame${path}`)
      expect([path, status, body.type]).toEqual([path, 403, "forbidden"])
    }
    expect((await reader.get("/admin/aplazame/settings")).status).toBe(403)
    expect((await reader.get("/admin/aplazame/campaigns")).status).toBe(403)
  })

  it("lets a role that may refund do so and no more, and the shop's manager everything", async () => {
    const clerk = await staff("clerk@example.com", [["payment", "read"], ["refund", "create"]])
    expect((await clerk.post("/admin/aplazame/orders/order_none/capture")).status).toBe(403)
    expect((await clerk.post("/admin/aplazame/orders/order_none/refund", {})).status).toBe(400)
    const { admin } = bench.seed
    for (const path of ["/operations", "/settings", "/settings/doctor", "/health"]) expect([path, (await admin.get(`/admin/aplazame${path}`)).status]).toEqual([path, 200])
    expect((await admin.get("/admin/aplazame/campaigns?product_id=prod_none")).status).toBe(404)
    expect((await admin.post("/admin/aplazame/reconcile", { from: new Date(Date.now() - 60_000).toISOString(), to: new Date().toISOString(), dry_run: true })).status).toBe(202)
  })

  it("answers a monitor, whose API key has no role, and sells to a shopper", async () => {
    const { api_key } = await bench.seed.admin.ok<any>(bench.seed.admin.post("/admin/api-keys", { title: "monitor", type: "secret" }))
    const monitor = new Http(bench.storeUrl, { authorization: `Basic ${Buffer.from(`${api_key.token}:`).toString("base64")}` })
    expect((await monitor.get("/admin/aplazame/health")).status).toBe(200)
    expect((await monitor.get("/admin/aplazame/operations")).status).toBe(403)
    expect(await openCheckout(bench.seed)).toMatchObject({ checkout_id: expect.any(String) })
  })
}, { keepData: true })

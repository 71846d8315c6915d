import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { PRIVATE_KEY, type Bench } from "../../support/aplazame-store"
import { supportBundle } from "../../../src/workflows/support-bundle"
import { ADDRESS } from "../../support/shopper"

const OURS = ["order", "operation", "notification", "problem", "reconcile_run", "difference", "admin_action", "cart_owner"].map((name) => `SELECT * FROM aplazame_${name}`)
/** Medusa's rows of our payments and workflows. Its own column `context` of a session holds the signed-in customer. */
const MEDUSAS = [
  "SELECT id, data FROM payment_session WHERE provider_id LIKE 'pp_aplazame%'",
  "SELECT id, data FROM payment WHERE provider_id LIKE 'pp_aplazame%'",
  "SELECT * FROM workflow_execution WHERE workflow_id LIKE 'aplazame%'",
]
const LISTS = ["/operations?limit=100", "/notifications?limit=100", "/problems?limit=100", "/problems?state=resolved&limit=100", "/reconcile", "/campaigns", "/settings", "/settings/doctor", "/health"]
/** The operator's own address stands beside what they did; the shoppers of the tests have others. */
const FORBIDDEN = [PRIVATE_KEY, "access_token", "lucia@", ADDRESS.address_1, ADDRESS.phone, ADDRESS.phone.slice(3), ADDRESS.last_name]

/** Five digits stand in a random id by chance; as a datum they stand alone. */
const POSTAL_CODE = new RegExp(`(?<![0-9a-z])${ADDRESS.postal_code}(?![0-9a-z])`)

/** What is left after all the others of this store, good purchases and failed ones. The demo's script searches the log too. */
export function privacy(bench: Bench): void {
  it("leaves no key and nothing of the shopper in our tables, in payment data and in the admin's answers", async () => {
    const pg = bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const rows: unknown[] = (await Promise.all([...OURS, ...MEDUSAS].map((sql) => pg.raw(sql)))).flatMap((answer) => answer.rows)
    const { get, overview } = aplazameAdmin(bench)
    const orders: { order_id: string }[] = (await pg.raw("SELECT order_id FROM aplazame_order WHERE order_id IS NOT NULL LIMIT 10")).rows
    const bundles = await Promise.all([null, ...orders.slice(0, 5).map((row) => row.order_id)].map((id) => supportBundle(bench.container, id)))
    expect(bundles[0]).toMatchObject({ versions: { medusa: expect.any(String) }, settings: { private_key: expect.stringMatching(/^•/) }, doctor: expect.arrayContaining([expect.objectContaining({ id: "keys", level: "ok" })]) })
    expect((bundles[1] as any).ledger.length + (bundles[1] as any).inbox.length).toBeGreaterThan(0)
    expect(await supportBundle(bench.container, "order_unknown")).toBeNull()
    const carts: { id: string }[] = (await pg.raw("SELECT cart_id AS id FROM aplazame_order UNION SELECT order_id FROM aplazame_order WHERE order_id IS NOT NULL UNION SELECT aplazame_id FROM aplazame_order WHERE aplazame_id IS NOT NULL")).rows
    expect(bundles.flatMap((one) => carts.filter(({ id }) => JSON.stringify(one).includes(id)))).toEqual([])
    const answers = [...bundles, ...(await Promise.all(LISTS.map(async (path) => (await get(path)).body))), ...(await Promise.all(orders.map((row) => overview(row.order_id))))]
    const texts = [...rows, ...answers].map((one) => JSON.stringify(one))
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.filter((text) => text.includes("aplazame_refund") || text.includes('"kind":"refund"'))).not.toHaveLength(0)
    const found = texts.flatMap((text) => FORBIDDEN.filter((datum) => text.toLowerCase().includes(datum.toLowerCase())).map((datum) => ({ datum, text })))
    expect(texts.filter((text) => POSTAL_CODE.test(text))).toEqual([])
    expect(found).toEqual([])
  })
}

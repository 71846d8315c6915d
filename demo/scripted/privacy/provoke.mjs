// Mistakes and attacks, so that the errors of the run are among what is searched.
import { KEYS } from "../../lib/settings.mjs"

/** What Aplazame was sent with a checkout, and what it is sent or knows with every other call. */
const SENT = ["private key", "e-mail", "phone", "name", "address"]
const KNOWN = ["private key", "e-mail", "phone", "document number", "card number"]

/** An error in which Aplazame repeats such things, one by one: a text of its own is cut when it is long. */
function echoOf(needles, kinds) {
  const texts = needles.filter(({ what }) => kinds.includes(what)).map(({ text }) => text)
  return { error: { type: "X", message: texts.slice(-12).join(", "), fields: { customer: texts.slice(0, 10), order: texts.slice(10) } } }
}

/**
 * Makes the store fail in each way that has an answer or a log line.
 * @returns {Promise<{ where: string, text: string }[]>} the answers
 */
export async function provoke(world, needles) {
  const texts = []
  const keep = (where, { status, body }) => texts.push({ where, text: `${status} ${JSON.stringify(body)}` })
  const { store, admin } = world

  for (const path of ["/hooks/aplazame/notifications", "/hooks/payment/aplazame_aplazame"]) {
    for (const key of [KEYS.private, "wrong"]) keep(`POST ${path}`, await store.call("POST", `${path}?access_token=${key}`, { mid: "unknown" }))
    keep(`POST ${path}`, await store.call("POST", `${path}?access_token=${KEYS.private}`, { id: "x", mid: "unknown", status: "ok", total_amount: 1, sandbox: true, currency: "EUR" }))
  }

  await world.faults([{ route: "POST /checkout", times: 1, status: 400, error_body: echoOf(needles, SENT) }])
  const { session } = await world.readyToPay({ items: [["libro-recetas", "Tapa dura", 1]] })
  const checkout = `/store/aplazame/payment-sessions/${session.id}/checkout`
  const refused = await store.call("POST", checkout, {})
  if (refused.status !== 422) throw new Error(`the refused checkout was answered ${refused.status}`)
  keep("POST checkout, refused", refused)
  keep("POST checkout, wrong body", await store.call("POST", checkout, { email: "somebody" }))
  keep("POST checkout, strange address", await store.call("POST", checkout, { return_paths: { success: "https://evil.example/" } }))
  keep("POST checkout, no such session", await store.call("POST", "/store/aplazame/payment-sessions/payses_none/checkout", {}))

  for (const status of [400, 500]) {
    await world.faults([{ route: "GET /orders", status, error_body: echoOf(needles, KNOWN) }])
    keep("GET /admin/aplazame/orders, Aplazame in trouble", await admin.call("GET", "/admin/aplazame/orders"))
    keep("POST /admin/aplazame/settings/connection, Aplazame in trouble", await admin.call("POST", "/admin/aplazame/settings/connection", {}))
  }
  const { orderId } = world.purchases.find((purchase) => purchase.label === "pay_in_4")
  const { version } = await admin.get(`/admin/aplazame/orders/${orderId}`)
  await world.faults([{ method: "POST", route: "/orders/:id/refund", times: 1, status: 400, error_body: echoOf(needles, KNOWN) }])
  const asked = await admin.call("POST", `/admin/aplazame/orders/${orderId}/refund`, { token: crypto.randomUUID(), version, amount: 100, note: "…" })
  if (asked.status < 400) throw new Error("the refund that was to be refused was not")
  keep("POST refund, refused with an echo", asked)
  await world.faults([])
  return texts
}

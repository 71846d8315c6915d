// The end of the script: every order, Aplazame's ledger beside the store's numbers.
import { money, sumCents } from "./money.mjs"

/** What Aplazame still wants from the shopper, and what the store has kept of it. */
function compare(view, payments) {
  const store = { captured: payments.reduce((sum, p) => sum + sumCents(p.captures), 0), refunded: payments.reduce((sum, p) => sum + sumCents(p.refunds), 0) }
  const gone = view.status === "ko" || (view.cancelled && view.refunded === 0)
  const theirs = { refunded: view.refunded, net: gone ? 0 : view.total - view.voided - view.refunded }
  const ours = { ...store, net: store.captured - store.refunded }
  const faults = []
  if (theirs.net !== ours.net) faults.push("net")
  if (theirs.refunded !== ours.refunded) faults.push("refunded")
  if (view.product === "pay_later" && view.captured !== ours.captured) faults.push("captured")
  if (view.status === "ko" && ours.captured > 0) faults.push("captured a refused credit")
  return { theirs, ours, faults }
}

const HEAD = ["order", "product", "state", "total", "voided", "captured", "refunded", "net", "", "captured", "refunded", "net", ""]

/** @returns {Promise<{ lines: string[], unequal: string[] }>} */
export async function compareAll(world) {
  const rows = [["", "", "Aplazame", "", "", "", "", "", "", "store", "", "", ""], HEAD]
  const unequal = []
  for (const purchase of world.purchases) {
    const view = await world.credit(purchase)
    const order = purchase.orderId ? await world.order(purchase) : undefined
    const { theirs, ours, faults } = compare(view, order ? world.paymentsOf(purchase, order) : [])
    const name = order ? `#${order.display_id}` : "none"
    if (faults.length) unequal.push(`${name} (${purchase.label}): ${faults.join(", ")}`)
    rows.push([
      name, view.product ?? "-", view.cancelled ? "cancelled" : view.status, money(view.total), money(view.voided), money(view.captured), money(theirs.refunded), money(theirs.net), "|",
      money(ours.captured), money(ours.refunded), money(ours.net), faults.length ? `✘ ${faults.join(", ")}` : "✔",
    ])
  }
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i].length)))
  const lines = rows.map((row) => `    ${row.map((cell, i) => (cell.endsWith("€") ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join("  ")}`.trimEnd())
  return { lines, unequal }
}

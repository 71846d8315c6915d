import { isDeepStrictEqual } from "node:util"
import type { OrderView } from "../../src/emulator"
import type { DemoApis } from "./demo-purchase"
import type { Operator } from "./operator"

const LABELS = { approved: "Approved", approvedAmount: "Approved amount", refundedAmount: "Refunded" } as const
const PAGE = 100

/** How many credits Aplazame gave, of how much, and what was given back of them, in hundredths. */
type Figures = Record<keyof typeof LABELS, number>

/** The tiles of the tab *Figures* as an operator reads them, in English. A store that has sold nothing has none. */
async function tiles(one: Operator): Promise<Figures> {
  await one.open("/aplazame?tab=figures")
  const tile = (label: string) => one.page.locator("dl > div", { has: one.page.getByText(label, { exact: true }) }).locator("dd > span").first()
  const nothing = one.page.getByText("No checkout was started in this period.")
  await tile(LABELS.approvedAmount).or(nothing).waitFor()
  if (await nothing.isVisible()) return { approved: 0, approvedAmount: 0, refundedAmount: 0 }
  const read = Object.entries(LABELS).map(async ([name, label]) => [name, Number((await tile(label).innerText()).replace(/\D/g, ""))] as const)
  return Object.fromEntries(await Promise.all(read)) as Figures
}

/** The same of everybody but one shopper: by Aplazame, and by the store's ledger, in which a refund of Aplazame's panel stands only once it was seen. */
async function ofOthers({ admin, emulator }: DemoApis, email: string): Promise<Figures> {
  const { orders } = await emulator.orders(1_000)
  const isOwn = (order: OrderView): boolean => JSON.stringify(order).includes(email)
  const mids = orders.filter(isOwn).map(({ mid }) => mid)
  const approved = orders.filter((order) => !isOwn(order) && order.confirmed !== null)
  const refunds: { mid: string; amount: number }[] = []
  for (let count = 1; refunds.length < count; ) {
    const page = await admin.ok<{ operations: typeof refunds; count: number }>(admin.get(`/admin/aplazame/operations?kind=refund&state=done&limit=${PAGE}&offset=${refunds.length}`))
    refunds.push(...page.operations)
    count = page.operations.length && page.count
  }
  const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0)
  return {
    approved: approved.length,
    approvedAmount: sum(approved.map(({ total }) => total)),
    refundedAmount: sum(refunds.filter(({ mid }) => !mids.includes(mid)).map(({ amount }) => amount)),
  }
}

/** What the tab shows beyond the sales of everybody but one shopper: other tests sell in the same store at the same time, so it is read again until nothing of theirs has moved. */
export async function figuresBeyond(one: Operator, apis: DemoApis, email: string): Promise<Figures> {
  for (let theirs = await ofOthers(apis, email); ; ) {
    const shown = await tiles(one)
    const now = await ofOthers(apis, email)
    if (isDeepStrictEqual(now, theirs)) return { approved: shown.approved - now.approved, approvedAmount: shown.approvedAmount - now.approvedAmount, refundedAmount: shown.refundedAmount - now.refundedAmount }
    theirs = now
  }
}

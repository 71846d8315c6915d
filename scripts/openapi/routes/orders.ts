import { z } from "zod"
import { actionBody, moneyBody, refundBody } from "../../../src/api/admin/aplazame/orders/bodies"
import { ordersQuery } from "../../../src/api/admin/aplazame/orders/query"
import type { ActionCode } from "../../../src/workflows/admin-actions/action-error"
import { customerCredit, customerCreditExample } from "../../../src/api/admin/aplazame/customers/customer-credit.answer"
import { listedOrder, listedOrderExample } from "../../../src/api/admin/aplazame/orders/listed-order.answer"
import { overview, overviewExample, refreshedExample, refreshedOverview } from "../../../src/api/admin/aplazame/orders/overview.answer"
import { tokenBody } from "../../../src/api/admin/aplazame/shared/token-body"
import { pagedThere } from "../../../src/api/values.answer"
import { adminRefusals, ASKED, MOVED, OBSTACLES, PRESSED } from "../answers-of-admin"
import type { DescribedRoute } from "../described-route"
import { orderListQuery } from "../order-list-query"

const BASE = "/admin/aplazame/orders"
const parts = { id: { description: "Medusa's order." } }
const press = { token: "0b8e3c1e-6a44-4f0b-9a6e-7d3f6a2b9c10", version: "Q2fC0y7m1sV4n8Zb" }

const afterwards = { name: "OrderAfterwards", status: 200, description: "The order as it is afterwards.", body: overview, example: overviewExample }

type Action = Pick<DescribedRoute, "summary" | "description" | "body"> & { name: string; codes: readonly ActionCode[] }

/** One press of a button; see `src/api/admin/aplazame/shared/run-route.ts`. */
const action = ({ name, codes, ...told }: Action): DescribedRoute => ({
  method: "POST",
  path: `${BASE}/{id}/${name}`,
  tag: "Orders",
  who: "operator",
  ...told,
  parts,
  answers: [afterwards, ...adminRefusals([...PRESSED, ...codes], { takes: true })],
})

/** Aplazame's orders, and the buttons of one. */
export const orders: DescribedRoute[] = [
  {
    method: "GET",
    path: BASE,
    tag: "Orders",
    who: "operator",
    summary: "Aplazame's own list, live, each order beside ours",
    description: "Takes Aplazame's list query word for word, and `status`.",
    query: ordersQuery,
    queryNotes: { status: "Of the newest hundred; `count_capped` says that there may be more." },
    listQuery: orderListQuery,
    answers: [
      {
        status: 200,
        description: "A page of Aplazame's; its size is Aplazame's.",
        body: z.strictObject({ orders: z.array(listedOrder), count_capped: z.boolean(), ...pagedThere }),
        example: { orders: [listedOrderExample], count: 35, count_capped: false, page: 1, next_page: 2, previous_page: null },
      },
      ...adminRefusals(ASKED, { takes: true }),
    ],
  },
  {
    method: "GET",
    path: `${BASE}/{id}`,
    tag: "Orders",
    who: "operator",
    summary: "An order's credit, what may be done with it, its problems and its story",
    description: "From the store's own tables, at once. An order that was not paid with Aplazame has no credit.",
    parts,
    answers: [{ status: 200, description: "The overview.", body: overview, example: overviewExample }, ...adminRefusals([], { takes: false })],
  },
  {
    method: "GET",
    path: "/admin/aplazame/customers/{id}",
    tag: "Orders",
    who: "operator",
    summary: "The credits of a customer's orders",
    description: "Of the customer's newest 200 orders those that were paid with Aplazame, the newest first, from the store's own tables.",
    parts: { id: { description: "Medusa's customer." } },
    answers: [
      { status: 200, description: "One credit for each order; none for a customer who is not there.", body: z.strictObject({ credits: z.array(customerCredit) }), example: { credits: [customerCreditExample] } },
      ...adminRefusals([], { takes: false }),
    ],
  },
  {
    method: "POST",
    path: `${BASE}/{id}/refresh`,
    tag: "Orders",
    who: "operator",
    summary: "Reads the order at Aplazame and settles what is without an answer",
    description: "Moves no money, so it needs no token.",
    parts,
    answers: [{ status: 200, description: "The overview, and Aplazame's own figures.", body: refreshedOverview, example: refreshedExample }, ...adminRefusals(["credit_not_found", ...MOVED], { takes: false })],
  },
  action({
    name: "capture",
    summary: "Captures, whole or for pay later in part",
    description: "Without `amount`, all that the overview allows. The same token again gets the same answer and moves nothing.",
    body: { schema: moneyBody, example: press },
    codes: [...OBSTACLES, ...MOVED],
  }),
  action({
    name: "refund",
    summary: "Gives back a part or all of what was captured",
    description: "`note` and `refund_reason_id` go into Medusa's refund. The same token again gets the same answer and moves nothing.",
    body: { schema: refundBody, example: { ...press, amount: 1000, note: "Talla equivocada" } },
    codes: [...OBSTACLES, ...MOVED, "capture_first", "nothing_to_refund"],
  }),
  action({
    name: "void",
    summary: "Takes a part of what was not captured off the credit",
    description: "Without `amount`, all that the overview allows. The same token again gets the same answer and moves nothing.",
    body: { schema: moneyBody, example: { ...press, amount: 1000 } },
    codes: [...OBSTACLES, ...MOVED, "nothing_to_void", "order_being_edited"],
  }),
  action({
    name: "cancel",
    summary: "Cancels the order in Medusa and the credit at Aplazame",
    description: "The same token again gets the same answer and moves nothing.",
    body: { schema: actionBody, example: press },
    codes: [...OBSTACLES, ...MOVED, "not_found", "order_completed", "order_fulfilled"],
  }),
  action({
    name: "history",
    summary: "Sends the shopper's past orders to Aplazame again",
    description: "Aplazame takes them until it has confirmed the order.",
    body: { schema: actionBody, example: press },
    codes: [...ASKED, "history_off", "history_too_late", "history_running", "failed"],
  }),
  {
    method: "POST",
    path: `${BASE}/{id}/link-email`,
    tag: "Orders",
    who: "operator",
    summary: "Sends the order's payment link to its customer",
    description: "To the order's e-mail address, by the store's own notification provider, with the template of the option `linkEmailTemplate`. The same token again sends nothing.",
    parts,
    body: { schema: tokenBody, example: { token: press.token } },
    answers: [
      afterwards,
      ...adminRefusals(["not_found", "action_running", "action_interrupted", "token_reused", "email_off", "order_cancelled", "nothing_outstanding", "order_changed", "email_missing", "email_failed", "failed"], { takes: true }),
    ],
  },
]

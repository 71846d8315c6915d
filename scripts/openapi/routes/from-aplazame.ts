import { z } from "zod"
import { articleQuery, historyQuery } from "../../../src/api/hooks/aplazame/store/query"
import { FORBIDDEN, malformedRefusal, notFoundRefusal, TOO_MANY, type Refusal } from "../../../src/api/hooks/aplazame/shared/refusal"
import { notificationSchema } from "../../../src/aplazame/schemas/notification"
import { decision } from "../../../src/api/hooks/aplazame/notifications/decision.answer"
import { hookRefusal } from "../../../src/api/admin/aplazame/shared/refusal.answer"
import { notes } from "../../../src/api/values.answer"
import { articleList, articleListExample, storedOrder } from "../../../src/api/hooks/aplazame/store/store-reading.answer"
import type { Answer, DescribedRoute } from "../described-route"

const refused = (refusal: Refusal, description: string): Answer => ({ status: refusal.status, description, body: hookRefusal(refusal.status, refusal.type), example: refusal })

const forbidden = { name: "Forbidden", ...refused(FORBIDDEN, "The key is missing or wrong.") }
const tooMany: Answer = { name: "TooManyWithoutKey", ...refused(TOO_MANY, "Too many requests without the key from this address; see `rateLimit`."), headers: { "Retry-After": "Seconds to wait." } }

const announced = notificationSchema.register(notes, { id: "Notification", description: "What Aplazame posts; the product is not in it. Unknown fields are left alone." })
const notification = {
  id: "3f2c9a41b7",
  mid: "aplord_3f9a1c_01KAMX7T",
  status: "pending",
  status_reason: "confirmation_required",
  sandbox: true,
  total_amount: 5437,
  currency: { name: "Euro", code: "EUR", numeric: "978", symbol: "€" },
}

const receive: Omit<DescribedRoute, "path"> = {
  method: "POST",
  tag: "From Aplazame",
  who: "aplazame",
  summary: "A notification of Aplazame, answered in the same exchange",
  description: "What it says is a hint: the order is read at Aplazame before anything is done. Anything but a 200 brings Aplazame back. The body may have at most 64 kB.",
  body: { schema: announced, example: notification },
  answers: [
    { status: 200, description: "Applied: the sale stands, or it is no longer possible.", body: decision, example: { status: "ko", reason: "out_of_stock" } },
    refused(malformedRefusal("The body is not JSON"), "Not a notification."),
    forbidden,
    refused(notFoundRefusal("Order unknown"), "No checkout of this store has that `mid`."),
    refused({ status: 413, type: "CLIENT_ERROR", detail: "The body is too large" }, "Larger than any notification."),
    tooMany,
    refused({ status: 503, type: "SERVER_ERROR", detail: "Not applied, send it again" }, "Not applied: something failed, or what was announced is not what Aplazame's API says."),
  ],
}

const read: Omit<DescribedRoute, "method"> = {
  path: "/hooks/aplazame/store",
  tag: "From Aplazame",
  who: "aplazame",
  summary: "What Aplazame may read of the store, with `storeReading`",
  description: "`path=/article/`: what is sold, page by page, at most 100 a page. `path=/order/history/`: the past orders of the shopper behind an order. The key in use alone opens it. Without `storeReading` the address does not exist.",
  query: z.union([z.object({ path: z.literal("/article/"), ...articleQuery.shape }), z.object({ path: z.literal("/order/history/"), ...historyQuery.shape })]),
  queryNotes: { path: "What is asked for.", order_id: "The `mid` of an order; with `/order/history/`.", page: "With `/article/`.", page_size: "With `/article/`." },
  answers: [
    { status: 200, description: "The articles, or the past orders, newest first.", body: z.union([articleList, z.array(storedOrder)]), example: articleListExample },
    refused(malformedRefusal("page and page_size must be whole numbers from 1 on"), "The page is none."),
    forbidden,
    { ...refused(notFoundRefusal("No such path"), "No such path, or no such order; or `storeReading` is off."), page: true },
    tooMany,
  ],
}

/** What Aplazame calls. */
export const fromAplazame: DescribedRoute[] = [
  { ...receive, path: "/hooks/aplazame/notifications" },
  {
    ...receive,
    path: "/hooks/payment/{provider}",
    summary: "The same at Medusa's own address of the provider",
    parts: { provider: { description: "The provider, as `aplazame_aplazame`.", pattern: "^aplazame(_[^/]+)?$" } },
  },
  { ...read, method: "GET" },
  { ...read, method: "POST" },
]

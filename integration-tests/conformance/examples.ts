import { parseOrderQuery, translateLegacyFilters, translateLegacyOrdering, type AplazameClient, type Cents } from "../../src/aplazame"
import type { CheckoutPayload, HistoryEntry, OrderEdit } from "../../src/aplazame"
import { CAPTURE, LOOKUP_QUERIES, NOT_FOUND, OLD_NAMES, OLD_ORDERINGS, ORDER, ORDERINGS, PAGE } from "./facts"
import type { Shape } from "./shape"

/** What `:orderId`, `:captureId` and `:campaignId` stand for, and the public key. */
export interface Filled { orderId: string; captureId: string; campaignId: string; publicKey: string }

/** One request of a document as it is written there, what the document says of the answer, and the same by our client. */
export interface Example {
  /** Row of the table. */
  endpoint: string
  source: string
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  path: string
  body?: string
  /** "no type" and "form" as the documents' http and curl blocks send JSON. */
  contentType?: "application/json" | "no type" | "application/x-www-form-urlencoded"
  version?: 1 | 3 | 4
  key?: "public"
  /** What must be there before: nothing, a checkout that has begun, a confirmed order, a captured one, one that the documents' filters ask for, a campaign. */
  given?: "started" | "confirmed" | "captured" | "sought" | "campaign"
  product?: "instalments" | "pay_later"
  total?: number
  status: number
  shape?: Shape
  client?: (client: AplazameClient, filled: Filled) => Promise<unknown>
  /** What the client sends, where a document is older than the present names. */
  clientPath?: string
  clientBody?: string
}

const G2 = "documents of 10/2015"
const G1 = "documents of 7/2015"
const G3 = "documents of 2020"
const G4 = "documents of 2022 and later"
const PLUGINS = "official plugins"

const MONEY = (amount: number): Cents => amount as Cents
const sent = (text: string): string => text.replaceAll('"zip"', '"postcode"')

const ARTICLE = `{"id": "59825349042875546873", "name": "N°5 eau premiere spray", "description": "A decidedly lighter, fresher...",
  "url": "http://www.chanel.com...", "image_url": "http://www.chanel.com...", "quantity": 1, "price": 29000, "tax_rate": 2100}`
const shipping = (first: string, last: string, street: string, code: string): string => `{"first_name": "${first}", "last_name": "${last}",
  "phone": "616123456", "alt_phone": "+34917909930", "street": "${street}", "address_addition": "Cerca de la plaza Santa Ana", "city": "Madrid",
  "state": "Madrid", "country": "ES", ${code}, "price": 500, "tax_rate": 2100, "name": "Planet Express", "discount": 100}`
const OF_2015 = shipping("Hobbes", "Watterson", "Calle del Postigo de San Martín 8", '"postcode": "28013"')
const WITH_ZIP = shipping("Hobbes", "Watterson", "Calle del Postigo de San Martín 8", '"zip": "28013"')
const OF_2020 = shipping("Django", "Reinhard", "Plaza del Angel nº10", '"postcode": "28012"')

const put = (place: string): string => `{"order": {"shipping": ${place}, "articles": [${ARTICLE}], "discount": 300, "currency": "EUR", "total_amount": 31080}}`
const PATCH = `{"order": {"articles": [${ARTICLE}], "discount": 300}}`
const history = (place: string, billing: string): string => `[{"id": "18857527248912279381", "amount": 12080, "due": "", "status": "cancelled",
  "type": "paypal", "order_date": "2014-03-21T13:56:45+0000", "currency": "EUR", ${billing}"shipping": ${place}}]`

/** Filters and searches of the documents that an order can answer to; the others ask for a document's number or contradict themselves. */
const FINDS: ReadonlySet<string> = new Set([
  "total_amount=462000", "confirmed-gte=2015-12-22T15:09:30.537951Z", "customer-phone-number=612345678", "account-type=existing&account-gender=0",
  "account-last_login-isnull=no", "q=Alice,@gmail,.es",
])

/** A list of orders: the client reads the document's query into its own form, and must write the same again. */
function list(endpoint: string, source: string, query: string): Example {
  const path = query === "" ? "/orders" : `/orders?${query}`
  return {
    endpoint, source, method: "GET", path, status: 200, shape: FINDS.has(query) ? { ...(PAGE as object), results: "full list" } : PAGE,
    ...(FINDS.has(query) ? { given: "sought" } : {}),
    client: (client) => client.listOrders(parseOrderQuery(new URLSearchParams(query.replaceAll("+", "%2B")))),
  }
}

/** The same by names of 2015, which the client translates. */
function oldList(name: string, value: string, today: string): Example {
  const isOrdering = name === "ordering"
  return {
    endpoint: isOrdering ? "`GET /orders`: ordering by the names of 2015" : "`GET /orders`: filters by the names of 2015", source: name.startsWith("downpayment") ? G2 : G1,
    method: "GET", path: `/orders?${name}=${value}`, clientPath: `/orders?${isOrdering ? "ordering" : today}=${isOrdering ? today : value}`, status: 200, shape: PAGE,
    client: (client) => client.listOrders(isOrdering ? { ordering: translateLegacyOrdering(value) } : { filters: translateLegacyFilters({ [name]: value }) }),
  }
}

const order = { given: "confirmed", product: "instalments" } as const
const later = { given: "confirmed", product: "pay_later" } as const
const json = "application/json"
const form = "application/x-www-form-urlencoded"

function edits(): Example[] {
  const edit = (method: "PUT" | "PATCH", source: string, body: string, contentType: Example["contentType"]): Example => ({
    endpoint: `\`${method} /orders/:id\``, source, method, path: "/orders/:orderId", body, contentType, ...order, total: 20000, status: 204, clientBody: sent(body),
    client: (client, { orderId }) => {
      const { order: given } = JSON.parse(sent(body)) as { order: OrderEdit }
      return method === "PUT" ? client.updateOrder(orderId, given) : client.patchOrder(orderId, given)
    },
  })
  return [
    edit("PUT", G1, put(WITH_ZIP), "no type"), edit("PUT", G1, put(WITH_ZIP), form), edit("PUT", G2, put(OF_2015), "no type"), edit("PUT", G2, put(OF_2015), form),
    edit("PUT", G3, put(OF_2020), json), edit("PATCH", G1, PATCH, "no type"), edit("PATCH", G1, PATCH, form), edit("PATCH", G2, PATCH, "no type"), edit("PATCH", G2, PATCH, form),
  ]
}

function pastOrders(): Example[] {
  const push = (source: string, body: string, contentType: Example["contentType"]): Example => ({
    endpoint: "`POST /orders/:id/history`", source, method: "POST", path: "/orders/:orderId/history", body, contentType, given: "started", status: 204, clientBody: sent(body),
    client: (client, { orderId }) => client.pushHistory(orderId, JSON.parse(sent(body)) as HistoryEntry[]),
  })
  const none = '"billing": null, '
  return [
    push(G1, history(WITH_ZIP, none), "no type"), push(G1, history(WITH_ZIP, ""), form), push(G2, history(OF_2015, none), "no type"), push(G2, history(OF_2015, ""), form),
    push(G3, history(OF_2020, none), json), push(G4, history(OF_2020, none), json), push(G4, history(OF_2020, ""), form),
  ]
}

function money(): Example[] {
  const remaining: Shape = { remaining_amount: 70070 }
  const refund = (source: string, body: string, contentType: Example["contentType"]): Example => ({
    endpoint: "`POST /orders/:id/refund`", source, method: "POST", path: "/orders/:orderId/refund", body, contentType, ...order, total: 70070, status: 200,
    shape: { remaining_amount: 60020 }, clientBody: '{"amount": 10050}', client: (client, { orderId }) => client.refund(orderId, MONEY(10050)),
  })
  const look = (source: string): Example => ({
    endpoint: "`GET /orders/:id/refund`", source, method: "GET", path: "/orders/:orderId/refund", ...order, total: 70070, status: 200, shape: remaining,
    client: (client, { orderId }) => client.checkRefund(orderId),
  })
  const cancel = (source: string): Example => ({
    endpoint: "`POST /orders/:id/cancel`", source, method: "POST", path: "/orders/:orderId/cancel", ...order, status: 204, client: (client, { orderId }) => client.cancelOrder(orderId),
  })
  /** C# and PHP send an empty object or list, which says nothing; our client sends no body. */
  const cancelWith = (body: string): Example => ({ ...cancel(G3), body, clientBody: "null" })
  const voids: Shape = { remaining_amount: "number", results: [{ id: "text", amount: "number", created: "instant" }] }
  return [
    look(G1), look(G2), look(G3), refund(G1, '{\n  "amount": 10050\n}', "no type"), refund(G1, "amount=10050", form), refund(G2, '{\n  "amount": 10050\n}', "no type"),
    refund(G2, "amount=10050", form), cancel(G1), cancel(G2), cancel(G3), cancelWith("{}"), cancelWith("[]"),
    { endpoint: "`GET /orders/:id/void`", source: G3, method: "GET", path: "/orders/:orderId/void", ...later, status: 200, shape: voids, client: (client, { orderId }) => client.checkVoid(orderId) },
    {
      endpoint: "`POST /orders/:id/void`", source: G4, method: "POST", path: "/orders/:orderId/void", body: '{"amount": 10050}', ...later, total: 70070, status: 200,
      shape: { remaining_amount: 60020, results: [{ id: "text", amount: 10050, created: "instant" }] }, client: (client, { orderId }) => client.voidAmount(orderId, MONEY(10050)),
    },
    {
      endpoint: "`GET /orders/:id/captures`", source: G4, method: "GET", path: "/orders/:orderId/captures", given: "captured", product: "pay_later", total: 70070, status: 200,
      shape: { remaining_capture_amount: 60020, results: [CAPTURE] }, client: (client, { orderId }) => client.listCaptures(orderId),
    },
    {
      endpoint: "`POST /orders/:id/captures`", source: G4, method: "POST", path: "/orders/:orderId/captures", body: '{"amount": 10050}', ...later, total: 60020, status: 200,
      shape: { ...(CAPTURE as object), amount: 10050, remaining_capture_amount: 49970 }, client: (client, { orderId }) => client.createCapture(orderId, MONEY(10050)),
    },
    {
      endpoint: "`GET /orders/:id/captures/:captureId/refunds`", source: G4, method: "GET", path: "/orders/:orderId/captures/:captureId/refunds", given: "captured", product: "pay_later",
      total: 70070, status: 200, shape: CAPTURE, client: (client, { orderId, captureId }) => client.retrieveCaptureRefunds(orderId, captureId),
    },
    {
      endpoint: "`POST /orders/:id/captures/:captureId/refunds`", source: G4, method: "POST", path: "/orders/:orderId/captures/:captureId/refunds", body: '{"amount": 5000}',
      given: "captured", product: "pay_later", total: 70070, status: 200,
      shape: { ...(CAPTURE as object), refunded_amount: 5000, remaining_amount: 5050, refunds: [{ id: "text", amount: 5000, pending_amount: 5050, accrual_date: "text", completed: "boolean", created: "instant" }] },
      client: (client, { orderId, captureId }) => client.refundCapture(orderId, captureId, MONEY(5000)),
    },
    {
      endpoint: "`POST /orders/:id/refund-extended`", source: PLUGINS, method: "POST", path: "/orders/:orderId/refund-extended", body: '{"amount": 5000}', ...later, status: 200,
      client: (client, { orderId }) => client.refundExtended(orderId, MONEY(5000)),
    },
  ]
}

const CHECKOUT = {
  toc: true,
  merchant: {
    notification_url: "https://shop.example/hook", success_url: "https://shop.example/ok", pending_url: "https://shop.example/pending",
    error_url: "https://shop.example/error", dismiss_url: "https://shop.example/", ko_url: "https://shop.example/ko",
  },
  order: { id: "example-1", currency: "EUR", tax_rate: 2100, total_amount: 12100, articles: [{ id: "a-1", name: "Colonia", url: "https://shop.example/a", image_url: "https://shop.example/a.jpg", quantity: 1, price: 10000 }] },
  customer: { id: "c-1", email: "alice@example.com", type: "e", gender: 0, first_name: "Alice", last_name: "Núñez" },
  shipping: { first_name: "Alice", last_name: "Núñez", street: "Calle Mayor 1", city: "Madrid", state: "Madrid", country: "ES", postcode: "28013", name: "Correos", price: 0 },
  product: { type: "instalments" },
}

function checkouts(): Example[] {
  return [
    {
      endpoint: "`POST /checkout`", source: G4, method: "POST", path: "/checkout", body: JSON.stringify(CHECKOUT), version: 4, status: 201, shape: { id: "text" },
      client: (client) => client.createCheckout(CHECKOUT as unknown as CheckoutPayload),
    },
    {
      endpoint: "`GET /checkout/:id/status`", source: G4, method: "GET", path: "/checkout/:orderId/status", version: 3, given: "started", status: 200,
      shape: { id: "text", mid: "text", total_amount: "number", currency: { name: "text", code: "text", numeric: "text" }, status: "text", status_reason: "text", sandbox: "boolean" },
      client: (client, { orderId }) => client.checkoutStatus(orderId),
    },
    {
      endpoint: "`GET /checkout/button`", source: G4, method: "GET", path: "/checkout/button?amount=12050&currency=EUR&country=ES&product[type]=pay_later", key: "public", status: 200, shape: { allowed: true },
      client: (client, { publicKey }) => client.checkAvailability({ amount: MONEY(12050), currency: "EUR", country: "ES", product: "pay_later" }, publicKey),
    },
    {
      endpoint: "`GET /instalment-plan-simulator`", source: "aplazame.js", method: "GET", path: "/instalment-plan-simulator?amount=12050&currency=EUR&country=es&view=product", key: "public", status: 200,
      shape: { choices: [{ instalments: [{ num_instalments: "number", amount: "number", downpayment_amount: "number", annual_equivalent: "number", total_interest: "number", total_fees: "number" }] }], options: {} },
    },
    { endpoint: "`GET /merchants/api-keys`", source: PLUGINS, method: "GET", path: "/merchants/api-keys", status: 200, shape: { public_api_key: "text" }, client: (client) => client.apiKeys() },
    { endpoint: "`GET /me`", source: "Python SDK", method: "GET", path: "/me", status: 200, shape: { public_api_key: "text" }, client: (client) => client.me() },
  ]
}

function campaigns(): Example[] {
  const CAMPAIGN: Shape = { id: "text", name: "text", start_date: "text", end_date: "text or null", interest: "number", partial: "boolean", created: "text" }
  const page = (item: Shape): Shape => ({ ...(PAGE as object), results: [item] })
  const body = '{"name": "Black Friday", "start_date": "2016-06-01T00:00:00", "end_date": "2016-07-01T00:00:00", "interest": "2500", "partial": true, "num_instalments": [4, 6]}'
  const given = { name: "Black Friday", start_date: "2016-06-01T00:00:00", end_date: "2016-07-01T00:00:00", interest: 2500, partial: true, num_instalments: [4, 6] }
  const article = { id: "a-1", name: "Colonia", url: "https://shop.example/a" }
  const one = { source: G4, given: "campaign" } as const
  return [
    { ...one, endpoint: "`GET /me/campaigns`", method: "GET", path: "/me/campaigns?page=1", status: 200, shape: page(CAMPAIGN), client: (client) => client.listCampaigns({ page: 1 }) },
    { ...one, endpoint: "`GET /me/campaigns`", source: PLUGINS, method: "GET", path: "/me/campaigns?articles-mid=a-1&page=1", status: 200, shape: page(CAMPAIGN), client: (client) => client.listCampaigns({ article: "a-1", page: 1 }) },
    { endpoint: "`POST /me/campaigns`", source: G4, method: "POST", path: "/me/campaigns", body, status: 201, shape: CAMPAIGN, clientBody: JSON.stringify(given), client: (client) => client.createCampaign(given as never) },
    { ...one, endpoint: "`GET /me/campaigns/:id`", method: "GET", path: "/me/campaigns/:campaignId", status: 200, shape: CAMPAIGN, client: (client, { campaignId }) => client.retrieveCampaign(campaignId) },
    { ...one, endpoint: "`PUT /me/campaigns/:id`", method: "PUT", path: "/me/campaigns/:campaignId", body, status: 204, clientBody: JSON.stringify(given), client: (client, { campaignId }) => client.updateCampaign(campaignId, given as never) },
    { ...one, endpoint: "`PATCH /me/campaigns/:id`", method: "PATCH", path: "/me/campaigns/:campaignId", body: '{"name": "Summer"}', status: 204, client: (client, { campaignId }) => client.patchCampaign(campaignId, { name: "Summer" }) },
    { ...one, endpoint: "`DELETE /me/campaigns/:id`", method: "DELETE", path: "/me/campaigns/:campaignId", status: 204, client: (client, { campaignId }) => client.deleteCampaign(campaignId) },
    { ...one, endpoint: "`GET /me/campaigns/:id/articles`", method: "GET", path: "/me/campaigns/:campaignId/articles?page=1", status: 200, shape: page({ id: "text", name: "text" }), client: (client, { campaignId }) => client.listCampaignArticles(campaignId, 1) },
    { ...one, endpoint: "`POST /me/campaigns/:id/articles`", method: "POST", path: "/me/campaigns/:campaignId/articles", body: JSON.stringify([article]), status: 204, client: (client, { campaignId }) => client.addCampaignArticles(campaignId, [article]) },
    { ...one, endpoint: "`DELETE /me/campaigns/:id/articles`", method: "DELETE", path: "/me/campaigns/:campaignId/articles", status: 204, client: (client, { campaignId }) => client.clearCampaignArticles(campaignId) },
    { ...one, endpoint: "`DELETE /me/campaigns/:id/articles`", source: PLUGINS, method: "DELETE", path: "/me/campaigns/:campaignId/articles?article-mid=a-1,a-2", status: 204, client: (client, { campaignId }) => client.removeCampaignArticles(campaignId, ["a-1", "a-2"]) },
    { ...one, endpoint: "`DELETE /me/campaigns/:id/articles/:articleId`", method: "DELETE", path: "/me/campaigns/:campaignId/articles/a-1", status: 204, client: (client, { campaignId }) => client.removeCampaignArticle(campaignId, "a-1") },
  ]
}

/** Endpoints of the Python SDK that no document has any more. The emulator says so; the client does not have them. */
function historical(): Example[] {
  return ["/customers", "/merchants", "/me/operations", "/me/payments", "/me/instalment-payments"].map((path): Example => (
    { endpoint: `\`GET ${path}\``, source: "Python SDK, no document since", method: "GET", path, status: 200, shape: { results: "any list" } }))
}

const DOCUMENTED_FILTERS = [
  [G2, "total_amount=462000"], [G2, "confirmed-gte=2015-12-22T15:09:30.537951Z"], [G2, "verified-isnull=yes&confirmed-isnull=no"],
  [G2, "customer-phone-number=612345678"], [G2, "customer-document_id-type=nif&customer-document_id-type=nie"], [G2, "account-type=existing&account-gender=0"],
  [G2, "account-last_login-isnull=no"], [G4, "total_amount=462000"], [G4, "confirmed-gte=2015-12-22T15:09:30.537951Z"], [G4, "verified-isnull=yes&confirmed-isnull=no"],
  [G4, "instalment_plan-downpayment-state=failed"], [G4, "customer-phone-number=612345678"], [G4, "customer-document_id-type=nif&customer-document_id-type=nie"],
  [G4, "account-type=existing&account-gender=0"], [G4, "account-last_login-isnull=no"],
] as const

/** Every example request of the documents, and every field × lookup, ordering and name of 2015 that their tables have. */
export const EXAMPLES: readonly Example[] = [
  { ...list("`GET /orders`", G1, ""), given: "started" },
  { ...list("`GET /orders`", G2, ""), given: "confirmed", product: "instalments" },
  ...DOCUMENTED_FILTERS.map(([source, query]) => list("`GET /orders`: filters", source, query)),
  // As Python writes the booleans of its example.
  { ...list("`GET /orders`: filters", G2, "verified-isnull=yes&confirmed-isnull=no"), path: "/orders?verified-isnull=True&confirmed-isnull=False", clientPath: "/orders?verified-isnull=yes&confirmed-isnull=no" },
  ...LOOKUP_QUERIES.map((query) => list("`GET /orders`: every field with every lookup", `${G2}, ${G4}`, query)),
  list("`GET /orders`: search", G1, "q=Alice,Núñez"),
  list("`GET /orders`: search", G2, "q=Alice,@gmail,.es"),
  list("`GET /orders`: ordering", G2, "ordering=-total_amount,created"),
  list("`GET /orders`: ordering", G2, "ordering=account-last_login,-account-created"),
  ...ORDERINGS.map((key) => list("`GET /orders`: ordering", G2, `ordering=${key}`)),
  ...OLD_NAMES.map(([old, today, value]) => oldList(old, value, today)),
  ...OLD_ORDERINGS.map(([old, today]) => oldList("ordering", old, today)),
  ...[G1, G2].map((source): Example => ({
    endpoint: "`GET /orders/:id`", source, method: "GET", path: "/orders/:orderId", ...order, status: 200, shape: ORDER, client: (client, { orderId }) => client.retrieveOrder(orderId),
  })),
  ...edits(),
  ...money(),
  ...pastOrders(),
  ...checkouts(),
  ...campaigns(),
  { endpoint: "an unknown order", source: "Python SDK", method: "POST", path: "/orders/404/cancel", status: 404, shape: NOT_FOUND },
  { endpoint: "a wrong method", source: "Python SDK", method: "DELETE", path: "/orders", status: 405, shape: { error: { type: "text", message: "text" } } },
  { endpoint: "a doubled slash", source: "Python SDK", method: "GET", path: "//orders", status: 405, shape: { error: { type: "text", message: "text" } } },
  ...historical(),
]

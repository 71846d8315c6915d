import { cents } from "../../cents"
import type { CampaignArticle, CampaignEdit, CheckoutPayload, HistoryEntry, OrderEdit } from "../../payloads"

const address = {
  first_name: "Ana",
  last_name: "Sol",
  street: "Calle Mayor 1",
  city: "Madrid",
  state: "Madrid",
  country: "ES",
  postcode: "28013",
}

const shipping = { ...address, name: "Correos", price: cents(500), tax_rate: 2100 }

const article = {
  id: "variant_1",
  name: "Camiseta",
  url: "https://shop.test/products/camiseta",
  image_url: "https://shop.test/camiseta.png",
  quantity: 2,
  price: cents(1999),
  tax_rate: 2100,
}

export const checkoutPayload: CheckoutPayload = {
  toc: true,
  merchant: {
    notification_url: "https://shop.test/hooks/aplazame/notifications",
    success_url: "https://shop.test/ok",
    pending_url: "https://shop.test/pending",
    error_url: "https://shop.test/error",
    timeout_checkout: 60,
  },
  order: { id: "mid_1", articles: [article], currency: "EUR", total_amount: cents(5443) },
  customer: { email: "ana@example.com", type: "g", gender: 0 },
  billing: address,
  shipping,
  product: { type: "pay_later" },
  meta: { module: { name: "medusa-payment-aplazame", version: "0.1.0" }, version: "2.21.2" },
}

export const orderEdit: OrderEdit = { shipping, articles: [article], currency: "EUR", total_amount: cents(5443), discount: cents(0) }

export const historyEntries: HistoryEntry[] = [
  {
    id: "order_1",
    amount: cents(12080),
    due: "",
    status: "complete",
    type: "paypal",
    order_date: "2014-03-21T13:56:45+0000",
    currency: "EUR",
    billing: null,
    shipping,
  },
]

/** An order as the documents' notification payload shows it. */
export const orderBody = {
  id: "0123456789abcdef0123456789abcdef",
  mid: "mid_1",
  status: "pending",
  status_reason: "confirmation_required",
  sandbox: true,
  total_amount: 5443,
  tax_rate: 2100,
  discount: 0,
  discount_rate: null,
  currency: { name: "Euro", code: "EUR", numeric: "978", symbol: "€" },
  rejected: false,
  confirmed: null,
  verified: "2015-12-22T15:09:30.537951Z",
  expired: null,
  cancelled: null,
  created: "2015-12-22T15:00:00.000000Z",
  expires_at: "2015-12-22T16:00:00.000000Z",
}

export const captureBody = {
  id: "abcdefabcdefabcdefabcdefabcdefab",
  amount: 10050,
  refunded_amount: 50,
  remaining_amount: 10000,
  created: "2019-06-21T16:51:19.494155+02:00",
  refunds: [
    {
      id: "r1",
      amount: 50,
      pending_amount: 10000,
      accrual_date: "2019-06-22",
      credit_to_customer: 0,
      completed: true,
      completed_but_defaults: false,
      created: "2019-06-22T16:51:19.494155+02:00",
    },
  ],
}

/** A campaign as the documents show it, interest as text. */
export const campaignBody = {
  id: "c0ffee",
  name: "Verano",
  start_date: "2016-06-01T00:00:00",
  end_date: "2016-09-01T00:00:00",
  interest: "2500",
  partial: true,
  num_instalments: [3, 6],
  created: "2016-05-20T10:00:00.123456",
}

export const campaignEdit: CampaignEdit = { name: "Verano", start_date: "2016-06-01T00:00:00", interest: 2500, partial: true }

export const campaignArticle: CampaignArticle = { id: "variant_1", name: "Camiseta", url: "https://shop.test/products/camiseta" }

export function pageOf(results: readonly unknown[], after: number | null, before: number | null = null): unknown {
  return { cursor: { after, before }, paging: { count: 3, next: null, previous: null }, results }
}

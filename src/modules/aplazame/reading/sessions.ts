import { z } from "zod"
import type { Cents } from "../../../aplazame"
import { toCentsOrNull } from "../../../mapping"
import { first, type Query } from "./query"

const decimal = z.union([z.number(), z.string(), z.object({ value: z.union([z.string(), z.number()]) }).loose()])
const maybeDate = z.union([z.string(), z.date()]).nullish()

const collectionSchema = z.object({ payment_sessions: z.array(z.object({ id: z.string() }).nullable()).nullish() })

const cartSchema = z.object({
  id: z.string(),
  completed_at: maybeDate,
  locale: z.string().nullish(),
  payment_collection: collectionSchema.nullish(),
})

const schema = z.object({
  id: z.string(),
  provider_id: z.string(),
  status: z.string(),
  amount: decimal,
  currency_code: z.string(),
  payment: z.object({ id: z.string(), canceled_at: maybeDate }).nullish(),
  payment_collection: z
    .object({ id: z.string(), cart: cartSchema.omit({ payment_collection: true }).nullish() })
    .nullish(),
})

/** What the payment module knows of a session by itself: one query, where the cart costs another two. */
const OWN_FIELDS = ["id", "provider_id", "status", "amount", "currency_code", "payment.id", "payment.canceled_at", "payment_collection.id"]
const SESSION_FIELDS = [...OWN_FIELDS, "payment_collection.cart.id", "payment_collection.cart.completed_at", "payment_collection.cart.locale"]

/** A payment session with the cart it pays for. */
export type SessionView = {
  id: string
  provider_id: string
  status: string
  /** Null in a currency that Aplazame does not count in; sessions of other providers can be in any. */
  amount: Cents | null
  currency_code: string
  payment: { id: string; canceled: boolean } | null
  collection_id: string | null
  cart: { id: string; completed: boolean; locale: string | null } | null
}

const cartView = ({ id, completed_at, locale }: Omit<z.output<typeof cartSchema>, "payment_collection">): NonNullable<SessionView["cart"]> => ({
  id,
  completed: Boolean(completed_at),
  locale: locale ?? null,
})

function toSessionView(raw: unknown): SessionView {
  const s = schema.parse(raw)
  return {
    id: s.id,
    provider_id: s.provider_id,
    status: s.status,
    amount: toCentsOrNull(s.amount, s.currency_code),
    currency_code: s.currency_code,
    payment: s.payment ? { id: s.payment.id, canceled: Boolean(s.payment.canceled_at) } : null,
    collection_id: s.payment_collection?.id ?? null,
    cart: s.payment_collection?.cart ? cartView(s.payment_collection.cart) : null,
  }
}

/** A live session; null for a deleted or unknown one. Never asks with an empty id: that would match any row. */
export const sessionById = (query: Query, id: string): Promise<SessionView | null> => readSession(query, SESSION_FIELDS, id)

/** A live session without the cart it pays for; null for a deleted or unknown one. */
export const sessionAlone = (query: Query, id: string): Promise<Omit<SessionView, "cart"> | null> => readSession(query, OWN_FIELDS, id)

async function readSession(query: Query, fields: string[], id: string): Promise<SessionView | null> {
  if (!id) return null
  const raw = await first(query, "payment_session", fields, { id })
  return raw ? toSessionView(raw) : null
}

/** The live sessions of a cart, all providers. */
export async function sessionsOfCart(query: Query, cartId: string): Promise<SessionView[]> {
  const raw = await first(query, "cart", ["id", "completed_at", "locale", "payment_collection.payment_sessions.id"], { id: cartId })
  if (!raw) return []
  const cart = cartSchema.parse(raw)
  return (await liveAmong(query, cart.payment_collection?.payment_sessions)).map((session) => ({ ...session, cart: cartView(cart) }))
}

/** The live sessions of a payment collection, all providers. */
export async function sessionsOfCollection(query: Query, collectionId: string): Promise<Omit<SessionView, "cart">[]> {
  const raw = await first(query, "payment_collection", ["id", "payment_sessions.id"], { id: collectionId })
  return liveAmong(query, collectionSchema.parse(raw ?? {}).payment_sessions)
}

async function liveAmong(query: Query, listed: z.output<typeof collectionSchema>["payment_sessions"]): Promise<Omit<SessionView, "cart">[]> {
  const found = await Promise.all((listed ?? []).flatMap((session) => (session ? [sessionAlone(query, session.id)] : [])))
  return found.flatMap((session) => session ?? [])
}

/** Every id under which a store may have registered this provider begins so. */
export const isAplazameProvider = (providerId: string): boolean => providerId === "pp_aplazame" || providerId.startsWith("pp_aplazame_")

import { PARTS } from "./codemods/storefront"

/** How a file of ours names the starter's own, which hold the cart and the cookies. */
export type StarterModules = { cart: string; cookies: string }
/** The variables of a shop's environment that name its store. */
export type StoreVariables = { url: string; key: string }

/** The server actions of a shop that has the starter's functions: what changes its cookies. @param next major version of Next.js */
export const actionsFile = (next: number, { cart, cookies }: StarterModules): string => {
  const refresh = next >= 16 ? "updateTag" : "revalidateTag"
  return `"use server"

import { initiatePaymentSession, retrieveCart } from "${cart}"
import { getCacheTag, getCartId, removeCartId } from "${cookies}"
import { APLAZAME_PROVIDER } from "${PARTS}"
import { ${refresh} } from "next/cache"
import { redirect } from "next/navigation"

/** Lets go of a cart that has become an order, and goes on to a page. False: it is not the shopper's cart. */
export async function leaveCart(
  cartId: string,
  page?: string
): Promise<boolean> {
  if ((await getCartId()) !== cartId) return false
  await removeCartId()
  for (const tag of ["carts", "orders"]) ${refresh}(await getCacheTag(tag))
  if (page) redirect(page)
  return true
}

/** Chooses Aplazame for the cart. Returns the id of the new payment session. */
export async function newSession(cartId: string): Promise<string> {
  const cart = await retrieveCart(cartId)
  if (!cart) throw new Error("There is no such cart")
  const { payment_collection } = await initiatePaymentSession(cart, {
    provider_id: APLAZAME_PROVIDER,
  })
  const session = payment_collection.payment_sessions?.find(
    (one) => one.provider_id === APLAZAME_PROVIDER
  )
  if (!session) throw new Error("No payment session was made")
  return session.id
}
`
}

/**
 * The route by which the parts ask the store. No server action: Next.js makes those one after the other, and one that a
 * page waits for is lost when the page changes its own address, as the starter's product page does.
 */
export const routeFile = ({ cookies }: Pick<StarterModules, "cookies">): string => `import { getAuthHeaders } from "${cookies}"
import { forwardCall } from "${PARTS}"

/** A call of Aplazame's parts to the store, in the shopper's name. */
export async function POST(request: Request): Promise<Response> {
  const answer = await forwardCall(await request.json().catch(() => null), {
    storeUrl:
      process.env.NEXT_PUBLIC_MEDUSA_BACKEND_URL || "http://localhost:9000",
    publishableKey: process.env.NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY!,
    headers: { ...(await getAuthHeaders()) },
  })
  return Response.json(answer)
}
`

/** The page that Aplazame sends a shopper back to. */
export const returnPageFile = (): string => `import { AplazameReturnPage } from "${PARTS}"

export default function Page() {
  return <AplazameReturnPage />
}
`

/** The page of a payment link. */
export const linkPageFile = (): string => `import { AplazameLinkPage } from "${PARTS}"

export default function Page() {
  return <AplazameLinkPage />
}
`

/** For a shop without the starter's functions: where its store is, and what its cookies are called. */
export const storeFile = ({ url, key }: StoreVariables): string => `import type { ForwardTo } from "${PARTS}"
import { cookies } from "next/headers"

/** The cookies of this shop: with the id of the cart, and with the token of a signed-in customer. */
export const CART_COOKIE = "_medusa_cart_id"
const TOKEN_COOKIE = "_medusa_jwt"

/** Where the store is, and in whose name it is asked. */
export async function aplazameStore(): Promise<ForwardTo> {
  const token = (await cookies()).get(TOKEN_COOKIE)?.value
  return {
    storeUrl: process.env.${url} || "http://localhost:9000",
    publishableKey: process.env.${key} ?? "",
    headers: token ? { authorization: \`Bearer \${token}\` } : {},
  }
}
`

/** The server actions of such a shop. @param store how they name the file above */
export const plainActionsFile = (store: string): string => `"use server"

import { newAplazameSession } from "${PARTS}"
import { revalidatePath } from "next/cache"
import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { aplazameStore, CART_COOKIE } from "${store}"

/** Lets go of a cart that has become an order, and goes on to a page. False: it is not the shopper's cart. */
export async function leaveCart(
  cartId: string,
  page?: string
): Promise<boolean> {
  const jar = await cookies()
  if (jar.get(CART_COOKIE)?.value !== cartId) return false
  jar.delete(CART_COOKIE)
  revalidatePath("/", "layout")
  if (page) redirect(page)
  return true
}

/** Chooses Aplazame for the cart. Returns the id of the new payment session. */
export async function newSession(cartId: string): Promise<string> {
  return newAplazameSession(cartId, await aplazameStore())
}
`

/** The route of such a shop. */
export const plainRouteFile = (store: string): string => `import { forwardCall } from "${PARTS}"
import { aplazameStore } from "${store}"

/** A call of Aplazame's parts to the store, in the shopper's name. */
export async function POST(request: Request): Promise<Response> {
  const call: unknown = await request.json().catch(() => null)
  return Response.json(await forwardCall(call, await aplazameStore()))
}
`

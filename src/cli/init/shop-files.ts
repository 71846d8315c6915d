import { PARTS } from "./codemods/storefront"

/** The server actions of the shop: what changes its cookies. @param next major version of Next.js */
export const actionsFile = (next: number): string => {
  const refresh = next >= 16 ? "updateTag" : "revalidateTag"
  return `"use server"

import { initiatePaymentSession, retrieveCart } from "@lib/data/cart"
import { getCacheTag, getCartId, removeCartId } from "@lib/data/cookies"
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
export const routeFile = (): string => `import { getAuthHeaders } from "@lib/data/cookies"
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

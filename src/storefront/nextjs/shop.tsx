"use client"
import { useParams, useRouter } from "next/navigation"
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react"
import { createAplazame } from "../create-aplazame"
import { AplazameProvider, AplazameResume, type AplazameClassNames } from "../react"
import type { Send, StoreAnswer } from "../send"
import { pathOf, STARTER_PAGES, type AplazamePages } from "./pages"

/** What changes the shop's cookies: server actions of the shop. */
export type AplazameActions = {
  /**
   * Lets go of a cart that has become an order, and redirects to the page, if there is one to go to. Returns false, and
   * does nothing, when it is not the shopper's cart.
   */
  leaveCart: (cartId: string, page?: string) => Promise<boolean>
  /** Chooses Aplazame for the cart. Returns the id of the new payment session. */
  newSession: (cartId: string) => Promise<string>
}

const LONGEST_CALL_MS = 30_000

type PageOf = (name: keyof AplazamePages, values?: Record<string, string>) => string
const Shop = createContext<{ actions: AplazameActions; pages: AplazamePages } | null>(null)

/** The shop's server actions. @throws where there is no shop above: a mistake of the shop's code, found at once */
export function useActions(): AplazameActions {
  const shop = useContext(Shop)
  if (!shop) throw new Error("Put <AplazameShop actions={…}> into the root layout, around its children")
  return shop.actions
}

/** Where a page of the shop is for this shopper, whose country, or language, is in the page's address. */
function usePageOf(pages: AplazamePages): PageOf {
  const params = useParams()
  return useCallback((name, values = {}) => pathOf(pages[name], { ...params, ...values }), [pages, params])
}

/** The same below the shop. */
export const usePage = (): PageOf => usePageOf(useContext(Shop)?.pages ?? STARTER_PAGES)

/** What the page speaks: the starter's choice of a language, else what its `<html lang>` says. */
export function pageLanguage(): string {
  try {
    const chosen = /(?:^|;\s*)_medusa_locale=([^;]+)/.exec(document.cookie)?.[1]
    if (chosen) return decodeURIComponent(chosen)
  } catch {
    // a cookie that is not encoded as the starter does it says nothing
  }
  return document.documentElement.lang
}

/**
 * Lets a cart go and leads on in one action: an action that only took the cart out of its cookie would draw the page
 * anew on which the shopper stands, and a checkout without a cart is "not found".
 */
function useLeaving({ leaveCart }: AplazameActions): { forgetCart: (cartId: string) => void; navigate: (href: string) => void } {
  const router = useRouter()
  const leaving = useRef<string | null>(null)
  return useMemo(() => {
    const leave = async (href?: string): Promise<boolean> => {
      const cartId = leaving.current
      leaving.current = null
      // Next rejects an action that redirects: then it is on its way.
      return cartId !== null && leaveCart(cartId, href).catch(() => true)
    }
    return {
      forgetCart: (cartId) => {
        leaving.current = cartId
        // Who is led on is led on before this.
        setTimeout(() => void leave(), 0)
      },
      navigate: (href) => void leave(href).then((goes) => goes || router.push(href)),
    }
  }, [leaveCart, router])
}

/** Asks the shop's own route, which answers by `forwardCall`. @throws when there is no answer of it */
const sendBy = (route: string): Send => async (call) => {
  const response = await fetch(route, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(call), signal: AbortSignal.timeout(LONGEST_CALL_MS) })
  if (!response.ok) throw new Error(`the shop answered ${response.status}`)
  return (await response.json()) as StoreAnswer
}

export type AplazameShopProps = {
  actions: AplazameActions
  /** The shop's route that answers by `forwardCall`; `/api/aplazame` unless told. */
  route?: string
  /** Where the shop's pages are not those of Medusa's starter. */
  pages?: Partial<AplazamePages>
  /** `es`, `en` or `pt`; without it that of the page. */
  language?: string
  /** The shop's classes, as `AplazameProvider` takes them. */
  classNames?: AplazameClassNames
  /** No looks of the parts' own. */
  unstyled?: boolean
  children: ReactNode
}

/**
 * For the root layout, around its children: makes the helper, knows the shop's pages, and finds a payment again that was
 * finished while the shop was closed, on whatever page the shopper comes back to.
 */
export function AplazameShop({ actions, route = "/api/aplazame", pages, language, classNames, unstyled, children }: AplazameShopProps) {
  const [client] = useState(() => createAplazame({ send: sendBy(route), language: language ?? pageLanguage }))
  const [shop] = useState(() => ({ actions, pages: { ...STARTER_PAGES, ...pages } }))
  const page = usePageOf(shop.pages)
  const leaving = useLeaving(actions)
  // Who waits for the identity check waits on the page of the order, which tells of it; without an order the button leads on.
  const links = useMemo(() => ({ order: (id: string) => page("order", { id }), link: (id: string) => page("link", { id }), checkout: page("payment"), cart: page("cart"), shop: page("store") }), [page])
  return (
    <Shop.Provider value={shop}>
      <AplazameProvider client={client} links={links} classNames={classNames} unstyled={unstyled} {...leaving}>
        {children}
        <AplazameResume />
      </AplazameProvider>
    </Shop.Provider>
  )
}

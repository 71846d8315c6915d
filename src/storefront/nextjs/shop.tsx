"use client"
import { useParams, usePathname, useRouter } from "next/navigation"
import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from "react"
import { createAplazame } from "../create-aplazame"
import { AplazameProvider, useAplazame } from "../react"
import type { PayResult } from "../result"
import type { Send } from "../send"
import { pathOf, STARTER_PAGES, type AplazamePages } from "./pages"

/** What only the shop's server can do: server actions of the shop. */
export type AplazameActions = {
  /** Makes a call of the helper's to the store, by `forwardCall`. */
  callStore: Send
  /**
   * Lets go of a cart that has become an order, and redirects to the order's page.
   * Returns false, and does nothing, when it is not the shopper's cart.
   */
  leaveCart: (cartId: string, orderPage: string) => Promise<boolean>
  /** Chooses Aplazame for the cart. Returns the id of the new payment session. */
  newSession: (cartId: string) => Promise<string>
}

const Shop = createContext<{ actions: AplazameActions; pages: AplazamePages } | null>(null)

/** The shop above. @throws where there is none: a mistake of the shop's code, found at once */
export function useShop(): { actions: AplazameActions; pages: AplazamePages } {
  const shop = useContext(Shop)
  if (!shop) throw new Error("Put <AplazameShop actions={…}> into the root layout, around its children")
  return shop
}

/** Where a page of the shop is for this shopper. */
export function usePage(): (name: keyof AplazamePages, values?: Record<string, string>) => string {
  const { pages } = useShop()
  const params = useParams()
  const { countryCode } = params
  return useCallback((name, values = {}) => pathOf(pages[name], { countryCode, ...values }), [pages, countryCode])
}

/** What the page speaks: the starter's choice of a language, else what its `<html lang>` says. */
function pageLanguage(): string {
  const chosen = /(?:^|;\s*)_medusa_locale=([^;]+)/.exec(document.cookie)?.[1]
  return chosen ? decodeURIComponent(chosen) : document.documentElement.lang
}

export type AplazameShopProps = {
  actions: AplazameActions
  /** Where the shop's pages are not those of Medusa's starter. */
  pages?: Partial<AplazamePages>
  /** `es`, `en` or `pt`; without it that of the page. */
  language?: string
  children: ReactNode
}

/**
 * For the root layout, around its children: makes the helper, and finds a payment again that was finished while the
 * shop was closed, on whatever page the shopper comes back to.
 */
export function AplazameShop({ actions, pages, language, children }: AplazameShopProps) {
  const [client] = useState(() => createAplazame({ send: actions.callStore, language: language ?? pageLanguage }))
  const [shop] = useState(() => ({ actions, pages: { ...STARTER_PAGES, ...pages } }))
  return (
    <Shop.Provider value={shop}>
      <AplazameProvider client={client}>
        <Resume />
        {children}
      </AplazameProvider>
    </Shop.Provider>
  )
}

const orderOf = (result: PayResult | null): string | null => (result && "orderId" in result ? result.orderId : null)

/** Lets go of the cart and goes to its order, when a result has one. Says whether it goes. */
export function useOrderPage(): (result: PayResult | null) => Promise<boolean> {
  const { actions } = useShop()
  const page = usePage()
  const router = useRouter()
  return useCallback(
    async (result) => {
      const id = orderOf(result)
      if (!result || !id) return false
      const path = page("order", { id })
      // Next rejects an action that redirects: by then it goes where the shop said, which is this path.
      const left = await actions.leaveCart(result.cartId, path).catch(() => true)
      if (!left) router.push(path)
      return true
    },
    [actions, page, router]
  )
}

/** A cart that was paid in the meantime is let go of, and its order shown: once, on the first page of a visit. */
function Resume() {
  const client = useAplazame()
  const { actions } = useShop()
  const page = usePage()
  const pathname = usePathname()
  const begun = useRef(false)
  const returns = pathname.startsWith(page("returned"))
  useEffect(() => {
    if (begun.current || returns) return
    begun.current = true
    if (!client.paying()) return
    void client.resume().then((result) => {
      const id = orderOf(result)
      // An order that was shown already is not shown again: then its cart is the shopper's no longer.
      if (result && id) void actions.leaveCart(result.cartId, page("order", { id })).catch(() => undefined)
    })
  }, [client, actions, page, returns])
  return null
}

"use client"
import { createContext, useCallback, useContext, useEffect, useRef, useSyncExternalStore, type ReactNode } from "react"
import type { Aplazame } from "../create-aplazame"
import type { PayResult } from "../result"
import { hrefOf, isFinished, type AplazameLinks } from "./outcome"
import { STYLES } from "./styles"

/** The shop's classes for the parts' elements. An element with one has no look of our own. */
export type AplazameClassNames = Partial<Record<"button" | "second" | "panel" | "heading" | "message" | "steps" | "close", string>>

export type AplazameProviderProps = {
  /** Made once by `createAplazame`. */
  client: Aplazame
  links?: AplazameLinks
  /** Goes to an address of `links`, as a router's `push`; the browser does unless told. */
  navigate?: (href: string) => void
  /**
   * A cart has become an order: forget it, if it is still the shopper's cart (a cookie, the storage, a state). It is waited for
   * before the shopper goes on, and may be called again for the same cart.
   */
  forgetCart?: (cartId: string) => void | Promise<void>
  classNames?: AplazameClassNames
  /** The parts bring no looks of their own: `data-aplazame-…` and your classes are all there is. */
  unstyled?: boolean
  /** Of a Content-Security-Policy that wants one on a `<style>`. */
  nonce?: string
  children?: ReactNode
}

type Shop = Omit<AplazameProviderProps, "children" | "nonce">

const Context = createContext<Shop | null>(null)

/** Gives the parts below it the helper, the shop's addresses and the looks. One for the whole shop, in its root layout. */
export function AplazameProvider({ children, nonce, ...shop }: AplazameProviderProps) {
  return (
    <Context.Provider value={shop}>
      {!shop.unstyled && <style nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: STYLES }} />}
      {children}
    </Context.Provider>
  )
}

/** What the provider above was given. @throws where there is none: a mistake of the shop's code, found at once */
export function useShop(): Shop {
  const shop = useContext(Context)
  if (!shop) throw new Error("Put <AplazameProvider client={…}> around the parts of Aplazame")
  return shop
}

/** The helper of the provider above. @throws where there is none */
export const useAplazame = (): Aplazame => useShop().client

/** How many parts on the page tell of the payment, by client: a page may have several trees of React. */
const telling = new WeakMap<Aplazame, number>()
const listeners = new Set<() => void>()

/** Where a part of the page tells of the payment, the notice of `AplazameResume` is not needed. */
export const isTold = (client: Aplazame): boolean => (telling.get(client) ?? 0) > 0

/** The same for a part that goes when another begins to tell. */
export function useTold(): boolean {
  const client = useAplazame()
  const subscribe = useCallback((listener: () => void) => (listeners.add(listener), () => void listeners.delete(listener)), [])
  return useSyncExternalStore(
    subscribe,
    () => isTold(client),
    () => false
  )
}

/** Says that this part tells of the payment, for as long as it is on the page; one that `tells` not says nothing. */
export function useTelling(tells = true): void {
  const client = useAplazame()
  useEffect(() => {
    if (!tells) return
    const count = (by: number): void => {
      telling.set(client, (telling.get(client) ?? 0) + by)
      for (const listener of listeners) listener()
    }
    count(1)
    return () => count(-1)
  }, [client, tells])
}

/** Lets go of a finished cart, and leads the shopper on where there is somewhere to go. */
export function useArrive(): (result: PayResult, leads?: boolean) => Promise<void> {
  const shop = useShop()
  const latest = useRef(shop)
  useEffect(() => {
    latest.current = shop
  })
  return useRef(async (result: PayResult, leads = true): Promise<void> => {
    const { forgetCart, links = {}, navigate = (to) => location.assign(to) } = latest.current
    // The shop's cookie is no reason not to show a shopper the order they have paid.
    if (isFinished(result)) await Promise.resolve(result.cartId).then(forgetCart).catch(() => undefined)
    const href = leads && hrefOf(result, links)
    if (href && href !== location.pathname) navigate(href)
  }).current
}

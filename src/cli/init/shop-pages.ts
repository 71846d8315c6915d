import { existsSync } from "node:fs"
import path from "node:path"
import { entriesOf, readText } from "./changes"

/** The shop's pages as the parts know them: `AplazamePages` of the storefront's package. */
export type Pages = Record<"order" | "returned" | "payment" | "cart" | "store" | "link", string>
/** Those that the parts go to unless they are told. A test holds them against the storefront's package. */
export const STARTER_PAGES: Pages = {
  order: "/[countryCode]/order/[id]/confirmed",
  returned: "/[countryCode]/checkout/aplazame/[how]",
  payment: "/[countryCode]/checkout?step=payment",
  cart: "/[countryCode]/cart",
  store: "/[countryCode]/store",
  link: "/[countryCode]/payment-collection/[id]",
}

/** What lies in a storefront's `app` folder. Files are relative to it. */
export type App = { /** The file with the `<html>`. */ layout?: string; pages: string[] }

const FILE = /^(layout|page)\.(tsx|jsx|ts|js)$/
function filesIn(folder: string, dir = ""): string[] {
  return entriesOf(path.join(folder, dir)).flatMap((one) => {
    const file = path.posix.join(dir, one.name)
    return one.isDirectory() ? filesIn(folder, file) : FILE.test(one.name) ? [file] : []
  })
}

/** Looks at a storefront's pages; undefined where it has no `app` folder. */
export function appIn(folder: string): App | undefined {
  if (!existsSync(folder)) return undefined
  const files = filesIn(folder).sort()
  const layouts = files.filter((file) => path.basename(file).startsWith("layout."))
  const roots = layouts.filter((file) => readText(path.join(folder, file))?.includes("<html"))
  const layout = layouts.find((file) => /^layout\./.test(file) && (roots.length === 0 || roots.includes(file))) ?? (roots.length === 1 ? roots[0] : undefined)
  return { ...(layout ? { layout } : {}), pages: files.filter((file) => path.basename(file).startsWith("page.")) }
}

/** The address of a folder of the app: groups are not in it. */
export const addressOf = (dir: string): string => `/${dir.split("/").filter((one) => one !== "." && one !== "" && !/^(\(\w.*\)|@.*)$/.test(one)).join("/")}`

const CART = /\/(cart|basket|bag)$/
const dynamic = (address: string): string[] => address.match(/\/\[\w+\]/g) ?? []
/** The part of an address that every page begins with, such as the country or the language. */
const head = (address: string): string => /^\/\[\w+\](?=\/|$)/.exec(address)?.[0] ?? ""

/** The page of one order: its address has the id in it, and nothing else of the order. */
function orderPage(addresses: readonly string[]): string | undefined {
  const orders = addresses.filter((one) => /\border/i.test(one) && !/account|transfer/.test(one) && dynamic(one.slice(head(one).length)).length === 1)
  const found = orders.find((one) => /confirm|thank|success|complete/i.test(one)) ?? orders[0]
  return found && head(found) + found.slice(head(found).length).replace(/\[\w+\]/, "[id]")
}

/** Where the page goes that Aplazame sends a shopper back to: below the checkout, else beside the root layout, without which Next.js builds no page. */
export function returnFolder({ layout, pages }: App): string | undefined {
  const checkout = pages.map((file) => path.posix.dirname(file)).find((dir) => /\/checkout$/.test(addressOf(dir)))
  const folder = checkout ?? (layout && path.posix.join(path.posix.dirname(layout), "checkout"))
  return folder && path.posix.join(folder, "aplazame", "[how]")
}

/** The page of a payment link, to which Medusa's admin leads: the shop's own, else beside its cart, its checkout, or the root layout. */
export function linkPage({ layout, pages }: App): string | undefined {
  const at = (pattern: RegExp): string | undefined => pages.find((file) => pattern.test(addressOf(path.posix.dirname(file))))
  const beside = at(CART) ?? at(/\/checkout$/)
  const folder = beside ? path.posix.dirname(path.posix.dirname(beside)) : layout && path.posix.dirname(layout)
  return at(/\/payment-collection\/\[\w+\]$/) ?? (folder && path.posix.join(folder, "payment-collection", "[id]", "page.tsx"))
}

/** The shop's pages, as far as they are found. */
export function pagesOf(app: App): Partial<Pages> {
  const addresses = app.pages.map((file) => addressOf(path.posix.dirname(file))).filter((one) => !/\[\.\.\.|\[\[|\(\./.test(one)).sort((one, other) => one.length - other.length)
  const at = (pattern: RegExp): string | undefined => addresses.find((one) => dynamic(one.slice(head(one).length)).length === 0 && pattern.test(one))
  return {
    order: orderPage(addresses),
    payment: at(/\/checkout$/),
    cart: at(CART),
    store: at(/\/(store|shop|products)$/) ?? addresses.find((one) => one === (head(one) || "/")),
  }
}

/** Where a shop begins for a shopper in Spain; "" where its pages have no country in their address. */
export const spanishStart = (app: App | undefined): string => (app?.pages.some((file) => /^\/\[countryCode\](\/|$)/.test(addressOf(path.posix.dirname(file)))) ? "/es" : "")

/** What the parts need to be told: not where a page is as in the starter, with or without the country before it or a step behind it. */
export function elsewhere(found: Partial<Pages>): Partial<Pages> {
  const short = (address: string): string => address.replace("/[countryCode]", "").replace(/\?.*/, "")
  const isTold = ([name, address]: [string, string]): boolean => short(address) !== short(STARTER_PAGES[name as keyof Pages])
  return Object.fromEntries(Object.entries(found).filter((one): one is [string, string] => one[1] !== undefined).filter(isTold))
}

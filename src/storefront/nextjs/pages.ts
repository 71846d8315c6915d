/** The shop's pages, with the parts of their addresses that change in square brackets: filled in by what the shopper's own page has there. */
export type AplazamePages = {
  /** The page that thanks for an order: `[id]`. */
  order: string
  /** Where Aplazame sends a shopper back to: `[how]`. */
  returned: string
  /** Where the shopper chooses how to pay. */
  payment: string
  cart: string
  store: string
  /** The page of a payment link: `[id]`. */
  link: string
}

/** Those of Medusa's Next.js starter. */
export const STARTER_PAGES: AplazamePages = {
  order: "/[countryCode]/order/[id]/confirmed",
  returned: "/[countryCode]/checkout/aplazame/[how]",
  payment: "/[countryCode]/checkout?step=payment",
  cart: "/[countryCode]/cart",
  store: "/[countryCode]/store",
  link: "/[countryCode]/payment-collection/[id]",
}

/** Where Aplazame sends a shopper back to whose browser did not stay on the page. */
export function returnPathsOf(page: (name: "returned", values: { how: string }) => string): Record<"success" | "pending" | "error" | "ko" | "dismiss", string> {
  const back = (how: string): string => page("returned", { how })
  return { success: back("success"), pending: back("pending"), error: back("error"), ko: back("refused"), dismiss: back("dismissed") }
}

/** The path of a page. A part of the address that has no value is left out: the shop's middleware puts the country in. */
export function pathOf(page: string, values: Readonly<Record<string, string | string[] | undefined>>): string {
  return page.replace(/\/\[(\w+)\]/g, (_, name: string) => {
    const value = [values[name]].flat()[0]
    return value ? `/${encodeURIComponent(value)}` : ""
  })
}

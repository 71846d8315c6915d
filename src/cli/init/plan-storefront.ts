import path from "node:path"
import { entriesOf, readText } from "./changes"
import { addCartWidget, addPaymentInfo, addPayButton, addProductWidget, wrapLayout, wrapPaymentOption, wrapSent, wrapThanks, type Codemod } from "./codemods/storefront"
import { variableNames } from "./env-file"
import { moduleNames, type ModuleName } from "./module-names"
import type { Planner } from "./planner"
import type { Storefront } from "./project"
import { actionsFile, linkPageFile, plainActionsFile, plainRouteFile, returnPageFile, routeFile, storeFile, type StoreVariables } from "./shop-files"
import { addressOf, appIn, elsewhere, linkPage, pagesOf, returnFolder, type App } from "./shop-pages"

const STOREFRONT_PACKAGE = "medusa-payment-aplazame-storefront"
const DOCS = "https://github.com/medusa-payment-aplazame/medusa-payment-aplazame/blob/main/docs/storefront.md"
/** Next.js from which on the shop's new files are written for. */
const OLDEST_NEXT = 15

/** The starter's functions that our files call, where a shop has all of them in the form that they are called in. */
const STARTER_FUNCTIONS: Readonly<Record<string, readonly RegExp[]>> = {
  "lib/data/cart.ts": [/\binitiatePaymentSession\b/, /\bretrieveCart\b(\s*=\s*async)?\s*\(\s*\w/],
  "lib/data/cookies.ts": [/\bgetAuthHeaders\b/, /\bgetCacheTag\b/, /\bgetCartId\b/, /\bremoveCartId\b/],
}

/** Puts the parts into a storefront: into the starter's places where they are as there, and says what to do at the others. */
export function planStorefront(planner: Planner, root: string, shop: Storefront, spec: string): void {
  const { dir, src } = shop
  const app = appIn(path.join(root, dir, src, "app"))
  const why = unsupported(shop, app)
  if (!app || why) return planner.note(dir || ".", "the parts of the storefront", `put the parts in as ${DOCS} says`, "by_hand", why)
  const read = (file: string): string => planner.changes.read(path.join(dir, src, file)) ?? ""
  const isStarter = Object.entries(STARTER_FUNCTIONS).every(([file, forms]) => forms.every((form) => form.test(read(file))))
  planner.manifest(path.join(dir, "package.json"), "the parts", { dependencies: { [STOREFRONT_PACKAGE]: spec } })
  const names = moduleNames(planner.tools.morph, path.resolve(root, dir))
  const files = new ShopFiles(planner, shop, names, isStarter ? "" : sourcesIn(path.join(root, dir, src)))
  const actions = isStarter ? files.ofStarter(shop.next.newest?.[0] ?? OLDEST_NEXT) : files.ofOther(storeVariables(path.join(root, dir)))
  const pageFolder = returnFolder(app)
  if (pageFolder) files.create(`app/${pageFolder}/page.tsx`, RETURN, RETURN_BY_HAND, returnPageFile(), "AplazameReturnPage")
  else files.ask(/<AplazameReturnPage\b/, RETURN, RETURN_BY_HAND)
  const linkFile = linkPage(app)
  if (linkFile) files.create(`app/${linkFile}`, LINK, LINK_BY_HAND, linkPageFile(), "AplazameLinkPage")
  else files.ask(/<AplazameLinkPage\b/, LINK, LINK_BY_HAND)
  const pages = pagesOf(app)
  const layout = `app/${app.layout ?? "layout.tsx"}`
  const places: readonly Place[] = [
    { file: layout, what: "the client, and the way back after a closed tab", manual: "put <AplazameShop actions={{ leaveCart, newSession }}> around the children of the root layout", part: /<AplazameShop\b/, edit: wrapLayout(names(path.posix.join(src, layout), path.posix.join(src, actions)), elsewhere({ ...pages, returned: pageFolder && addressOf(pageFolder), link: linkFile && addressOf(path.posix.dirname(linkFile)).replace(/\[\w+\]$/, "[id]") })) },
    ...PLACES,
  ]
  for (const place of places) files.place(place, isStarter)
  if (pages.order === undefined && !isStarter) files.ask(/<AplazameShop[^>]*\border:/, "the order's page", `name it: <AplazameShop pages={{ order: "/thanks/[id]" }}>`)
}

/** Why a storefront's files are left to its people. */
function unsupported({ next }: Storefront, app: App | undefined): string | undefined {
  if (!next.newest) return `it can't be told which Next.js ${next.shown} is`
  if (next.newest[0] < OLDEST_NEXT) return `Next.js ${next.shown} is not supported`
  if (!app) return "there is no app folder, which the parts need"
  return app.layout?.endsWith(".js") || app.layout?.endsWith(".jsx") ? "the storefront is not written in TypeScript" : undefined
}

/** The variables that name the store, as the storefront's files of the environment call them; no value is looked at. */
export function storeVariables(folder: string): StoreVariables {
  const names = entriesOf(folder).filter((one) => one.isFile() && one.name.startsWith(".env")).flatMap((one) => variableNames(path.join(folder, one.name)))
  return {
    url: names.find((name) => /(MEDUSA|BACKEND).*_URL$/.test(name)) ?? "NEXT_PUBLIC_MEDUSA_BACKEND_URL",
    key: names.find((name) => /MEDUSA.*PUBLISHABLE.*KEY$/.test(name)) ?? "NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY",
  }
}

/** The text of a storefront's pages and parts. */
function sourcesIn(folder: string): string {
  const entries = entriesOf(folder).filter(({ name }) => name !== "node_modules" && !name.startsWith("."))
  return entries.map((one) => (one.isDirectory() ? sourcesIn(path.join(folder, one.name)) : one.name.endsWith(".tsx") ? readText(path.join(folder, one.name)) : "")).join("\n")
}

/** The files of one storefront; paths are below its sources. */
class ShopFiles {
  constructor(
    private readonly planner: Planner,
    private readonly shop: Storefront,
    private readonly names: ModuleName,
    /** What stands in the files of a storefront that is not the starter. */
    private readonly sources: string
  ) {}

  create(file: string, what: string, manual: string, text: string, mark: string): void {
    this.planner.create(this.at(file), what, `${manual}: ${DOCS}`, text, mark)
  }

  /** Over the starter's own functions. @returns the module with the server actions */
  ofStarter(next: number): string {
    const from = (file: string) => ({ cart: this.name(file, "lib/data/cart"), cookies: this.name(file, "lib/data/cookies") })
    this.create("lib/data/aplazame.ts", ACTIONS, ACTIONS_BY_HAND, actionsFile(next, from("lib/data/aplazame.ts")), "leaveCart")
    this.create(ROUTE_FILE, ROUTE, ROUTE_BY_HAND, routeFile(from(ROUTE_FILE)), "forwardCall")
    return "lib/data/aplazame"
  }

  /** Over Next.js alone. @returns the module with the server actions */
  ofOther(variables: StoreVariables): string {
    const store = "lib/aplazame-store.ts"
    if (this.planner.changes.read(this.at(store)) === undefined) this.planner.note(this.at(store), "the shop's cookies", COOKIES_BY_HAND, "by_hand", "what the shop calls its cookies can't be told")
    this.create(store, "where the store is", "a file with aplazameStore", storeFile(variables), "aplazameStore")
    this.create("lib/aplazame.ts", ACTIONS, ACTIONS_BY_HAND, plainActionsFile(this.name("lib/aplazame.ts", "lib/aplazame-store")), "leaveCart")
    this.create(ROUTE_FILE, ROUTE, ROUTE_BY_HAND, plainRouteFile(this.name(ROUTE_FILE, "lib/aplazame-store")), "forwardCall")
    return "lib/aplazame"
  }

  /** A place of the starter's. In another storefront nobody knows where it is: its step is told, until the part stands somewhere. */
  place({ file, what, manual, edit, part }: Place, isStarter: boolean): void {
    if (isStarter || this.planner.changes.read(this.at(file)) !== undefined) this.planner.code(this.at(file), what, manual, edit)
    else if (part) this.ask(part, what, manual)
  }

  /** A step for a person, where a storefront's files do not show that it is done. */
  ask(done: RegExp, what: string, manual: string): void {
    this.planner.note(this.shop.dir || ".", what, manual, done.test(this.sources) ? "already" : "by_hand", `no place is known for ${what}`)
  }

  private at(file: string): string {
    return path.join(this.shop.dir, this.shop.src, file)
  }

  private name(from: string, to: string): string {
    return this.names(path.posix.join(this.shop.src, from), path.posix.join(this.shop.src, to))
  }
}

const ACTIONS = "the server actions"
const ACTIONS_BY_HAND = "a file with leaveCart and newSession"
const ROUTE_FILE = "app/api/aplazame/route.ts"
const ROUTE = "the route by which the parts ask the store"
const ROUTE_BY_HAND = "a route that answers with forwardCall"

const RETURN = "the page that Aplazame sends a shopper back to"
const RETURN_BY_HAND = "a page that shows <AplazameReturnPage />"

const LINK = "the page of a payment link"
const LINK_BY_HAND = "a page that shows <AplazameLinkPage />"

const COOKIES_BY_HAND = `name those of the cart and of the signed-in customer there, and set the two variables. A shop that keeps its cart in the browser takes the parts of ${STOREFRONT_PACKAGE}/react: ${DOCS}`

/** `part`: what stands in a storefront that has it; without it, only the starter has such a place. */
type Place = { file: string; what: string; manual: string; edit: Codemod; part?: RegExp }
/** The places of the starter that get a part, and what to do where a shop has made them anew. */
const PLACES: readonly Place[] = [
  { file: "lib/constants.tsx", what: "the payment method's name and icon", manual: `add pp_aplazame_aplazame: { title: "Aplazame", icon } to the names of the payment methods`, edit: addPaymentInfo },
  { file: "modules/checkout/components/payment/index.tsx", what: "the payment option", manual: "put <AplazameOption provider={id} cart={cart}> around the option, and <AplazameOptionLine provider={id} /> into it", part: /<AplazameOption\b/, edit: wrapPaymentOption },
  { file: "modules/checkout/components/payment-button/index.tsx", what: "the pay button", manual: "where isAplazame(providerId), show <AplazameButton cart={cart} disabled={notReady} />", part: /<AplazameButton\b/, edit: addPayButton },
  { file: "modules/products/components/product-actions/index.tsx", what: "the widget of a product", manual: "put <AplazameProduct product={product} variant={variant} /> below the price", part: /<AplazameProduct\b/, edit: addProductWidget },
  { file: "modules/cart/templates/summary.tsx", what: "the widget of the cart", manual: "put <AplazameCart cart={cart} /> below the totals", part: /<AplazameCart\b/, edit: addCartWidget },
  { file: "modules/order/templates/order-completed-template.tsx", what: "the state of the payment on the confirmed page", manual: "put <AplazameOrder order={order}> around the thanks", part: /<AplazameOrder\b/, edit: wrapThanks },
  { file: "modules/order/components/order-details/index.tsx", what: "the sentence that the confirmation was sent", manual: "put <AplazameOrder order={order} silent> around the sentence that the confirmation was sent", edit: wrapSent },
]

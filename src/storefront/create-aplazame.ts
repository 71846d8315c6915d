import { shownNotice, type CreditNotice } from "./credit-notice"
import { drawWidget } from "./draw-widget"
import { isServed } from "./is-served"
import { conclude, pay, payOrder, resume, type PayInput, type PayOrderInput, type Tools } from "./pay"
import { localMemory, Remember, type Memory } from "./remember"
import type { Eligibility, Language, LinkState, PaymentState, PayResult } from "./result"
import { loadScript } from "./script"
import { sendByFetch, type FetchOptions, type Send } from "./send"
import { isRefusal, StoreApi, type ShopConfig } from "./store-api"
import { languageOf } from "./texts"
import { watch } from "./watch"
import { widgetAttributes, type WidgetOptions } from "./widget-attributes"

export type AplazameOptions = (FetchOptions | { send: Send }) & {
  /**
   * A language tag; the page's own (`<html lang>`) unless told. `es`, `en` and `pt` are spoken; Catalan, Galician, Basque and their neighbours
   * are answered in Spanish, every other language in English. A page that is rendered on a server is in Spanish there unless it
   * is told as a string: a function is asked in the browser only.
   */
  language?: string | (() => string)
  /** Where to keep which cart is being paid; the browser's local storage unless told. */
  memory?: Memory
  /** The notice that credit costs money, of every widget that does not say otherwise; `true` unless told. */
  creditNotice?: CreditNotice
}

/** A purchase whose eligibility is asked: a cart, or an amount in hundredths on a product page. */
export type EligibilityQuestion = { cartId: string } | { amount: number; currency: string; country?: string; productId?: string }

/**
 * How a shopper came back from Aplazame. The plugin's default return paths end in these words; the option
 * `returnPaths` names two of them as Aplazame does (`ko` is refused, `dismiss` is dismissed).
 */
export type Returned = "success" | "pending" | "refused" | "dismissed" | "error"

export type Aplazame = {
  readonly language: Language
  /** The language of a rendering on a server, which the browser must repeat before it speaks `language`. */
  readonly serverLanguage: Language
  /** The option `creditNotice`. */
  readonly creditNotice: CreditNotice
  /** Pays a cart. Pressing twice is one payment: the second call gets the result of the first. Never throws. */
  pay(input: PayInput): Promise<PayResult>
  /** Pays an order by its link, as `pay` does a cart. `resume`, `returned` and `watch` take the collection's id as they take a cart's. */
  payOrder(input: PayOrderInput): Promise<PayResult>
  /** The number of a link's order, what it owes, and where its payment stands. Null when there is no such order, or the store can't be asked. */
  link(collectionId: string): Promise<LinkState | null>
  /**
   * After a closed tab or a reload: what came of the payment; null when nothing did, and while this page itself is paying.
   * Without a cart, of the one in memory.
   */
  resume(cartId?: string): Promise<PayResult | null>
  /** For the page that Aplazame sends a shopper back to. Without a cart, of the one in memory; null when there is none. */
  returned(how: Returned, cartId?: string): Promise<PayResult | null>
  /** The cart that is being paid, if a payment was begun in this browser and has not ended. */
  paying(): string | null
  /** Tells whenever the payment of a cart changes, until it is decided; of a link, with the order's number and what it owes. Returns a function that ends it. */
  watch(cartId: string, onState: (state: PaymentState | LinkState) => void): () => void
  /** The same for an order, for the page that shows it: an identity check goes on when the order is placed. */
  watchOrder(orderId: string, onState: (state: PaymentState) => void): () => void
  /** Whether Aplazame can be offered, and why not. Null when the store can't be asked. */
  eligibility(question: EligibilityQuestion): Promise<Eligibility | null>
  /** The shop's public settings. @throws when the store can't be asked */
  config(): Promise<ShopConfig>
  /** Loads aplazame.js, for pages with widgets. @throws when it can't be loaded */
  ready(): Promise<void>
  /**
   * Draws a widget into an element of the page, the notice that credit costs money below it, and loads aplazame.js.
   * What was in the element goes. Never throws: without aplazame.js there is no widget, and the page works. Where the shop does
   * not serve the widget's `country` or `currency`, nothing stays of it.
   */
  widget(place: HTMLElement, options: WidgetOptions & { creditNotice?: CreditNotice }): void
}

const CLOSED = { success: "success", pending: "pending", refused: "ko", dismissed: "dismiss", error: "error" } as const

/**
 * The browser side of the plugin. Makes no call and touches no window until it is used, so it may be made
 * while a page is rendered on a server.
 */
export function createAplazame(options: AplazameOptions): Aplazame {
  const { language: wanted, creditNotice = true } = options
  const language = (): Language => languageOf(typeof wanted === "function" ? wanted() : wanted)
  const api = new StoreApi("send" in options ? options.send : sendByFetch(options), language)
  const remember = new Remember(() => options.memory ?? localMemory())
  const tools: Tools = { api, remember, language }
  const running = new Map<string, Promise<PayResult>>()
  let config: Promise<ShopConfig> | undefined

  const shopConfig = (): Promise<ShopConfig> => {
    config ??= api.config().then((answer) => {
      if (isRefusal(answer)) throw new Error(answer.message)
      return answer
    })
    config.catch(() => (config = undefined))
    return config
  }
  const ready = async (): Promise<void> => {
    await loadScript((await shopConfig()).script_url)
  }

  const once = (id: string, begin: () => Promise<PayResult>): Promise<PayResult> => {
    const already = running.get(id)
    if (already) return already
    const result = begin().finally(() => running.delete(id))
    running.set(id, result)
    return result
  }

  return {
    get language() {
      return language()
    },
    serverLanguage: languageOf(typeof wanted === "string" ? wanted : ""),
    creditNotice,
    pay: (input) => once(input.cartId, () => pay(tools, input)),
    payOrder: (input) => once(input.collectionId, () => payOrder(tools, input)),
    async link(collectionId) {
      const answer = await api.link(collectionId).catch(() => null)
      return answer && !isRefusal(answer) ? answer : null
    },
    resume: (cartId) => (running.size > 0 ? Promise.resolve(null) : resume(tools, cartId)),
    returned(how, cartId) {
      const id = cartId ?? remember.paying()?.cartId
      return id ? conclude(tools, id, CLOSED[how]) : Promise.resolve(null)
    },
    paying: () => remember.paying()?.cartId ?? null,
    watch: (cartId, onState) => watch(() => api.payment(cartId), onState),
    watchOrder: (orderId, onState) => watch(() => api.orderPayment(orderId), onState),
    async eligibility(question) {
      const answer = await api.eligibility(queryOf(question)).catch(() => null)
      return answer && !isRefusal(answer) ? answer : null
    },
    config: shopConfig,
    ready,
    widget(place, { creditNotice: own = creditNotice, ...about }) {
      const drawn = drawWidget(place, widgetAttributes(about), shownNotice(own, language()))
      if (about.country || about.currency) drawn.hide()
      const draw = async (): Promise<void> => {
        if (!isServed(await shopConfig(), about)) return drawn.remove()
        drawn.show()
        await ready()
      }
      draw().catch(drawn.hide)
    },
  }
}

function queryOf(question: EligibilityQuestion): Record<string, string> {
  if ("cartId" in question) return { cart_id: question.cartId }
  const { amount, currency, country, productId } = question
  return { amount: String(amount), currency_code: currency, ...(country ? { country_code: country } : {}), ...(productId ? { product_id: productId } : {}) }
}

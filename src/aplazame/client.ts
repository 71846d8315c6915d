import type { Cents } from "./cents"
import { isKey, toTransportOptions, type AplazameClientOptions } from "./client-options"
import { Transport } from "./http/transport"
import type { OrderQuery } from "./order-query"
import type { CampaignArticle, CampaignEdit, CheckoutPayload, HistoryEntry, OrderEdit } from "./payloads"
import * as campaigns from "./resources/campaigns"
import * as captures from "./resources/captures"
import * as checkout from "./resources/checkout"
import * as history from "./resources/history"
import * as merchant from "./resources/merchant"
import * as orders from "./resources/orders"
import * as refunds from "./resources/refunds"
import type {
  AplazameOrder,
  Campaign,
  CampaignArticlePage,
  CampaignPage,
  Capture,
  CaptureCreated,
  CaptureList,
  CheckoutStatus,
  ListedCampaignArticle,
  OrderPage,
  RemainingAmount,
  VoidState,
} from "./schemas"

/**
 * Aplazame's merchant API.
 *
 * `ref` is Aplazame's order id or our `mid`; it is encoded once. Amounts are {@link Cents}. Every method throws
 * an AplazameError and nothing else for what goes wrong on the way; its `effect` says whether the call may have
 * changed something. Only GETs are tried again.
 */
export class AplazameClient {
  /** Whether this client sees test orders. */
  readonly sandbox: boolean
  readonly #transport: Transport
  readonly #checkoutVersion: 3 | 4

  /** @throws TypeError naming an option that cannot work. */
  constructor(options: AplazameClientOptions) {
    this.#transport = new Transport(toTransportOptions(options))
    this.#checkoutVersion = options.checkoutVersion ?? 4
    this.sandbox = options.sandbox
  }

  /**
   * Runs work with the place of its call taken from the beginning. What it notes right before its one call is then
   * followed by no wait. @throws AplazameNotSentError before the work has begun
   */
  holdPlace<T>(work: () => Promise<T>): Promise<T> {
    return this.#transport.gate.hold(work)
  }

  /** Runs work whose calls give way to those of shoppers, and hold three quarters of the places at most. */
  inBackground<T>(work: () => T): T {
    return this.#transport.gate.inBackground(work)
  }

  /** Since when calls are held back, in milliseconds since 1970, because five in a row had no answer; null while they go out. */
  get awaySince(): number | null {
    return this.#transport.gate.awaySince
  }

  /** Looks whether Aplazame answers again, by one GET, where calls are held back and it is time for that. */
  lookAgain(): Promise<void> {
    return this.#transport.gate.lookAgain()
  }

  /** One page of orders. */
  listOrders(query: OrderQuery = {}): Promise<OrderPage> {
    return orders.listOrders(this.#transport, query)
  }

  /** All orders from `query.page` on, one page in memory at a time. */
  iterateOrders(query: OrderQuery = {}): AsyncGenerator<AplazameOrder> {
    return orders.iterateOrders(this.#transport, query)
  }

  /** An order; AplazameNotFoundError when unknown. */
  retrieveOrder(ref: string): Promise<AplazameOrder> {
    return orders.retrieveOrder(this.#transport, ref)
  }

  /** The order with exactly our id, or null. */
  findOrderByMid(mid: string): Promise<AplazameOrder | null> {
    return orders.findOrderByMid(this.#transport, mid)
  }

  /** Replaces the order (PUT). */
  updateOrder(ref: string, order: OrderEdit): Promise<void> {
    return orders.updateOrder(this.#transport, ref, order)
  }

  /** Replaces parts of the order (PATCH). */
  patchOrder(ref: string, order: Partial<OrderEdit>): Promise<void> {
    return orders.patchOrder(this.#transport, ref, order)
  }

  /** Sends the shopper's past orders; forbidden once the order is confirmed. */
  pushHistory(ref: string, entries: readonly HistoryEntry[]): Promise<void> {
    return history.pushHistory(this.#transport, ref, entries)
  }

  /** Captures so far and what may still be captured. */
  listCaptures(ref: string): Promise<CaptureList> {
    return captures.listCaptures(this.#transport, ref)
  }

  /** Captures an amount of a pay-later order. */
  createCapture(ref: string, amount: Cents): Promise<CaptureCreated> {
    return captures.createCapture(this.#transport, ref, amount)
  }

  /** A capture with its refunds. */
  retrieveCaptureRefunds(ref: string, captureId: string): Promise<Capture> {
    return captures.retrieveCaptureRefunds(this.#transport, ref, captureId)
  }

  /** Refunds an amount of a capture. */
  refundCapture(ref: string, captureId: string, amount: Cents): Promise<Capture> {
    return captures.refundCapture(this.#transport, ref, captureId, amount)
  }

  /** What may still be refunded of an instalment order. */
  checkRefund(ref: string): Promise<RemainingAmount> {
    return refunds.checkRefund(this.#transport, ref)
  }

  /** Refunds an amount of an instalment order. */
  refund(ref: string, amount: Cents): Promise<RemainingAmount> {
    return refunds.refund(this.#transport, ref, amount)
  }

  /** Refunds by the undocumented call that serves every product; its body is ignored. */
  refundExtended(ref: string, amount: Cents): Promise<void> {
    return refunds.refundExtended(this.#transport, ref, amount)
  }

  /** What may still be voided and the voids so far. */
  checkVoid(ref: string): Promise<VoidState> {
    return refunds.checkVoid(this.#transport, ref)
  }

  /** Voids an amount that is not captured. */
  voidAmount(ref: string, amount: Cents): Promise<VoidState> {
    return refunds.voidAmount(this.#transport, ref, amount)
  }

  /** Cancels a confirmed order. */
  cancelOrder(ref: string): Promise<void> {
    return orders.cancelOrder(this.#transport, ref)
  }

  /** Creates a checkout; the id is for the shopper's browser. */
  createCheckout(payload: CheckoutPayload): Promise<{ id: string }> {
    return checkout.createCheckout(this.#transport, payload, this.#checkoutVersion)
  }

  /** Whether an amount may be financed. Uses the public key. @throws TypeError when that is no key. */
  async checkAvailability(input: checkout.AvailabilityInput, publicKey: string): Promise<{ available: boolean }> {
    if (!isKey(publicKey)) throw new TypeError("Aplazame client: publicKey must be a non-empty text without spaces or special characters")
    return checkout.checkAvailability(this.#transport, input, publicKey)
  }

  /** Status of a checkout (v3). */
  checkoutStatus(checkoutId: string): Promise<CheckoutStatus> {
    return checkout.checkoutStatus(this.#transport, checkoutId)
  }

  /** One page of financing campaigns; with `article`, of those that this article of ours is in. */
  listCampaigns(query: campaigns.CampaignQuery = {}): Promise<CampaignPage> {
    return campaigns.listCampaigns(this.#transport, query)
  }

  /** All campaigns from `query.page` on, one page in memory at a time. */
  iterateCampaigns(query: campaigns.CampaignQuery = {}): AsyncGenerator<Campaign> {
    return campaigns.iterateCampaigns(this.#transport, query)
  }

  /** A campaign; AplazameNotFoundError when unknown. */
  retrieveCampaign(id: string): Promise<Campaign> {
    return campaigns.retrieveCampaign(this.#transport, id)
  }

  /** Creates a campaign. */
  createCampaign(campaign: CampaignEdit): Promise<Campaign> {
    return campaigns.createCampaign(this.#transport, campaign)
  }

  /** Replaces a campaign (PUT). */
  updateCampaign(id: string, campaign: CampaignEdit): Promise<void> {
    return campaigns.updateCampaign(this.#transport, id, campaign)
  }

  /** Replaces parts of a campaign (PATCH). */
  patchCampaign(id: string, campaign: Partial<CampaignEdit>): Promise<void> {
    return campaigns.patchCampaign(this.#transport, id, campaign)
  }

  /** Deletes a campaign. */
  deleteCampaign(id: string): Promise<void> {
    return campaigns.deleteCampaign(this.#transport, id)
  }

  /** One page of a campaign's articles. */
  listCampaignArticles(id: string, page?: number): Promise<CampaignArticlePage> {
    return campaigns.listCampaignArticles(this.#transport, id, page)
  }

  /** All articles of a campaign, one page in memory at a time. */
  iterateCampaignArticles(id: string): AsyncGenerator<ListedCampaignArticle> {
    return campaigns.iterateCampaignArticles(this.#transport, id)
  }

  /** Adds articles to a campaign. */
  addCampaignArticles(id: string, articles: readonly CampaignArticle[]): Promise<void> {
    return campaigns.addCampaignArticles(this.#transport, id, articles)
  }

  /** Takes one article out of a campaign. */
  removeCampaignArticle(id: string, articleId: string): Promise<void> {
    return campaigns.removeCampaignArticle(this.#transport, id, articleId)
  }

  /** Takes several articles out of a campaign, by a parameter that is documented nowhere. */
  removeCampaignArticles(id: string, articleIds: readonly string[]): Promise<void> {
    return campaigns.removeCampaignArticles(this.#transport, id, articleIds)
  }

  /** Takes every article out of a campaign. */
  clearCampaignArticles(id: string): Promise<void> {
    return campaigns.clearCampaignArticles(this.#transport, id)
  }

  /** The public key that belongs to our private one; also the way to test that. */
  apiKeys(): Promise<{ public_api_key: string }> {
    return merchant.apiKeys(this.#transport)
  }

  /** The merchant's account, as received. */
  me(): Promise<Record<string, unknown>> {
    return merchant.me(this.#transport)
  }
}

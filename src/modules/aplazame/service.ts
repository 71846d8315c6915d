import { AsyncLocalStorage } from "node:async_hooks"
import { MedusaService } from "@medusajs/framework/utils"
import type { Logger } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { AplazameClient } from "../../aplazame"
import { parseOptions, storeMark, type ResolvedOptions } from "../../config/options"
import type { SpokenBy } from "../../mapping"
import { CaptureActor } from "./capture-actor"
import { AvailabilityCache } from "./availability"
import { ExchangeCache } from "./exchange-cache"
import { completeCartError } from "./complete-cart-error"
import AplazameAdminAction from "./models/admin-action"
import AplazameCartOwner from "./models/cart-owner"
import AplazameOrder from "./models/aplazame-order"
import AplazameDifference from "./models/difference"
import AplazameEvent from "./models/event"
import AplazameNotification from "./models/notification"
import AplazameOperation from "./models/operation"
import AplazameProblem from "./models/problem"
import AplazameReconcileRun from "./models/reconcile-run"
import { BookingStore, CartOwnerStore, EventStore, FiguresStore, InboxStore, LedgerStore, OrderStore, ProblemStore, ReconcileStore, RetentionStore } from "./stores"
import { createTelemetry, type Telemetry } from "./telemetry/telemetry"

/** A person can have read the answer by then; below `TELLING_MS`. */
const ANSWERED_AFTER_MS = 500

type Cradle = { __pg_connection__: Knex; logger: Logger }

/**
 * The module: the store's memory of what it asked of Aplazame and what it was told, and the one
 * client that everybody uses. Lists (`listAplazameOrders` …) come from Medusa; writes go through
 * the stores, which hold the rules.
 */
export class AplazameModuleService extends MedusaService({
  AplazameOrder,
  AplazameOperation,
  AplazameNotification,
  AplazameProblem,
  AplazameReconcileRun,
  AplazameDifference,
  AplazameAdminAction,
  AplazameCartOwner,
  AplazameEvent,
}) {
  readonly settings: ResolvedOptions
  readonly client: AplazameClient
  readonly availability: AvailabilityCache
  readonly exchangeCache = new ExchangeCache()
  readonly captureActor = new CaptureActor()
  /** The languages of the request that completes a cart, while it does. */
  readonly spoken = new AsyncLocalStorage<SpokenBy>()
  readonly orders: OrderStore
  readonly cartOwners: CartOwnerStore
  readonly ledger: LedgerStore
  readonly bookings: BookingStore
  readonly inbox: InboxStore
  readonly problems: ProblemStore
  readonly reconciliations: ReconcileStore
  readonly events: EventStore
  readonly figures: FiguresStore
  readonly retention: RetentionStore
  readonly telemetry: Telemetry = createTelemetry()
  readonly logger: Logger
  /** Milliseconds since 1970, now. */
  readonly clock = (): number => Date.now()
  /** Does this once whoever asked can have read the answer. It is not done when the process ends before. */
  readonly afterAnswer = (work: () => Promise<unknown>): void => {
    const failed = (error: unknown): void => this.logger.warn(`Aplazame: what follows an answer failed: ${String(error)}`)
    setTimeout(() => void work().catch(failed), ANSWERED_AFTER_MS).unref()
  }

  /**
   * Runs when every workflow of the store is loaded. Medusa swallows what is thrown here, so a store that could not place
   * an order that Aplazame approved ends as it does for every other wrong option.
   */
  readonly __hooks = {
    onApplicationStart: async (): Promise<void> => {
      const fault = completeCartError(this.settings)
      if (!fault) return
      this.logger.error(fault.message)
      process.exit(1)
    },
  }

  /** @throws AplazameOptionsError naming the first wrong option */
  constructor(cradle: Cradle, options: unknown) {
    super(cradle, options)
    const { __pg_connection__: pg, logger } = cradle
    this.logger = logger
    this.settings = parseOptions(options)
    this.client = new AplazameClient({
      privateKey: this.settings.privateKey,
      previousPrivateKeys: this.settings.previousPrivateKeys,
      sandbox: this.settings.sandbox,
      baseUrl: this.settings.apiBaseUrl,
      timeoutMs: this.settings.timeoutMs,
      maxConcurrentCalls: this.settings.maxConcurrentCalls,
      checkoutVersion: this.settings.checkoutVersion,
      logger: { debug: (m) => logger.debug(m), warn: (m) => logger.warn(m) },
      observer: this.telemetry.calls,
    })
    this.availability = new AvailabilityCache(this.client, this.settings.publicKey)
    this.cartOwners = new CartOwnerStore(pg)
    this.orders = new OrderStore(pg, storeMark(this.settings))
    this.ledger = new LedgerStore(pg, this.telemetry.operationEnded)
    this.bookings = new BookingStore(pg)
    this.inbox = new InboxStore(pg)
    this.problems = new ProblemStore(pg)
    this.reconciliations = new ReconcileStore(pg)
    this.events = new EventStore(pg)
    this.figures = new FiguresStore(pg, this.settings.sandbox)
    this.retention = new RetentionStore(pg)
    this.telemetry.observe({ open: () => this.ledger.open(), awaySince: () => this.client.awaySince, clock: this.clock })
  }
}

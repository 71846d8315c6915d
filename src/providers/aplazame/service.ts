import { AbstractPaymentProvider, MedusaError, PaymentActions } from "@medusajs/framework/utils"
import { messageOf } from "../../aplazame/message-of"
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { parseOptions, type ResolvedOptions } from "../../config/options"
import { captureCredit, orderForCapture, refundCredit, withCreditLock } from "../../modules/aplazame/operations"
import { creditOfPayment } from "../../modules/aplazame/payment-of-credit"
import { bookingOf, movementById, orderById, paymentById, refundableWhileChanged, type MovementView } from "../../modules/aplazame/reading"
import { worthOfCredit } from "../../modules/aplazame/worth-of-credit"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { authorizationOf } from "./authorize-payment"
import { keepOrPlanCancel } from "./cancel-payment"
import { dependency, locking, type Cradle } from "./cradle"
import { forAdmin, medusaRefusal } from "./medusa-error"
import { publicData, sessionIdOf, type SessionData } from "./session-data"

/**
 * Aplazame as a Medusa payment provider (`pp_aplazame_…`). Thin: what moves money is in the module's
 * operations, what Medusa is told is decided by reading Aplazame, never by the session's data, which the
 * browser writes.
 */
export class AplazameProviderService extends AbstractPaymentProvider<Record<string, unknown>> {
  static override identifier = "aplazame"

  private readonly cradle: Cradle
  private readonly settings: ResolvedOptions

  /** Runs at boot. @throws AplazameOptionsError naming the first wrong option */
  static override validateOptions(options: Record<string, unknown>): void {
    parseOptions(options)
  }

  constructor(cradle: Cradle, options: Record<string, unknown>) {
    super(cradle, options)
    this.cradle = cradle
    this.settings = parseOptions(options)
  }

  /** No remote call: the checkout is created when the shopper presses pay. */
  async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const id = sessionIdOf(input)
    return { id, status: "pending", data: publicData(id, this.settings) }
  }

  /** No core flow calls it. The checkout is rebuilt from the cart anyway. */
  async updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    return { status: "pending", data: publicData(sessionIdOf(input), this.settings) }
  }

  /**
   * Runs on every change of the cart's total and can run on a paid order, so it does nothing at
   * Aplazame: an open checkout ends by itself, and a late approval is judged when it arrives.
   */
  async deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return { data: input.data }
  }

  /** Asks Aplazame about the order of this session and compares amount, currency and side. */
  async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const id = sessionIdOf(input)
    const status = await authorizationOf({ aplazame: this.aplazame, query: this.query }, id)
    return { status, data: publicData(id, this.settings) }
  }

  async getPaymentStatus(input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    const id = sessionIdOf(input)
    const status = await authorizationOf({ aplazame: this.aplazame, query: this.query }, id, "report")
    return { status, data: publicData(id, this.settings) }
  }

  async retrievePayment(input: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data: publicData(sessionIdOf(input), this.settings) }
  }

  /** Medusa passes no amount: it is read from the capture row, whose id is the idempotency key. Before 2.21 Medusa drops `captured_by`, so the actor comes from `captureActor`. */
  async capturePayment(input: CapturePaymentInput): Promise<CapturePaymentOutput> {
    const movement = await this.movement("capture", input.context?.idempotency_key)
    const { payment } = movement
    const row = await this.creditOf(movement)
    const order = payment.order ? await orderById(this.query, payment.order.id) : null
    await this.moving(row, async () =>
      captureCredit(this.aplazame, row, {
        amount: movement.amount,
        capture_id: movement.id,
        payment_id: payment.id,
        requested_by: movement.requested_by ?? this.aplazame.captureActor.of(payment.id),
        decidedOn: this.aplazame.captureActor.decidedOn(payment.id),
        order: order && orderForCapture(order, row, await worthOfCredit({ aplazame: this.aplazame, query: this.query }, order, row), this.settings),
        bookingOf: (id) => bookingOf(this.query, "capture", id),
      })
    )
    return { data: this.dataOf(row) }
  }

  /** The amount comes from the refund row too, so that both numbers are one number. */
  async refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const movement = await this.movement("refund", input.context?.idempotency_key)
    const { payment } = movement
    const row = await this.creditOf(movement)
    await this.refuseWhileChanged(movement)
    await this.moving(row, () =>
      refundCredit(this.aplazame, row, {
        amount: movement.amount,
        refund_id: movement.id,
        payment_id: payment.id,
        requested_by: movement.requested_by,
        bookingOf: (id) => bookingOf(this.query, "refund", id),
      })
    )
    return { data: this.dataOf(row) }
  }

  /**
   * Makes no call: core also runs it when an order changes (edit, return, claim, exchange), where the
   * credit must live, and hides its errors where the order is cancelled. See `cancel-payment.ts`.
   */
  async cancelPayment(input: CancelPaymentInput): Promise<CancelPaymentOutput> {
    const paymentId = input.context?.idempotency_key
    const payment = paymentId ? await paymentById(this.query, paymentId) : null
    if (payment) await keepOrPlanCancel(this.aplazame, this.query, payment)
    return { data: input.data }
  }

  /**
   * Nothing here: Aplazame expects its answer in the same exchange, which core's route can't give. A
   * middleware of ours answers `/hooks/payment/aplazame…` with the code of our own route, so what
   * still arrives here did not come through HTTP and is not believed.
   */
  async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: PaymentActions.NOT_SUPPORTED }
  }

  private get aplazame() {
    return dependency(this.cradle, "aplazame")
  }

  private get query() {
    return dependency(this.cradle, "query")
  }

  private dataOf({ payment_session_id }: AplazameOrderRow): SessionData {
    return publicData(payment_session_id, this.settings)
  }

  private async movement(entity: "capture" | "refund", id: string | undefined): Promise<MovementView> {
    const movement = id ? await movementById(this.query, entity, id) : null
    if (movement) return movement
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `Medusa's ${entity} row was not found, so its amount is not known`)
  }

  private async creditOf({ payment }: MovementView): Promise<AplazameOrderRow> {
    const row = await creditOfPayment(this.aplazame, payment)
    if (row) return row
    throw medusaRefusal(MedusaError.Types.NOT_FOUND, "credit_not_found", this.settings.language)
  }

  /** A refund for which Medusa would write a credit line and can't: it would say that it failed, after the money has gone back. */
  private async refuseWhileChanged({ amount, payment }: MovementView): Promise<void> {
    const most = payment.order && (await refundableWhileChanged(this.query, payment.order.id, payment.currency_code))
    if (most !== null && amount > most) throw medusaRefusal(MedusaError.Types.NOT_ALLOWED, "order_being_edited", this.settings.language)
  }

  /** Under the credit's lock, with failures in the operator's words and the cause in the log. */
  private async moving<T>(row: AplazameOrderRow, job: () => Promise<T>): Promise<T> {
    try {
      return await withCreditLock(locking(this.cradle), row, job)
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : ""
      this.cradle.logger.warn(`aplazame: ${row.id}: ${messageOf(error)}${cause}`)
      throw forAdmin(error, this.settings.language, row.currency_code)
    }
  }
}

import {
  AplazameForbiddenError,
  AplazameNetworkError,
  AplazameNotFoundError,
  AplazameNotSentError,
  AplazameRateLimitedError,
  AplazameServerError,
  AplazameTimeoutError,
  AplazameUnreadableError,
  AplazameValidationError,
  type Cents,
} from "../../../../aplazame"
import type { OperationKind } from "../../../../credit"
import type { OperationPorts } from "../../operations"

/** How an Aplazame behaves where its documents leave it open. */
export type Habits = {
  product: "pay_later" | "instalments"
  /** `edited_total` of the emulator: whether a PUT's total still contains what was voided. */
  editedTotal: "gross" | "net"
  /** `shown_total` of the emulator: whether the total that is shown still contains it. Net only where edits are net: nobody shows a total that, told again, takes something off. */
  shownTotal: "gross" | "net"
  voidOtherProducts: "allow" | "forbid"
  /** What the question for captures is answered with where the product has none. */
  noCaptures: "empty" | "forbidden"
  /** Whether a credit that has ended refuses questions about its money. */
  endedRefusesQuestions: boolean
}

/**
 * What becomes of one call.
 *
 * lost         it happens, and the answer does not come
 * stopped      it does not happen, and no answer comes
 * late         no answer comes, and it happens after we gave up
 * refused      it does not happen, and this is known (429, or no connection)
 * unreadable   it happens, and the answer is not what is documented
 * denied       Aplazame says no, for good (403)
 * held_back    our own client lets no call out: nothing is marked, and nothing goes out
 */
export type Fault = "lost" | "stopped" | "late" | "refused" | "unreadable" | "denied" | "held_back"

type Capture = { id: string; amount: number; created: string; refunded: number }
export type Effect = { kind: Exclude<OperationKind, "history">; amount: number; by: "us" | "panel"; opId: string | null; at: number; seq: number }

const CALL = { operation: "model", effect: "none" } as const
const cents = (n: number): Cents => n as Cents

/** Aplazame's order as the emulator keeps it, in sums; every effect is noted with who caused it. */
export class MemoryAplazame {
  total: number
  voids: { id: string; amount: number; created: null }[] = []
  captures: Capture[] = []
  refunded = 0
  cancelled = false
  confirmed = true
  readonly effects: Effect[] = []
  private late: { at: number; run: () => void }[] = []
  private serial = 0
  outage = false
  /** The faults of the next writes and reads, first come first; `blind`: so many reads after it fail too. */
  readonly writeFaults: { fault: Fault; blind: number }[] = []
  readonly readFaults: ("network" | "server" | "timeout")[] = []

  constructor(
    readonly approved: number,
    readonly habits: Habits,
    private readonly clock: () => number
  ) {
    this.total = approved
  }

  get voided(): number {
    return this.voids.reduce((sum, one) => sum + one.amount, 0)
  }
  get captured(): number {
    return this.captures.reduce((sum, one) => sum + one.amount, 0)
  }
  get givenBack(): number {
    return this.refunded + this.captures.reduce((sum, one) => sum + one.refunded, 0)
  }
  /** What is left of the credit. */
  get outstanding(): number {
    return this.cancelled ? 0 : this.total - this.voided - this.givenBack
  }
  get left(): number {
    return this.habits.product !== "pay_later" || this.cancelled ? 0 : this.total - this.voided - this.captured
  }
  /** Calls that were given up on and have not arrived. */
  get underWay(): number {
    return this.late.length
  }

  /** What arrives late arrives before `now`. */
  arrive(now: number): void {
    const due = this.late.filter((one) => one.at <= now)
    this.late = this.late.filter((one) => one.at > now)
    for (const one of due) one.run()
  }

  /** A movement in the panel; one that does not fit is not made. */
  panel(kind: "capture" | "refund" | "void", amount: number): boolean {
    const act = { capture: () => this.capture(amount), void: () => this.void(amount), refund: () => this.giveBack(amount) }[kind]
    try {
      this.note(kind, amount, "panel", null, act)
      return true
    } catch {
      return false
    }
  }

  /** The calls that a process makes. `sending` is the operation that it has marked as sent last. */
  client(sending: () => string | null): { [name in Exclude<keyof OperationPorts["client"], "holdPlace">]: (...args: Parameters<OperationPorts["client"][name]>) => Awaited<ReturnType<OperationPorts["client"][name]>> } {
    const write = (kind: Effect["kind"], amount: number, act: () => void): void => {
      const op = sending()
      this.write(() => this.note(kind, amount, "us", op, act))
    }
    const remaining = (amount: number) => ({ remaining_amount: cents(amount) })
    return {
      retrieveOrder: () => this.read(() => this.shape(), true),
      listCaptures: () =>
        this.read(() => {
          if (this.habits.product !== "pay_later" && this.habits.noCaptures === "forbidden") throw new AplazameForbiddenError({ ...CALL, message: "no captures" })
          return { remaining_capture_amount: cents(this.left), results: this.captures.map(captureShape) }
        }),
      retrieveCaptureRefunds: (_ref, id) => this.read(() => captureShape(this.find(id))),
      checkRefund: () =>
        this.read(() => {
          if (this.habits.product === "pay_later") throw new AplazameForbiddenError({ ...CALL, message: "refund the captures" })
          return remaining(this.live ? this.outstanding : 0)
        }),
      checkVoid: () => this.read(() => ({ ...remaining(this.voidable), results: this.voids.map((one) => ({ ...one, amount: cents(one.amount) })) })),
      updateOrder: (_ref, { total_amount }) => write("update", total_amount, () => this.edit(total_amount)),
      createCapture: (_ref, amount) => {
        write("capture", amount, () => this.capture(amount))
        return { ...captureShape(this.captures.at(-1) ?? NOTHING), remaining_capture_amount: cents(this.left) }
      },
      refundCapture: (_ref, id, amount) => {
        write("refund", amount, () => this.refundCapture(this.find(id), amount))
        return captureShape(this.find(id))
      },
      refund: (_ref, amount) => {
        write("refund", amount, () => this.refundOrder(amount))
        return remaining(this.outstanding)
      },
      refundExtended: (_ref, amount) => write("refund", amount, () => this.giveBack(amount, true)),
      voidAmount: (_ref, amount) => {
        write("void", amount, () => this.void(amount))
        return { ...remaining(this.voidable), results: [] }
      },
      cancelOrder: () =>
        write("cancel", this.outstanding, () => {
          this.mustLive()
          this.cancelled = true
        }),
    }
  }

  /** The place that a money call takes before it is marked as sent. */
  takePlace(): void {
    if (this.writeFaults[0]?.fault !== "held_back") return
    this.writeFaults.shift()
    throw new AplazameNotSentError({ ...CALL, message: "too many calls" })
  }

  private get live(): boolean {
    return this.confirmed && !this.cancelled
  }
  private get voidable(): number {
    if (!this.live) return 0
    return this.habits.product === "pay_later" ? this.left : this.outstanding
  }

  private read<T>(answer: () => T, always = false): T {
    const fault = this.readFaults.shift()
    if (this.outage || fault === "server") throw new AplazameServerError({ ...CALL, message: "503", status: 503 })
    if (fault === "network") throw new AplazameNetworkError({ ...CALL, message: "reset", networkCode: "ECONNRESET" })
    if (fault === "timeout") throw new AplazameTimeoutError({ ...CALL, message: "no answer" })
    if (!always && this.cancelled && this.habits.endedRefusesQuestions) throw new AplazameForbiddenError({ ...CALL, message: "ended" })
    return answer()
  }

  private write(act: () => void): void {
    if (this.outage) throw new AplazameServerError({ ...CALL, effect: "possible", message: "503", status: 503 })
    const next = this.writeFaults.shift()
    for (let i = 0; next && i < next.blind; i++) this.readFaults.push("server")
    switch (next?.fault) {
      case undefined:
      case "held_back":
        return act()
      case "lost":
        act()
        throw new AplazameTimeoutError({ ...CALL, effect: "possible", message: "no answer" })
      case "unreadable":
        act()
        throw new AplazameUnreadableError({ ...CALL, effect: "done", message: "not as documented" })
      case "stopped":
        throw new AplazameNetworkError({ ...CALL, effect: "possible", message: "reset", networkCode: "ECONNRESET" })
      case "refused":
        throw new AplazameRateLimitedError({ ...CALL, message: "429", status: 429 })
      case "denied":
        throw new AplazameForbiddenError({ ...CALL, message: "no" })
      case "late":
        this.late.push({ at: this.clock() + LATE_MS, run: () => quietly(act) })
        throw new AplazameTimeoutError({ ...CALL, effect: "possible", message: "no answer" })
    }
  }

  private note(kind: Effect["kind"], amount: number, by: Effect["by"], opId: string | null, act: () => void): void {
    act()
    this.effects.push({ kind, amount, by, opId, at: this.clock(), seq: this.effects.length })
  }

  private edit(asked: number): void {
    if (this.cancelled) throw new AplazameForbiddenError({ ...CALL, message: "cancelled" })
    const total = this.habits.editedTotal === "net" ? asked + this.voided : asked
    if (total > this.total) throw new AplazameForbiddenError({ ...CALL, message: "can't be raised" })
    if (total < this.voided + this.captured + this.givenBack && total !== this.total) throw tooMuch()
    this.total = total
  }

  private capture(amount: number): void {
    this.mustLive()
    if (this.habits.product !== "pay_later") throw new AplazameForbiddenError({ ...CALL, message: "only pay later" })
    fits(amount, this.left)
    this.captures.push({ id: `cap_${++this.serial}`, amount, created: new Date(this.clock() + this.serial).toISOString(), refunded: 0 })
  }

  private void(amount: number): void {
    this.mustLive()
    if (this.habits.product !== "pay_later" && this.habits.voidOtherProducts === "forbid") throw new AplazameForbiddenError({ ...CALL, message: "only pay later" })
    fits(amount, this.voidable)
    this.voids.push({ id: `void_${++this.serial}`, amount, created: null })
    this.endIfEmpty()
  }

  private refundCapture(capture: Capture, amount: number): void {
    this.mustLive()
    fits(amount, capture.amount - capture.refunded)
    capture.refunded += amount
    this.endIfEmpty()
  }

  private refundOrder(amount: number): void {
    this.mustLive()
    if (this.habits.product === "pay_later") throw new AplazameForbiddenError({ ...CALL, message: "refund the captures" })
    fits(amount, this.outstanding)
    this.refunded += amount
    this.endIfEmpty()
  }

  /** The panel's refund gives back what was captured; `refund-extended` goes on with a void. */
  private giveBack(amount: number, extended = false): void {
    if (this.habits.product !== "pay_later") return this.refundOrder(amount)
    this.mustLive()
    fits(amount, extended ? this.outstanding : this.captured - this.givenBack)
    let left = amount
    for (const capture of [...this.captures].reverse()) {
      const part = Math.min(left, capture.amount - capture.refunded)
      capture.refunded += part
      left -= part
    }
    if (left > 0) this.voids.push({ id: `void_${++this.serial}`, amount: left, created: null })
    this.endIfEmpty()
  }

  private endIfEmpty(): void {
    if (this.outstanding <= 0) this.cancelled = true
  }

  private mustLive(): void {
    if (!this.live) throw new AplazameForbiddenError({ ...CALL, message: "not alive" })
  }

  private find(id: string): Capture {
    const found = this.captures.find((one) => one.id === id)
    if (!found) throw new AplazameNotFoundError({ ...CALL, message: id })
    return found
  }

  private shape(): any {
    return {
      id: "apz_1",
      mid: "aplord_1",
      status: this.confirmed ? "ok" : "pending",
      raw_status: this.confirmed ? "ok" : "pending",
      status_reason: this.confirmed ? "" : "confirmation_required",
      confirmed: this.confirmed ? "2026-01-01T00:00:00Z" : null,
      cancelled: this.cancelled ? "2026-01-01T00:00:00Z" : null,
      total_amount: cents(this.habits.shownTotal === "net" && this.habits.editedTotal === "net" ? this.total - this.voided : this.total),
    }
  }
}

/** A call that we gave up on arrives well before its absence is believed: that is what `settleAfterMs` is for. */
const LATE_MS = 20_000

const NOTHING: Capture = { id: "none", amount: 0, created: "", refunded: 0 }
const captureShape = ({ id, amount, created, refunded }: Capture) => ({
  id,
  amount: cents(amount),
  refunded_amount: cents(refunded),
  remaining_amount: cents(amount - refunded),
  created,
  refunds: [],
})
const tooMuch = (): Error => new AplazameValidationError({ ...CALL, message: "too much", status: 400 })
const fits = (amount: number, remaining: number): void => {
  if (amount > remaining || amount <= 0) throw tooMuch()
}
function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // Refused when it arrived.
  }
}

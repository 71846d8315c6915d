import { AsyncLocalStorage } from "node:async_hooks"

/**
 * Who asks for the capture that Medusa's workflow is making: an operator, or the planned operation that the provider has to
 * take up. Medusa is told (`captured_by`), and drops it before 2.21; so the one who starts the workflow says it here too. It
 * holds for what that workflow does, and for its payment alone.
 */
export class Asker {
  private readonly asked = new AsyncLocalStorage<{ paymentId: string; by: string; decidedOn: number | null }>()

  /**
   * Runs the workflow that captures of a payment, in the name of `by`.
   * @param decidedOn the revision of the credit on which the amount was decided, where it is not what a person asked for
   */
  asks<T>(paymentId: string, by: string, workflow: () => Promise<T>, decidedOn: number | null = null): Promise<T> {
    return this.asked.run({ paymentId, by, decidedOn }, workflow)
  }

  /** The revision that {@link asks} was given; null where there is none. */
  decidedOn(paymentId: string): number | null {
    const now = this.asked.getStore()
    return now?.paymentId === paymentId ? now.decidedOn : null
  }

  /** Null outside of such a workflow: Medusa's own button, or another payment. */
  of(paymentId: string): string | null {
    const now = this.asked.getStore()
    return now?.paymentId === paymentId ? now.by : null
  }
}

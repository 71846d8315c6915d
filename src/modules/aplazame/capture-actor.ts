import { AsyncLocalStorage } from "node:async_hooks"

/**
 * The actor of the capture that Medusa's workflow runs: an operator, or the planned operation that the provider carries out.
 * The workflow's input names it (`captured_by`), but Medusa before 2.21 drops it. So whoever starts the workflow sets it here
 * too. It holds within that workflow, and for its payment alone. The other end is `capturePayment` of the provider.
 */
export class CaptureActor {
  private readonly running = new AsyncLocalStorage<{ paymentId: string; by: string; decidedOn: number | null }>()

  /**
   * Runs the workflow that captures a payment, in the name of `by`.
   * @param decidedOn the revision of the credit on which the amount was decided, where it is not what a person asked for
   */
  runAs<T>(paymentId: string, by: string, workflow: () => Promise<T>, decidedOn: number | null = null): Promise<T> {
    return this.running.run({ paymentId, by, decidedOn }, workflow)
  }

  /** The revision that {@link runAs} was given; null without one. */
  decidedOn(paymentId: string): number | null {
    const now = this.running.getStore()
    return now?.paymentId === paymentId ? now.decidedOn : null
  }

  /** The actor; null outside of such a workflow: Medusa's own button, or another payment. */
  of(paymentId: string): string | null {
    const now = this.running.getStore()
    return now?.paymentId === paymentId ? now.by : null
  }
}

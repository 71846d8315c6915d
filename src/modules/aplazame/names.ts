import type { Subject } from "./subject"

/** The names of the plugin's locks, for Medusa's Locking module. The keys of operations are in `credit/keys.ts`. */
export const lockNames = {
  /** A credit: one request or notification at a time decides on its snapshot. */
  credit: (credit: { id: string }): string => `aplazame:${credit.id}`,
  /** The checkouts of a cart or an order: starting one, and deciding whether it is sold or paid. */
  checkout: ({ id }: Subject): string => `aplazame:checkout:${id}`,
  /** Medusa's books of a payment. */
  paymentBooks: (paymentId: string): string => `aplazame:books:${paymentId}`,
  /** The credit lines that raise an order. */
  orderBooks: (orderId: string): string => `aplazame:books:order:${orderId}`,
} as const

/** How long a request waits for one of these locks. */
export const LOCK_WAIT_SECONDS = 30

/** The names of the scheduled jobs, as the store's log and `docs/operations.md` show them. */
export const JOB_NAMES = {
  resumeOperations: "aplazame-resume-operations",
  sweep: "aplazame-sweep",
  reconcile: "aplazame-reconcile",
} as const

"use client"
import type { ReactNode } from "react"
import { AplazameOrderStatus } from "../react"
import type { ShopOrder } from "./shop-types"

export type AplazameOrderProps = {
  order: ShopOrder
  /** Tells nothing itself: around what else of the page is true of a paid order only. */
  silent?: boolean
  /** What the shop says when all is well: its thanks. */
  children: ReactNode
}

/**
 * Around the thanks of the page of a placed order: while Aplazame checks the shopper's identity it says so in their
 * place, and afterwards that the order was cancelled, or thanks.
 */
export const AplazameOrder = ({ order, silent, children }: AplazameOrderProps) => (
  <AplazameOrderStatus orderId={order.id} paymentStatus={order.payment_status} silent={silent}>
    {children}
  </AplazameOrderStatus>
)

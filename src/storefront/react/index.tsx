"use client"
/** React parts of the storefront. React is a peer, 18 or later. See docs/storefront.md. */
export { AplazameProvider, useAplazame } from "./provider"
export { AplazamePayButton, type AplazamePayButtonProps } from "./pay-button"
export { usePay, type PayState } from "./use-pay"
export { AplazameProductWidget, AplazameCartWidget, type AplazameWidgetProps } from "./widgets"
export { AplazameCreditNotice } from "./credit-notice"
export { AplazameGate, useEligibility, type AplazameGateProps } from "./gate"
export { AplazamePaymentStatus, type AplazamePaymentStatusProps } from "./payment-status"

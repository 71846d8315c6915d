/** The plugin's flows, for a store's own workflows, subscribers and scripts. */
export { startCheckoutWorkflow, startCheckout, CheckoutError } from "./start-checkout"
export type { StartCheckoutInput, StartCheckoutResult, StartedCheckout, CheckoutCode } from "./start-checkout"
export type { CheckoutHookInput, CheckoutParts, CustomerTypeHookInput, HookCart, PayloadChanges, PayloadHookInput } from "./start-checkout"
export { settleNotificationWorkflow, settleNotification, replayNotification } from "./settle-notification"
export type { Decision, OrderPlacedHookInput, SaleHookInput, SaleStatus, SettleResult } from "./settle-notification"
export { captureFulfilmentWorkflow, captureFulfilment } from "./capture-fulfilment"
export type { CaptureChange, CaptureFulfilmentInput, CaptureHookInput } from "./capture-fulfilment"
export { APLAZAME_EVENTS } from "../modules/aplazame/events"
export type {
  AplazameEventName,
  AplazameEventData,
  CreditEventData,
  EndedEventData,
  MovementEventData,
  ProblemEventData,
  ProblemClosedEventData,
} from "../modules/aplazame/events"
export { pushHistory } from "./push-history"
export { cancelCredit } from "./cancel-credit"
export { settleOrderChange } from "./order-change"
export { resumeOperations } from "./resume-operations"
export { sweep } from "./sweep"
export { reconcile, beginReconciliation, runReconciliation } from "./reconcile"
export type { ReconcileWindow, Progress } from "./reconcile"

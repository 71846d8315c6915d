/**
 * The credit core: pure, without I/O. Everything that is decided about a credit's money is decided here, whoever asks:
 * provider, fulfilment, order changes, the admin's buttons, reconciliation, sweep and booking.
 */
export * from "./books"
export * from "./credit"
export * from "./credit-state"
export * from "./may-decide"
export * from "./explain"
export * from "./fractions"
export * from "./keys"
export * from "./may"
export * from "./operation"
export * from "./operation-state"
export * from "./plan"
export * from "./retry"
export * from "./verdict"
export * from "./shown"
export * from "./unnoticed"
export * from "./worth"

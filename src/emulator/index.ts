/** An Aplazame that one can run: for development without an account, for tests, and for demonstrations. */
export { startEmulator, type EmulatorOptions, type RunningEmulator } from "./start-emulator"
export { DEMO_PRIVATE_KEY, DEMO_PUBLIC_KEY } from "./demo-keys"
export { EmulatorControl, EmulatorControlError, type SeedOptions, type SendOptions, type SettingsPatch, type StepOptions } from "./control/emulator-control"
export type { CallView, MovementView, NotificationView, OrderView } from "./control/views"
export type { FaultRuleInput, FaultState } from "./faults/rules"
export type { StoreAnswer } from "./notifications/post-notification"
export type { EmulatorSettings } from "./settings"

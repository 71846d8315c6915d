export { withAplazame, PROVIDER_CONFIG_ID } from "./with-aplazame"
export {
  parseOptions,
  optionsSchema,
  AplazameOptionsError,
  scriptUrl,
  notificationUrl,
  NOTIFICATION_PATH,
  DEFAULT_API_BASE_URL,
  DEFAULT_SCRIPT_URL,
} from "./options"
export type { CompleteCart } from "./complete-cart"
export type { AplazameOptions, ResolvedOptions } from "./options"
export { readStoreEnv, StoreEnvError } from "./store-env"
export type { StoreEnv } from "./store-env"

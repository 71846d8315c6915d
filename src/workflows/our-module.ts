import { PACKAGE_VERSION } from "../aplazame"

/** Who we are in what Aplazame is told: a name that does not claim to be Aplazame's own plugin (reference aplazame-api 14.3). */
export const OUR_MODULE = { name: "medusa-payment-aplazame", version: PACKAGE_VERSION, medusaVersion: "2" } as const

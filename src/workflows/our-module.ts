import { PACKAGE_VERSION } from "../aplazame"

/** Who we are in what Aplazame is told: a name that does not claim to be Aplazame's own plugin. */
export const OUR_MODULE = { name: "medusa-payment-aplazame", version: PACKAGE_VERSION, medusaVersion: "2" } as const

import type { LoaderOptions } from "@medusajs/framework/types"
import { unsupportedMedusa } from "../../../config/supported-medusa"

/** Says when the store starts that its Medusa is none that the package is made for: package managers only warn. */
export default async function checkMedusa({ logger }: Pick<LoaderOptions, "logger">): Promise<void> {
  const told = unsupportedMedusa()
  if (told) logger?.error(`aplazame: ${told}`)
}

import type { ILockingModule, Logger } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { AplazameModuleService } from "../../modules/aplazame/service"
import type { Query } from "../../modules/aplazame/reading"

/** What Medusa hands the provider: the payment module's container plus the names in `dependencies`. */
export type Cradle = { logger: Logger; aplazame?: AplazameModuleService; query?: Query; locking?: ILockingModule }

/** Reads a dependency when it is used: asking Awilix for a missing one throws, and in the constructor that would hide why. */
export function dependency<K extends "aplazame" | "query">(cradle: Cradle, name: K): NonNullable<Cradle[K]> {
  try {
    const found = cradle[name]
    if (found) return found
  } catch {
    // said below, in words that help
  }
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `Aplazame needs "${name}" among the dependencies of the payment module: use withAplazame() in medusa-config.ts, or add dependencies: ["aplazame", "query", "locking"] to its entry.`
  )
}

/** The Locking module is optional: the ledger's index holds without it. */
export function locking(cradle: Cradle): ILockingModule | undefined {
  try {
    return cradle.locking
  } catch {
    return undefined
  }
}

import type { ILockingModule, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { APLAZAME_MODULE } from "../modules/aplazame"
import type { Query } from "../modules/aplazame/reading"
import type { AplazameModuleService } from "../modules/aplazame/service"

/** What every flow works with. */
export type FlowContext = {
  container: MedusaContainer
  aplazame: AplazameModuleService
  query: Query
  locking: ILockingModule
  logger: Logger
}

export function flowContext(container: MedusaContainer): FlowContext {
  return {
    container,
    aplazame: container.resolve<AplazameModuleService>(APLAZAME_MODULE),
    query: container.resolve<Query>(ContainerRegistrationKeys.QUERY),
    locking: container.resolve<ILockingModule>(Modules.LOCKING),
    logger: container.resolve<Logger>(ContainerRegistrationKeys.LOGGER),
  }
}

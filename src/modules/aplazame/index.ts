import { Module } from "@medusajs/framework/utils"
import warnOfSetup from "./loaders/warn-of-setup"
import { AplazameModuleService } from "./service"

/** The module's name in the container: `container.resolve("aplazame")`. */
export const APLAZAME_MODULE = "aplazame"

export default Module(APLAZAME_MODULE, { service: AplazameModuleService, loaders: [warnOfSetup] })

import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { AplazameProviderService } from "./service"

export default ModuleProvider(Modules.PAYMENT, { services: [AplazameProviderService] })

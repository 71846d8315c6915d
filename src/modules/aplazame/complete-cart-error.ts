import { WorkflowManager } from "@medusajs/framework/orchestration"
import { AplazameOptionsError, type ResolvedOptions } from "../../config/options"

/** Medusa's registry of workflows. Its types do not reach us: the framework passes them on from a package that gives none. */
const registry = WorkflowManager as { getWorkflow(id: string): unknown }

/** The fault of a `completeCart` that names a workflow which this store does not have; null when there is none. For a store whose workflows are loaded. */
export function completeCartError({ completeCart }: Pick<ResolvedOptions, "completeCart">): AplazameOptionsError | null {
  if (typeof completeCart !== "string" || registry.getWorkflow(completeCart)) return null
  return new AplazameOptionsError("completeCart", `names the workflow "${completeCart}", which is not among those of this store`)
}

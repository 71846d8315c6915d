import { isAplazameError, type Campaign } from "../../aplazame"
import { ActionError } from "../admin-actions/action-error"

/** Whatever is asked of one campaign: that Aplazame does not know it has a code of its own. @throws ActionError `campaign_not_found`. */
export async function ofCampaign<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (isAplazameError(error) && error.kind === "not_found") throw new ActionError("campaign_not_found", {}, error.message)
    throw error
  }
}

/** @throws ActionError `campaign_whole_catalogue` for a campaign that has no articles of its own. */
export function refuseWholeCatalogue({ partial }: Pick<Campaign, "partial">): void {
  if (!partial) throw new ActionError("campaign_whole_catalogue")
}

/** The provider's id in Medusa: `aplazame` twice unless the store's configuration names it otherwise. */
export const APLAZAME_PROVIDER = "pp_aplazame_aplazame"

/** Whether a payment provider's id is Aplazame's. */
export const isAplazame = (providerId: string | null | undefined): boolean => providerId === "pp_aplazame" || (providerId ?? "").startsWith("pp_aplazame_")

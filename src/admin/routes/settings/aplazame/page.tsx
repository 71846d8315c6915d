import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"
import { Container } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { Failed, Loading } from "../../../components/states"
import { get } from "../../../lib/api"
import type { Settings } from "../../../lib/api-types"
import { Configuration } from "../../../settings/configuration"
import { Connection, Doctor } from "../../../settings/findings"

/** Settings → Aplazame. */
const AplazameSettingsPage = () => {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ["aplazame", "settings"], queryFn: () => get<Settings>("/settings") })
  return (
    <div className="flex flex-col gap-y-3">
      {data ? (
        <Configuration settings={data} />
      ) : (
        <Container className="p-0">
          {isPending && <Loading rows={8} />}
          {error && <Failed error={error} retry={() => void refetch()} />}
        </Container>
      )}
      <Connection />
      <Doctor />
    </div>
  )
}

export const config = defineRouteConfig({ label: "settings.menu", translationNs: "aplazame", icon: CreditCard })

export const handle = { breadcrumb: () => "Aplazame" }

export default AplazameSettingsPage

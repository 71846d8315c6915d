import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"
import { Container, Heading, Tabs } from "@medusajs/ui"
import { useUrlState } from "../../lib/use-url-state"
import { useWords } from "../../lib/words"
import { NotificationsTab } from "../../tabs/notifications-tab"
import { OperationsTab } from "../../tabs/operations-tab"
import { OrdersTab } from "../../tabs/orders-tab"
import { ProblemsTab } from "../../tabs/problems-tab"
import { ReconcileTab } from "../../tabs/reconcile-tab"

const TABS = {
  orders: OrdersTab,
  operations: OperationsTab,
  notifications: NotificationsTab,
  problems: ProblemsTab,
  reconcile: ReconcileTab,
}
type TabName = keyof typeof TABS
const NAMES = Object.keys(TABS) as TabName[]

/** Aplazame in the main menu. Which tab and what it shows is in the address. */
const AplazamePage = () => {
  const { t, word } = useWords()
  const { params, replace } = useUrlState()
  const tab = NAMES.find((name) => name === params.get("tab")) ?? "orders"
  const Shown = TABS[tab]
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h1">{t("page.title")}</Heading>
      </div>
      <Tabs value={tab} onValueChange={(name) => replace(new URLSearchParams(name === "orders" ? {} : { tab: name }))}>
        <div className="overflow-x-auto px-6 py-3">
          <Tabs.List aria-label={t("page.tabs.label")}>
            {NAMES.map((name) => (
              <Tabs.Trigger key={name} value={name}>
                {word("page.tabs", name)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </div>
        <Tabs.Content value={tab} className="border-t">
          <Shown />
        </Tabs.Content>
      </Tabs>
    </Container>
  )
}

export const config = defineRouteConfig({ label: "page.menu", translationNs: "aplazame", icon: CreditCard })

export default AplazamePage

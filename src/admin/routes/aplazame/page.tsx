import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Badge, Container, Heading, Tabs } from "@medusajs/ui"
import { MenuIcon } from "../../components/menu-icon"
import { useOpenProblems } from "../../lib/use-open-problems"
import { useUrlState } from "../../lib/use-url-state"
import { useWords } from "../../lib/words"
import { FiguresTab } from "../../tabs/figures-tab"
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
  figures: FiguresTab,
}
type TabName = keyof typeof TABS
const NAMES = Object.keys(TABS) as TabName[]

/** On a phone the tabs are wider than the page. */
const reveal = (tab: HTMLElement | null): void => tab?.scrollIntoView({ block: "nearest", inline: "nearest" })

/** Aplazame in the main menu. Which tab and what it shows is in the address. */
const AplazamePage = () => {
  const { t, word } = useWords()
  const { params, replace } = useUrlState()
  const open = useOpenProblems()
  const tab = NAMES.find((name) => name === params.get("tab")) ?? "orders"
  const Shown = TABS[tab]
  return (
    <Container className="divide-y overflow-hidden p-0">
      <Tabs value={tab} onValueChange={(name) => replace(new URLSearchParams(name === "orders" ? {} : { tab: name }))}>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
          <Heading level="h1">{t("page.menu")}</Heading>
          <div className="max-w-full overflow-x-auto p-1">
            <Tabs.List aria-label={t("page.tabs.label")}>
              {NAMES.map((name) => (
                <Tabs.Trigger key={name} value={name} ref={name === tab ? reveal : undefined}>
                  {word("page.tabs", name)}
                  {name === "problems" && open && (
                    <Badge size="2xsmall" color="red" className="ml-1">
                      {open}
                    </Badge>
                  )}
                </Tabs.Trigger>
              ))}
            </Tabs.List>
          </div>
        </div>
        <Tabs.Content value={tab} className="border-t">
          <Shown />
        </Tabs.Content>
      </Tabs>
    </Container>
  )
}

export const config = defineRouteConfig({ label: "page.menu", translationNs: "aplazame", icon: MenuIcon })

export const handle = { breadcrumb: () => "Aplazame" }

export default AplazamePage

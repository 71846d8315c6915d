import { ArrowPath } from "@medusajs/icons"
import { NotificationStateBadge, RemoteStatusCell, StatusCell } from "../components/badges"
import { choiceFilter } from "../components/choice-filter"
import { Listing } from "../components/listing"
import { OrderLink } from "../components/order-link"
import { post } from "../lib/api"
import type { Counted, ListedNotification } from "../lib/api-types"
import { useAction } from "../lib/use-action"
import { useColumns } from "../lib/use-columns"
import { useCountedList } from "../lib/use-counted-list"
import { useWords } from "../lib/words"

const STATES = ["received", "applied", "failed", "closed"]

/** The inbox: everything that Aplazame told the store. */
export function NotificationsTab() {
  const { t, word } = useWords()
  const { act } = useAction()
  const list = useCountedList<Counted & { notifications: ListedNotification[] }>("notifications", ["state"])
  const columns = useColumns<ListedNotification>(
    ({ money, moment, answer }) => [
      { id: "date", cell: (one) => moment(one.created_at) },
      { id: "order", cell: (one) => <OrderLink orderId={one.order_id} displayId={one.display_id} /> },
      { id: "announced", cell: (one) => <RemoteStatusCell status={one.status} /> },
      { id: "reason", maxSize: 240, cell: (one) => word("reasons", one.status_reason) },
      { id: "state", cell: (one) => <NotificationStateBadge state={one.state} as={StatusCell} /> },
      { id: "answer", maxSize: 240, cell: (one) => (one.reason_code ? word("koReasons", one.reason_code) : (answer(one) ?? "–")) },
      { id: "times", right: true, cell: (one) => one.received_count },
      { id: "amount", right: true, cell: (one) => money(one.total_amount, one.currency_code ?? "eur") },
    ],
    {
      // One that was applied is done with: to apply it again changes nothing.
      actions: ({ id, state }) =>
        state === "applied" ? null : [{ icon: <ArrowPath />, label: t("remedies.replay"), onClick: () => void act({ name: "replay", request: id, run: () => post(`/notifications/${id}/replay`) }) }],
    }
  )
  return (
    <Listing
      {...list}
      heading={t("page.tabs.notifications")}
      columns={columns}
      rows={list.data?.notifications}
      filters={{ ...list.filtering, offered: [choiceFilter("state", word("page.columns", "state"), STATES.map((value) => ({ value, label: word("notificationStates", value) })))] }}
    />
  )
}

import { Button, Table, Text } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { NotificationStateBadge, RemoteStatusBadge } from "../components/badges"
import { Choice } from "../components/choice"
import { OrderLink } from "../components/order-link"
import { OffsetPager } from "../components/pager"
import { Empty, Failed, Loading } from "../components/states"
import { get, post } from "../lib/api"
import type { Counted, ListedNotification } from "../lib/api-types"
import { useAction } from "../lib/use-action"
import { useUrlState } from "../lib/use-url-state"
import { useWords } from "../lib/words"
import { Labelled } from "./operations-tab"

const STATES = ["received", "applied", "failed", "closed"] as const
const ANY = "any"

/** The inbox: everything that Aplazame told the store. */
export function NotificationsTab() {
  const { t, word } = useWords()
  const { params, set } = useUrlState()
  const query = new URLSearchParams(["state", "offset"].flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? ""]] : []))).toString()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["aplazame", "notifications", query],
    queryFn: () => get<Counted & { notifications: ListedNotification[] }>(`/notifications?${query}`),
    placeholderData: keepPreviousData,
  })
  const options = [{ value: ANY, label: t("common.any") }, ...STATES.map((value) => ({ value, label: word("notificationStates", value) }))]
  return (
    <div className="divide-y">
      <div className="px-6 py-4">
        <Labelled label={t("page.notifications.state")}>
          <Choice className="w-48" label={t("page.notifications.state")} value={params.get("state") ?? ANY} options={options} onChange={(value) => set({ state: value === ANY ? null : value })} />
        </Labelled>
      </div>
      {isPending && <Loading rows={8} />}
      {error && <Failed error={error} retry={() => void refetch()} />}
      {data && !error && (data.notifications.length === 0 ? <Empty>{t("page.notifications.empty")}</Empty> : <NotificationsTable rows={data.notifications} />)}
      {data && !error && <OffsetPager counted={data} rows={data.notifications.length} go={(offset) => set({ offset: offset ? String(offset) : null })} />}
    </div>
  )
}

function NotificationsTable({ rows }: { rows: ListedNotification[] }) {
  const { t, money, moment, word } = useWords()
  const columns = ["when", "status", "amount", "state", "answer", "order", "action"] as const
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            {columns.map((column) => (
              <Table.HeaderCell key={column}>{t(`page.notifications.columns.${column}`)}</Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map((row) => (
            <Table.Row key={row.id}>
              <Table.Cell className="whitespace-nowrap">
                {moment(row.created_at)}
                {row.received_count > 1 && (
                  <Text size="xsmall" className="text-ui-fg-subtle">
                    {t("order.timeline.received", { count: row.received_count })}
                  </Text>
                )}
              </Table.Cell>
              <Table.Cell>
                <div className="py-1">
                  <RemoteStatusBadge status={row.status} />
                  {row.status_reason && (
                    <Text size="xsmall" className="text-ui-fg-subtle max-w-56 whitespace-normal">
                      {word("reasons", row.status_reason)}
                    </Text>
                  )}
                </div>
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap">{money(row.total_amount, row.currency_code ?? "eur")}</Table.Cell>
              <Table.Cell>
                <NotificationStateBadge state={row.state} />
              </Table.Cell>
              <Table.Cell>
                <Text size="small" className="max-w-48 whitespace-normal">
                  {row.answer ?? "–"}
                  {row.reason_code ? `: ${word("koReasons", row.reason_code)}` : ""}
                </Text>
              </Table.Cell>
              <Table.Cell>
                <OrderLink orderId={row.order_id} />
              </Table.Cell>
              <Table.Cell>
                <Replay row={row} />
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}

function Replay({ row }: { row: ListedNotification }) {
  const { t, moment, word } = useWords()
  const { act, busy } = useAction()
  const label = t("page.notifications.replay")
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={busy}
      disabled={busy}
      aria-label={`${label}: ${word("status", row.status)}, ${moment(row.created_at)}`}
      onClick={() => void act({ name: "replay", wish: row.id, run: () => post(`/notifications/${row.id}/replay`) })}
    >
      {label}
    </Button>
  )
}

import { ArrowDownMini, ArrowUpMini, ArrowsPointingOutMini } from "@medusajs/icons"
import { Table, Text } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { RemoteStatusBadge } from "../components/badges"
import { OrderLink } from "../components/order-link"
import { Pager } from "../components/pager"
import { Empty, Failed, Loading } from "../components/states"
import { get } from "../lib/api"
import type { ListedOrder, OrderPage } from "../lib/api-types"
import { listQuery } from "../lib/filters"
import { useUrlState } from "../lib/use-url-state"
import { useWords } from "../lib/words"
import { OrdersToolbar } from "./orders-toolbar"

/** Aplazame's own list, live, beside the store's orders. */
export function OrdersTab() {
  const { t } = useWords()
  const { params, set } = useUrlState()
  const query = listQuery(params)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["aplazame", "orders", query],
    queryFn: () => get<OrderPage>(`/orders?${query}`),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="divide-y">
      <OrdersToolbar />
      {isPending && <Loading rows={8} />}
      {error && <Failed error={error} retry={() => void refetch()} />}
      {data && !error && data.orders.length === 0 && <Empty>{query ? t("page.orders.empty") : t("page.orders.emptyAll")}</Empty>}
      {data && !error && data.orders.length > 0 && (
        <>
          <OrdersTable orders={data.orders} />
          <Pager
            text={t("common.page", { page: data.page, count: data.count })}
            previous={data.previous_page ? () => set({ page: String(data.previous_page) }) : null}
            next={data.next_page ? () => set({ page: String(data.next_page) }) : null}
          />
        </>
      )}
    </div>
  )
}

function OrdersTable({ orders }: { orders: ListedOrder[] }) {
  const { t, money, moment, word } = useWords()
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            <Sortable by="created" />
            <Table.HeaderCell>{t("page.orders.columns.order")}</Table.HeaderCell>
            <Table.HeaderCell>{t("page.orders.columns.status")}</Table.HeaderCell>
            <Sortable by="total_amount" column="amount" />
            <Sortable by="confirmed" />
            <Sortable by="cancelled" />
            <Table.HeaderCell>{t("page.orders.columns.here")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {orders.map((order) => (
            <Table.Row key={order.id}>
              <Table.Cell className="whitespace-nowrap">{moment(order.created)}</Table.Cell>
              <Table.Cell>
                <div className="max-w-48">
                  {order.name && <Text size="small">{order.name}</Text>}
                  <Text size="xsmall" className="text-ui-fg-subtle truncate font-mono" title={order.mid}>
                    {order.mid}
                  </Text>
                </div>
              </Table.Cell>
              <Table.Cell>
                <RemoteStatusBadge status={order.status} cancelled={order.cancelled !== null} />
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap text-right">{money(order.total_amount, order.currency_code ?? "eur")}</Table.Cell>
              <Table.Cell className="whitespace-nowrap">{moment(order.confirmed)}</Table.Cell>
              <Table.Cell className="whitespace-nowrap">{moment(order.cancelled)}</Table.Cell>
              <Table.Cell>
                {order.advice ? (
                  <Text size="xsmall" className="text-ui-fg-subtle max-w-56 whitespace-normal py-1">
                    {word("page.orders.advice", order.advice)}
                  </Text>
                ) : (
                  <OrderLink orderId={order.ours?.order_id ?? null} displayId={order.ours?.display_id} />
                )}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}

type SortKey = "created" | "total_amount" | "confirmed" | "cancelled"

/** A column's header that orders by it: first newest or largest, then the other way. */
function Sortable({ by, column = by }: { by: SortKey; column?: string }) {
  const { t, word } = useWords()
  const { params, set } = useUrlState()
  const ordering = params.get("ordering")
  const direction = ordering === by ? "ascending" : ordering === `-${by}` ? "descending" : "none"
  const name = word("page.orders.columns", column)
  return (
    <Table.HeaderCell aria-sort={direction}>
      <button
        type="button"
        className="txt-compact-small-plus flex items-center gap-x-1"
        aria-label={t("page.orders.sortBy", { column: name })}
        onClick={() => set({ ordering: direction === "descending" ? by : `-${by}`, page: null })}
      >
        {name}
        {direction === "ascending" && <ArrowUpMini />}
        {direction === "descending" && <ArrowDownMini />}
        {direction === "none" && <ArrowsPointingOutMini className="text-ui-fg-muted -rotate-45" />}
      </button>
    </Table.HeaderCell>
  )
}

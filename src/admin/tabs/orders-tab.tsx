import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { RemoteStatusCell } from "../components/badges"
import { Day, Id } from "../components/cells"
import { choiceFilter } from "../components/choice-filter"
import { Listing } from "../components/listing"
import { OrderLink } from "../components/order-link"
import { get } from "../lib/api"
import type { ListedOrder, OrderPage } from "../lib/api-types"
import { byField, filtersIn, filtersOf, listQuery, ORDERINGS, pageSizeOf, parameterOf, statusIn, STATUSES } from "../lib/filters"
import { useColumns } from "../lib/use-columns"
import { useUrlState } from "../lib/use-url-state"
import { useWords } from "../lib/words"
import { useOrderFilters } from "./order-filters"

/** Aplazame sorts by these too; of some it tells no value, so that they stand in the menu only. */
const SORTED_ONLY = ORDERINGS.filter((key) => key !== "created" && key !== "total_amount")
const HIDDEN = Object.fromEntries(SORTED_ONLY.map((key) => [key, false]))
/** Aplazame's own word of a status that is filtered for, as the column shows it. */
const SHOWN = { accepted: "ok", pending: "pending", refused: "ko" } as const

/** Aplazame's own list, live, beside the store's orders. */
export function OrdersTab() {
  const { t, word } = useWords()
  const { params, set, replace } = useUrlState()
  const query = listQuery(params)
  const reading = useQuery({ queryKey: ["aplazame", "orders", query], queryFn: () => get<OrderPage>(`/orders?${query}`), placeholderData: keepPreviousData })
  const { data } = reading
  const conditions = byField(filtersIn(params))
  const status = statusIn(params)
  const ordering = params.get("ordering")
  const columns = useColumns<ListedOrder>(({ money }) => [
    { id: "order", maxSize: 240, cell: ({ advice, ours }) => (advice ? word("page.orders.none", advice) : <OrderLink orderId={ours?.order_id ?? null} displayId={ours?.display_id} />) },
    { id: "created", header: word("page.columns", "date"), sort: true, cell: (order) => <Day at={order.created} /> },
    { id: "customer", maxSize: 200, cell: (order) => order.name ?? "–" },
    { id: "status", cell: (order) => <RemoteStatusCell status={order.status} cancelled={order.cancelled !== null} refunded={order.ours?.fully_refunded} /> },
    { id: "reason", maxSize: 240, cell: (order) => (order.status === "ok" ? "–" : word("reasons", order.status_reason)) },
    { id: "total_amount", header: word("page.columns", "amount"), right: true, sort: true, cell: (order) => money(order.total_amount, order.currency_code ?? "eur") },
    ...(["id", "mid"] as const).map((id) => ({ id, header: word("page.fields", id), maxSize: 130, cell: (order: ListedOrder) => <Id label={word("page.fields", id)} value={order[id]} /> })),
    ...SORTED_ONLY.map((id) => ({ id, header: word("page.fields", id), sort: true })),
  ])
  return (
    <Listing
      heading={t("page.tabs.orders")}
      columns={columns}
      rows={data?.orders}
      reading={reading}
      filters={{
        // What is looked for most comes first; the others are as Aplazame has them.
        offered: [choiceFilter("status", word("page.columns", "status"), STATUSES.map((value) => ({ value, label: value === "cancelled" ? t("page.orders.ended") : word("status", SHOWN[value]) }))), ...useOrderFilters(conditions)],
        state: { ...(status && { status }), ...conditions },
        set: (wanted) => {
          const after = new URLSearchParams()
          for (const name of ["tab", "q", "ordering"]) if (params.get(name)) after.set(name, params.get(name) ?? "")
          if (typeof wanted.status === "string") after.set("status", wanted.status)
          for (const filter of filtersOf(wanted)) after.append(parameterOf(filter), filter.value)
          replace(after)
        },
      }}
      sorting={{
        state: ordering ? { id: ordering.replace("-", ""), desc: ordering.startsWith("-") } : null,
        set: (by) => set({ ordering: by ? `${by.desc ? "-" : ""}${by.id}` : null }),
        hidden: HIDDEN,
      }}
      search={{ label: t("page.orders.search"), state: params.get("q") ?? "", set: (q) => set({ q: q.trim() || null }) }}
      pages={data && { index: data.page - 1, size: pageSizeOf(data), count: data.count, capped: data.count_capped, go: (index) => set({ page: index ? String(index + 1) : null }) }}
    />
  )
}

import { Button, Table, Text } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { OperationStateBadge } from "../components/badges"
import { Choice } from "../components/choice"
import { OrderLink } from "../components/order-link"
import { OffsetPager } from "../components/pager"
import { Empty, Failed, Loading } from "../components/states"
import { get, post } from "../lib/api"
import type { Counted, ListedOperation } from "../lib/api-types"
import { useAction } from "../lib/use-action"
import { useUrlState } from "../lib/use-url-state"
import { useWords } from "../lib/words"

const STATES = ["planned", "sent", "unknown", "done", "refused", "not_done", "skipped"] as const
const KINDS = ["capture", "refund", "void", "cancel", "update", "history"] as const
const ANY = "any"

/** The ledger: everything asked of Aplazame. */
export function OperationsTab() {
  const { t, word } = useWords()
  const { params, set } = useUrlState()
  const query = new URLSearchParams(["state", "kind", "offset"].flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? ""]] : []))).toString()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["aplazame", "operations", query],
    queryFn: () => get<Counted & { operations: ListedOperation[] }>(`/operations?${query}`),
    placeholderData: keepPreviousData,
  })
  const choices = (values: readonly string[], group: string) => [{ value: ANY, label: t("common.any") }, ...values.map((value) => ({ value, label: word(group, value) }))]
  return (
    <div className="divide-y">
      <div className="flex flex-wrap gap-4 px-6 py-4">
        <Labelled label={t("page.operations.state")}>
          <Choice className="w-48" label={t("page.operations.state")} value={params.get("state") ?? ANY} options={choices(STATES, "operationStates")} onChange={(value) => set({ state: value === ANY ? null : value })} />
        </Labelled>
        <Labelled label={t("page.operations.kind")}>
          <Choice className="w-48" label={t("page.operations.kind")} value={params.get("kind") ?? ANY} options={choices(KINDS, "kinds")} onChange={(value) => set({ kind: value === ANY ? null : value })} />
        </Labelled>
      </div>
      {isPending && <Loading rows={8} />}
      {error && <Failed error={error} retry={() => void refetch()} />}
      {data && !error && (data.operations.length === 0 ? <Empty>{t("page.operations.empty")}</Empty> : <OperationsTable operations={data.operations} />)}
      {data && !error && <OffsetPager counted={data} rows={data.operations.length} go={(offset) => set({ offset: offset ? String(offset) : null })} />}
    </div>
  )
}

export function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex items-center gap-x-2">
      <Text size="small" className="text-ui-fg-subtle" aria-hidden>
        {label}
      </Text>
      {children}
    </div>
  )
}

function OperationsTable({ operations }: { operations: ListedOperation[] }) {
  const { t, money, moment, word, asker } = useWords()
  const columns = ["when", "kind", "state", "amount", "by", "order", "action"] as const
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            {columns.map((column) => (
              <Table.HeaderCell key={column}>{t(`page.operations.columns.${column}`)}</Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {operations.map((op) => (
            <Table.Row key={op.id}>
              <Table.Cell className="whitespace-nowrap">{moment(op.created_at)}</Table.Cell>
              <Table.Cell>{word("kinds", op.kind)}</Table.Cell>
              <Table.Cell>
                <div className="py-1">
                  <OperationStateBadge state={op.state} />
                  {op.error_code && op.state !== "done" && (
                    <Text size="xsmall" className="text-ui-fg-subtle max-w-56 whitespace-normal" title={op.error_message ?? undefined}>
                      {word("ledgerCodes", op.error_code)}
                    </Text>
                  )}
                </div>
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap">{op.amount === null ? "–" : money(op.amount, op.currency_code)}</Table.Cell>
              <Table.Cell>
                <Text size="small" className="max-w-40 truncate">
                  {asker(op.asked_by)}
                </Text>
              </Table.Cell>
              <Table.Cell>
                <OrderLink orderId={op.order_id} />
              </Table.Cell>
              <Table.Cell>{op.handle && <Handle op={op} handle={op.handle} />}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}

function Handle({ op, handle }: { op: ListedOperation; handle: "settle" | "retry" }) {
  const { t, word, moment } = useWords()
  const { act, busy } = useAction(op.currency_code)
  const run = (token: string) => (handle === "settle" ? post(`/operations/${op.id}/settle`) : post(`/operations/${op.id}/retry`, { token }))
  const label = t(`page.operations.${handle}`)
  return (
    <Button size="small" variant="secondary" isLoading={busy} disabled={busy} aria-label={`${label}: ${word("kinds", op.kind)}, ${moment(op.created_at)}`} onClick={() => void act({ name: handle, wish: op.id, run })}>
      {label}
    </Button>
  )
}

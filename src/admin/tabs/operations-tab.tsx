import { ArrowPath } from "@medusajs/icons"
import { OperationStateBadge, StatusCell } from "../components/badges"
import { choiceFilter } from "../components/choice-filter"
import { Listing } from "../components/listing"
import { OrderLink } from "../components/order-link"
import { post } from "../lib/api"
import type { Counted, ListedOperation } from "../lib/api-types"
import { useAction } from "../lib/use-action"
import { useColumns } from "../lib/use-columns"
import { useCountedList } from "../lib/use-counted-list"
import { useWords } from "../lib/words"

const STATES = ["planned", "sent", "unknown", "done", "refused", "not_done", "skipped"]
const KINDS = ["capture", "refund", "void", "cancel", "update", "history"]

/** The ledger: everything asked of Aplazame. What turned out not to be needed is there when it is filtered for: nothing was sent, so there is nothing to know. */
export function OperationsTab() {
  const { t, word } = useWords()
  const { act } = useAction()
  const list = useCountedList<Counted & { operations: ListedOperation[] }>("operations", ["state", "kind"], { filter: "state", is: "skipped", ask: "needless=hide" })
  const columns = useColumns<ListedOperation>(
    ({ money, moment, actorText }) => [
      { id: "date", cell: (op) => moment(op.created_at) },
      { id: "kind", cell: (op) => word("kinds", op.kind) },
      { id: "order", cell: (op) => <OrderLink orderId={op.order_id} displayId={op.display_id} /> },
      { id: "state", cell: (op) => <OperationStateBadge state={op.state} as={StatusCell} /> },
      { id: "reason", maxSize: 240, cell: (op) => <span title={op.error_message ?? undefined}>{op.state === "done" ? "–" : word("ledgerCodes", op.error_code)}</span> },
      { id: "by", maxSize: 160, cell: (op) => actorText(op.asked_by) },
      { id: "amount", right: true, cell: (op) => (op.amount === null ? "–" : money(op.amount, op.currency_code)) },
    ],
    {
      actions: ({ id, handle: name }) =>
        name && [
          {
            icon: <ArrowPath />,
            label: word("remedies", name),
            onClick: () => void act({ name, request: id, run: (token) => post(`/operations/${id}/${name}`, name === "retry" ? { token } : {}) }),
          },
        ],
    }
  )
  const choices = (id: "state" | "kind", group: string, values: string[]) => choiceFilter(id, word("page.columns", id), values.map((value) => ({ value, label: word(group, value) })))
  return (
    <Listing
      {...list}
      heading={t("page.tabs.operations")}
      columns={columns}
      rows={list.data?.operations}
      filters={{ ...list.filtering, offered: [choices("state", "operationStates", STATES), choices("kind", "kinds", KINDS)] }}
    />
  )
}

import { Text } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Choice } from "../components/choice"
import { OrderLink } from "../components/order-link"
import { OffsetPager } from "../components/pager"
import { ProblemCard } from "../components/problem-card"
import { Empty, Failed, Loading } from "../components/states"
import { get } from "../lib/api"
import type { Counted, ListedProblem } from "../lib/api-types"
import { useUrlState } from "../lib/use-url-state"
import { useWords } from "../lib/words"
import { Labelled } from "./operations-tab"

const STATES = ["open", "resolved", "all"] as const

/** What a person must look at: open ones first. */
export function ProblemsTab() {
  const { t, asker, moment } = useWords()
  const { params, set } = useUrlState()
  const state = params.get("state") ?? "open"
  const query = new URLSearchParams({ state, offset: params.get("offset") ?? "0" }).toString()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["aplazame", "problems", query],
    queryFn: () => get<Counted & { problems: ListedProblem[] }>(`/problems?${query}`),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="divide-y">
      <div className="px-6 py-4">
        <Labelled label={t("page.problems.state")}>
          <Choice
            className="w-48"
            label={t("page.problems.state")}
            value={state}
            options={STATES.map((value) => ({ value, label: t(`page.problems.${value}`) }))}
            onChange={(value) => set({ state: value === "open" ? null : value })}
          />
        </Labelled>
      </div>
      {isPending && <Loading rows={4} />}
      {error && <Failed error={error} retry={() => void refetch()} />}
      {data && !error && data.problems.length === 0 && <Empty>{state === "open" ? t("page.problems.empty") : t("page.problems.emptyAll")}</Empty>}
      {data && !error &&
        data.problems.map((problem) => (
          <ProblemCard key={problem.id} problem={problem}>
            {problem.order_id && <OrderLink orderId={problem.order_id} />}
            {problem.state === "resolved" && (
              <Text size="small" className="text-ui-fg-subtle">
                {t("page.problems.resolvedBy", { who: problem.resolved_by ? asker(problem.resolved_by) : "–", when: moment(problem.resolved_at) })}
                {problem.note ? `: ${problem.note}` : ""}
              </Text>
            )}
          </ProblemCard>
        ))}
      {data && !error && <OffsetPager counted={data} rows={data.problems.length} go={(offset) => set({ offset: offset ? String(offset) : null })} />}
    </div>
  )
}

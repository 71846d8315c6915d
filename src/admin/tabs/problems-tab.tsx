import { Drawer, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"
import { StatusCell } from "../components/badges"
import { Shows } from "../components/cells"
import { choiceFilter } from "../components/choice-filter"
import { Listing } from "../components/listing"
import { OrderLink } from "../components/order-link"
import { ProblemCard } from "../components/problem-card"
import { ResolveDrawer } from "../components/resolve-drawer"
import type { Counted, ListedProblem } from "../lib/api-types"
import { useColumns } from "../lib/use-columns"
import { useCountedList } from "../lib/use-counted-list"
import { useWords, type Words } from "../lib/words"

const STATES = ["resolved", "all"]

/** What a person must look at: open ones, unless asked for others. */
export function ProblemsTab() {
  const words = useWords()
  const { t } = words
  const { t: medusa } = useTranslation()
  const list = useCountedList<Counted & { problems: ListedProblem[] }>("problems", ["state"])
  const [params, setParams] = useSearchParams()
  const [chosen, setChosen] = useState<Record<string, boolean>>({})
  const [resolving, setResolving] = useState(false)
  const columns = useColumns<ListedProblem>((words) => [
    { id: "date", cell: (problem) => words.moment(problem.created_at) },
    { id: "problem", maxSize: 460, cell: ({ id, kind }) => <Shows name="problem" value={id}>{words.word("problems", kind)}</Shows> },
    { id: "order", cell: (problem) => <OrderLink orderId={problem.order_id} displayId={problem.display_id} /> },
    { id: "state", cell: ({ state }) => <StatusCell color={state === "open" ? "orange" : "green"}>{words.word("page.problems", state)}</StatusCell> },
    { id: "result", maxSize: 320, cell: (problem) => (problem.state === "resolved" ? outcome(problem, words) : "–") },
    { id: "times", right: true, cell: (problem) => problem.occurrences },
  ], { nameOf: ({ kind }) => words.word("problems", kind) })
  const shown = list.data?.problems.find((problem) => problem.id === params.get("problem"))
  const close = (): void =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      after.delete("problem")
      return after
    })
  return (
    <>
      <Listing
        {...list}
        heading={t("page.tabs.problems")}
        columns={columns}
        rows={list.data?.problems}
        filters={{ ...list.filtering, offered: [choiceFilter("state", words.word("page.columns", "state"), STATES.map((value) => ({ value, label: t(`page.problems.${value}`) })))] }}
        selection={{ state: chosen, set: setChosen, allows: ({ state }) => state === "open", commands: [{ label: t("remedies.resolve"), shortcut: "r", action: () => setResolving(true) }] }}
      />
      {resolving && <ResolveDrawer ids={Object.keys(chosen)} about={medusa("general.countSelected", { count: Object.keys(chosen).length })} close={() => setResolving(false)} resolved={() => setChosen({})} />}
      {shown && (
        <Drawer open onOpenChange={(open) => !open && close()}>
          <Drawer.Content aria-describedby={undefined}>
            <Drawer.Header>
              <Drawer.Title asChild>
                <Heading>{words.word("page.columns", "problem")}</Heading>
              </Drawer.Title>
            </Drawer.Header>
            <Drawer.Body className="overflow-y-auto p-0">
              <ProblemCard problem={shown}>
                {shown.order_id && (
                  <Text size="small">
                    {words.word("page.columns", "order")} <OrderLink orderId={shown.order_id} displayId={shown.display_id} />
                  </Text>
                )}
                {shown.state === "resolved" && (
                  <Text size="small" className="text-ui-fg-subtle">
                    {outcome(shown, words)}
                  </Text>
                )}
              </ProblemCard>
            </Drawer.Body>
          </Drawer.Content>
        </Drawer>
      )}
    </>
  )
}

/** Who resolved it, when, and what they wrote. */
const outcome = ({ resolved_by, resolved_at, note }: ListedProblem, { t, actorText, moment }: Words): string =>
  t("page.problems.resolvedBy", { who: resolved_by ? actorText(resolved_by) : "–", when: moment(resolved_at) }) + (note ? `: ${note}` : "")

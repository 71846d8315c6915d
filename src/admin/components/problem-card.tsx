import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import type { ReactNode } from "react"
import { post } from "../lib/api"
import type { Problem } from "../lib/api-types"
import { useAction, type Ask } from "../lib/use-action"
import { useWords } from "../lib/words"
import { DecideDrawer } from "./decide-drawer"
import { FigureList } from "./figure-list"
import { ResolveDrawer } from "./resolve-drawer"

/** A problem in words with its figures, what to do, the button that mends it, and the one that says it is resolved. */
export function ProblemCard({ problem, currency = "eur", children }: { problem: Problem; currency?: string; children?: ReactNode }) {
  const { t, counted, word, moment } = useWords()
  const { act, busy } = useAction(currency)
  const [resolving, setResolving] = useState(false)
  const [deciding, setDeciding] = useState(false)
  const remedy = remedyOf(problem)
  return (
    <article aria-label={word("problems", problem.kind)} className="flex flex-col gap-y-2 px-6 py-4">
      <Text size="small" weight="plus">
        {word("problems", problem.kind)}
      </Text>
      <Text size="xsmall" className="text-ui-fg-subtle">
        {[moment(problem.created_at), counted("page.problems.seen", problem.occurrences)].join(" · ")}
      </Text>
      <FigureList figures={problem.figures} currency={currency} />
      {problem.state === "open" && <Text size="small">{word("problemAdvice", problem.kind)}</Text>}
      {children}
      {problem.state === "open" && (
        <div className="flex flex-wrap gap-2">
          {problem.remedy === "decide" && (
            <Button size="small" variant="primary" disabled={busy} onClick={() => setDeciding(true)}>
              {t("remedies.decide")}
            </Button>
          )}
          {remedy && (
            <Button size="small" variant={problem.remedy === "decide" ? "secondary" : "primary"} disabled={busy} isLoading={busy} onClick={() => void act(remedy)}>
              {word("remedies", remedy.name)}
            </Button>
          )}
          <Button size="small" variant="secondary" disabled={busy} onClick={() => setResolving(true)}>
            {t("remedies.resolve")}
          </Button>
        </div>
      )}
      {deciding && problem.operation_id && <DecideDrawer operationId={problem.operation_id} close={() => setDeciding(false)} />}
      {resolving && <ResolveDrawer ids={[problem.id]} about={word("problems", problem.kind)} close={() => setResolving(false)} />}
    </article>
  )
}

/** What a problem's own button asks for. Before a person says what happened, looking may tell. */
function remedyOf({ remedy, id, operation_id, notification_id }: Problem): Ask | null {
  switch (remedy) {
    case "decide":
      return { name: "settle", request: id, run: () => post(`/operations/${operation_id}/settle`) }
    case "retry":
      return { name: "retry", request: id, run: (token) => post(`/operations/${operation_id}/retry`, { token }) }
    case "replay":
      return { name: "replay", request: id, run: () => post(`/notifications/${notification_id}/replay`) }
    case "end_credit":
      return { name: "end_credit", request: id, danger: true, run: (token) => post(`/problems/${id}/end-credit`, { token }) }
    case null:
      return null
  }
}

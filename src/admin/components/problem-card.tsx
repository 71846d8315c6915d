import { Button, Drawer, Label, Text, Textarea, toast } from "@medusajs/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import type { ReactNode } from "react"
import { post } from "../lib/api"
import type { Problem } from "../lib/api-types"
import { useAction, type Ask } from "../lib/use-action"
import { useWords } from "../lib/words"
import { DecideDrawer } from "./decide-drawer"
import { FigureList } from "./figure-list"

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
      {resolving && <ResolveDrawer problem={problem} close={() => setResolving(false)} />}
    </article>
  )
}

/** What a problem's own button asks for. Before a person says what happened, looking may tell. */
function remedyOf({ remedy, id, operation_id, notification_id }: Problem): Ask | null {
  switch (remedy) {
    case "decide":
      return { name: "settle", wish: id, run: () => post(`/operations/${operation_id}/settle`) }
    case "retry":
      return { name: "retry", wish: id, run: (token) => post(`/operations/${operation_id}/retry`, { token }) }
    case "replay":
      return { name: "replay", wish: id, run: () => post(`/notifications/${notification_id}/replay`) }
    case "end_credit":
      return { name: "end_credit", wish: id, danger: true, run: (token) => post(`/problems/${id}/end-credit`, { token }) }
    case null:
      return null
  }
}

const SHORTEST_NOTE = 3

function ResolveDrawer({ problem, close }: { problem: Problem; close: () => void }) {
  const { t, word, errorText } = useWords()
  const client = useQueryClient()
  const [note, setNote] = useState("")
  const { mutate, isPending } = useMutation({
    mutationFn: () => post(`/problems/${problem.id}/resolve`, { note: note.trim() }),
    onSuccess: () => {
      toast.success(t("order.problems.resolved"))
      close()
    },
    onError: (error) => toast.error(t("common.aplazame"), { description: errorText(error) }),
    onSettled: () => client.invalidateQueries({ queryKey: ["aplazame"] }),
  })
  return (
    <Drawer open onOpenChange={(open) => !open && close()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("order.problems.resolve")}</Drawer.Title>
          <Drawer.Description>{word("problems", problem.kind)}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-2">
          <Label htmlFor="aplazame-resolve-note" size="small" weight="plus">
            {t("order.problems.note")}
          </Label>
          <Textarea id="aplazame-resolve-note" maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} aria-describedby="aplazame-resolve-hint" />
          <Text id="aplazame-resolve-hint" size="small" className="text-ui-fg-subtle">
            {t("order.problems.noteHint")}
          </Text>
        </Drawer.Body>
        <Drawer.Footer>
          <Button size="small" variant="secondary" onClick={close} disabled={isPending}>
            {t("common.close")}
          </Button>
          <Button size="small" isLoading={isPending} disabled={note.trim().length < SHORTEST_NOTE || isPending} onClick={() => mutate()}>
            {t("remedies.resolve")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

import { Button, Heading, Text, toast, usePrompt } from "@medusajs/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { StatusCell } from "../components/badges"
import { Shows } from "../components/cells"
import { DayField } from "../components/day-field"
import { Listing } from "../components/listing"
import { get, post } from "../lib/api"
import type { Run } from "../lib/api-types"
import { dayOf } from "../lib/day"
import { useColumns } from "../lib/use-columns"
import { useUrlState } from "../lib/use-url-state"
import { useWords } from "../lib/words"
import { ReconcileRun } from "./reconcile-run"

const DAY_MS = 86_400_000
const POLL_EVERY_MS = 2_000
/** Days are the operator's own; the window goes to the end of the last, or to now. */
const begin = (text: string): Date => new Date(`${text}T00:00:00`)
const end = (text: string): Date => new Date(Math.min(new Date(`${text}T23:59:59.999`).getTime(), Date.now()))

/** Compares a window with Aplazame: a dry run first, then the real one. */
export function ReconcileTab() {
  const { t, errorText } = useWords()
  const { params, set } = useUrlState()
  const client = useQueryClient()
  const prompt = usePrompt()
  const from = params.get("from") ?? dayOf(new Date(Date.now() - 7 * DAY_MS))
  const to = params.get("to") ?? dayOf(new Date())
  const [dryWindow, setDryWindow] = useState<string | null>(null)
  const window = `${from}/${to}`
  const valid = Boolean(from && to) && begin(from) < end(to)
  const { mutate, isPending } = useMutation({
    mutationFn: (dry_run: boolean) => post<{ run: Run }>("/reconcile", { from: begin(from).toISOString(), to: end(to).toISOString(), dry_run }),
    onSuccess: ({ run }) => {
      if (run.dry_run) setDryWindow(window)
      set({ run: run.id })
      void client.invalidateQueries({ queryKey: ["aplazame", "runs"] })
    },
    onError: (error) => toast.error(t("common.aplazame"), { description: errorText(error) }),
  })
  const real = async (): Promise<void> => {
    const agreed = await prompt({
      title: t("page.reconcile.confirmTitle"),
      description: t("page.reconcile.confirmText"),
      confirmText: t("common.confirm"),
      cancelText: t("common.cancel"),
      variant: "confirmation",
    })
    if (agreed) mutate(false)
  }
  const run = params.get("run")
  return (
    <div className="divide-y">
      <div className="flex flex-col gap-y-4 px-6 py-4">
        <div>
          <Heading level="h2">{t("page.tabs.reconcile")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("page.reconcile.intro")}
          </Text>
        </div>
        <div className="flex flex-wrap items-end gap-3">
          <DayField id="aplazame-from" label={t("page.reconcile.from")} value={from} onChange={(value) => set({ from: value })} />
          <DayField id="aplazame-to" label={t("page.reconcile.to")} value={to} onChange={(value) => set({ to: value })} />
          <Button size="small" variant="secondary" disabled={!valid || isPending} isLoading={isPending} onClick={() => mutate(true)}>
            {t("page.reconcile.dry")}
          </Button>
          <Button size="small" variant="primary" disabled={!valid || isPending || dryWindow !== window} onClick={() => void real()} aria-describedby="aplazame-reconcile-hint">
            {t("page.reconcile.run")}
          </Button>
        </div>
        <Text id="aplazame-reconcile-hint" size="xsmall" className="text-ui-fg-subtle" aria-live="polite">
          {!valid ? t("page.reconcile.windowWrong") : dryWindow === window ? "" : t("page.reconcile.dryFirst")}
        </Text>
      </div>
      {run && <ReconcileRun key={run} id={run} />}
      <EarlierRuns />
    </div>
  )
}

const COLORS = { running: "orange", done: "green", failed: "red" } as const

function EarlierRuns() {
  const { t, word } = useWords()
  const reading = useQuery({ queryKey: ["aplazame", "runs"], queryFn: () => get<{ runs: Run[] }>("/reconcile"), refetchInterval: ({ state }) => (state.data?.runs.some((run) => run.state === "running") ? POLL_EVERY_MS : false) })
  const columns = useColumns<Run>(({ moment }) => [
    { id: "date", cell: (run) => <Shows name="run" value={run.id}>{moment(run.created_at)}</Shows> },
    { id: "run", cell: (run) => t(run.dry_run ? "page.reconcile.run_dry" : "page.reconcile.run_real") },
    { id: "state", cell: (run) => <StatusCell color={COLORS[run.state]}>{word("page.reconcile.states", run.state)}</StatusCell> },
    ...(["scanned", "differences", "repaired"] as const).map((id) => ({ id, right: true, cell: (run: Run) => (id === "repaired" && run.dry_run ? "–" : run[id]) })),
  ])
  return <Listing heading={t("page.reconcile.earlier")} columns={columns} rows={reading.data?.runs} reading={reading} />
}

import { Button, Input, Label, Text, toast, usePrompt } from "@medusajs/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Empty, Failed, Loading } from "../components/states"
import { get, post } from "../lib/api"
import type { Run } from "../lib/api-types"
import { useUrlState } from "../lib/use-url-state"
import { useWords } from "../lib/words"
import { figures, ReconcileRun } from "./reconcile-run"

const DAY_MS = 86_400_000
const LOOK_EVERY_MS = 2_000
const day = (date: Date): string => {
  const two = (n: number) => String(n).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
/** Days are the operator's own; the window goes to the end of the last, or to now. */
const begin = (text: string): Date => new Date(`${text}T00:00:00`)
const end = (text: string): Date => new Date(Math.min(new Date(`${text}T23:59:59.999`).getTime(), Date.now()))

/** Compares a window with Aplazame: a dry run first, then the real one. */
export function ReconcileTab() {
  const { t, moment, errorText } = useWords()
  const { params, set } = useUrlState()
  const client = useQueryClient()
  const prompt = usePrompt()
  const from = params.get("from") ?? day(new Date(Date.now() - 7 * DAY_MS))
  const to = params.get("to") ?? day(new Date())
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
        <Text size="small" className="text-ui-fg-subtle">
          {t("page.reconcile.intro")}
        </Text>
        <div className="flex flex-wrap items-end gap-3">
          <Day id="aplazame-from" label={t("page.reconcile.from")} value={from} onChange={(value) => set({ from: value })} />
          <Day id="aplazame-to" label={t("page.reconcile.to")} value={to} onChange={(value) => set({ to: value })} />
          <Button size="small" variant="secondary" disabled={!valid || isPending} isLoading={isPending} onClick={() => mutate(true)}>
            {t("page.reconcile.dry")}
          </Button>
          <Button size="small" variant="primary" disabled={!valid || isPending || dryWindow !== window} onClick={() => void real()} aria-describedby="aplazame-reconcile-hint">
            {t("page.reconcile.run")}
          </Button>
        </div>
        <Text id="aplazame-reconcile-hint" size="xsmall" className="text-ui-fg-muted" aria-live="polite">
          {!valid ? t("page.reconcile.windowWrong") : dryWindow === window ? "" : t("page.reconcile.dryFirst")}
        </Text>
      </div>
      {run && <ReconcileRun id={run} />}
      <EarlierRuns show={(id) => set({ run: id })} moment={moment} />
    </div>
  )
}

function Day({ id, label, value, onChange }: { id: string; label: string; value: string; onChange: (value: string) => void }) {
  return (
    <div className="flex flex-col gap-y-1">
      <Label htmlFor={id} size="xsmall">
        {label}
      </Label>
      <Input id={id} size="small" type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  )
}

function EarlierRuns({ show, moment }: { show: (id: string) => void; moment: (iso: string) => string }) {
  const words = useWords()
  const { t, word } = words
  const { data, error, isPending, refetch } = useQuery({ queryKey: ["aplazame", "runs"], queryFn: () => get<{ runs: Run[] }>("/reconcile"), refetchInterval: ({ state }) => (state.data?.runs.some((run) => run.state === "running") ? LOOK_EVERY_MS : false) })
  return (
    <section aria-label={t("page.reconcile.earlier")} className="px-6 py-4">
      <Text size="small" weight="plus" className="mb-2">
        {t("page.reconcile.earlier")}
      </Text>
      {isPending && <Loading rows={2} />}
      {error && <Failed error={error} retry={() => void refetch()} />}
      {data?.runs.length === 0 && <Empty>{t("page.reconcile.noRuns")}</Empty>}
      <ul className="flex flex-col gap-y-1">
        {data?.runs.map((run) => (
          <li key={run.id}>
            <button type="button" className="txt-small text-ui-fg-interactive" onClick={() => show(run.id)}>
              {[moment(run.created_at), t(run.dry_run ? "page.reconcile.run_dry" : "page.reconcile.run_real"), word("page.reconcile.states", run.state), figures(run, words)].join(" · ")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

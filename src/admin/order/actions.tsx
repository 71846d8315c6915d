import { ArrowPath, EllipsisHorizontal, History, MinusCircle, XCircle } from "@medusajs/icons"
import { Button, DropdownMenu, IconButton, Tooltip } from "@medusajs/ui"
import { useState, type ReactNode } from "react"
import { post } from "../lib/api"
import type { ActionKind, Allowed, Overview } from "../lib/api-types"
import { useAction } from "../lib/use-action"
import { useWords } from "../lib/words"
import { AmountDrawer, type AmountRequest } from "./amount-drawer"
import { useRefresh, useShow } from "./use-overview"

type Loaded = Overview & { credit: NonNullable<Overview["credit"]>; actions: NonNullable<Overview["actions"]> }
type MoneyKind = "capture" | "refund" | "void"

/**
 * Two buttons for every day and the others in a menu. A button that would be refused is off, and says why.
 * @param id of the order, or of one of its further credits
 */
export function Actions({ id, overview }: { id: string; overview: Loaded }) {
  const { t, money } = useWords()
  const { credit, actions, version } = overview
  const { act, busy } = useAction(credit.currency_code)
  const refresh = useRefresh(id)
  const show = useShow(id)
  const [asking, setAsking] = useState<MoneyKind | null>(null)

  const run = (name: ActionKind, request: Partial<AmountRequest> = {}, asked = false): Promise<boolean> =>
    act({
      ...{ name, asked },
      request: JSON.stringify([name, version, request]),
      amount: request.amount === undefined ? undefined : money(request.amount, credit.currency_code),
      danger: name !== "capture" && name !== "history",
      run: async (token) => show(await post<Overview>(`/orders/${id}/${name}`, { token, version, ...request })),
    })

  const capture = (): void => {
    const { max, whole } = actions.capture
    if (!whole) setAsking("capture")
    else void run("capture", { amount: max ?? 0 })
  }

  return (
    <div className="flex items-center gap-x-2">
      <Guarded state={actions.capture}>
        {(off) => (
          <Button size="small" variant="secondary" disabled={off || busy} isLoading={busy} onClick={capture}>
            {t("order.actions.capture")}
          </Button>
        )}
      </Guarded>
      <Guarded state={actions.refund}>
        {(off) => (
          <Button size="small" variant="secondary" disabled={off || busy} onClick={() => setAsking("refund")}>
            {t("order.actions.refund")}
          </Button>
        )}
      </Guarded>
      <DropdownMenu>
        <DropdownMenu.Trigger asChild>
          <IconButton size="small" variant="transparent" aria-label={t("order.menu")}>
            <EllipsisHorizontal />
          </IconButton>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content align="end" className="max-w-80">
          <MenuAction icon={<MinusCircle />} state={actions.void} label={t("order.actions.void")} busy={busy} onSelect={() => setAsking("void")} />
          <MenuAction icon={<XCircle />} state={actions.cancel} label={t("order.actions.cancel")} busy={busy} onSelect={() => void run("cancel")} />
          <DropdownMenu.Separator />
          <MenuAction icon={<History />} state={actions.history} label={t("order.actions.history")} busy={busy} onSelect={() => void run("history")} />
          <MenuAction icon={<ArrowPath />} label={t("order.actions.refresh")} busy={busy} onSelect={() => void act({ name: "refresh", request: "refresh", run: refresh })} />
        </DropdownMenu.Content>
      </DropdownMenu>
      {asking && (
        <AmountDrawer
          kind={asking}
          max={actions[asking].max ?? 0}
          currency={credit.currency_code}
          busy={busy}
          submit={(request) => run(asking, request, true)}
          close={() => setAsking(null)}
        />
      )}
    </div>
  )
}

/** Puts the reason on a button that is off. The span takes the pointer and the focus that a disabled button does not. */
function Guarded({ state, children }: { state: Allowed; children: (off: boolean) => ReactNode }) {
  const { word } = useWords()
  if (state.allowed) return <>{children(false)}</>
  const reason = word("codes", state.reason)
  return (
    <Tooltip content={reason}>
      <span role="group" tabIndex={0} aria-label={reason}>
        {children(true)}
      </span>
    </Tooltip>
  )
}

type MenuProps = { icon: ReactNode; label: string; busy: boolean; state?: Allowed; onSelect: () => void }

/** As Medusa's own menus; what is off says why. */
function MenuAction({ icon, label, busy, state, onSelect }: MenuProps) {
  const { word } = useWords()
  const refused = state && !state.allowed
  return (
    <DropdownMenu.Item disabled={refused || busy} onSelect={onSelect} className={`flex items-start gap-x-2 ${refused ? "[&_svg]:text-ui-fg-disabled" : "[&_svg]:text-ui-fg-subtle"}`}>
      <span className="mt-0.5 shrink-0">{icon}</span>
      <div className="flex min-w-0 flex-col gap-y-1">
        <span>{label}</span>
        {refused && <span className="txt-compact-xsmall text-ui-fg-subtle">{word("codes", state.reason)}</span>}
      </div>
    </DropdownMenu.Item>
  )
}

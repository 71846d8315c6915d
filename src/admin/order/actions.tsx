import { EllipsisHorizontal } from "@medusajs/icons"
import { Button, DropdownMenu, IconButton, Tooltip } from "@medusajs/ui"
import { useState, type ReactNode } from "react"
import { post } from "../lib/api"
import type { ActionKind, Allowed, Overview } from "../lib/api-types"
import { useAction } from "../lib/use-action"
import { useWords } from "../lib/words"
import { AmountDrawer, type AmountWish } from "./amount-drawer"
import { useRefresh, useShow } from "./use-overview"

type Loaded = Overview & { credit: NonNullable<Overview["credit"]>; actions: NonNullable<Overview["actions"]> }
type MoneyKind = "capture" | "refund" | "void"

/** Two buttons for every day and the others in a menu. A button that would be refused is off, and says why. */
export function Actions({ overview }: { overview: Loaded }) {
  const { t, money } = useWords()
  const { credit, actions, order_id: orderId, version } = overview
  const { act, busy } = useAction(credit.currency_code)
  const refresh = useRefresh(orderId)
  const show = useShow(orderId)
  const [asking, setAsking] = useState<MoneyKind | null>(null)

  const run = (name: ActionKind, wish: Partial<AmountWish> = {}): Promise<boolean> =>
    act({
      name,
      wish: JSON.stringify([name, version, wish]),
      amount: wish.amount === undefined ? undefined : money(wish.amount, credit.currency_code),
      danger: name !== "capture" && name !== "history",
      run: async (token) => show(await post<Overview>(`/orders/${orderId}/${name}`, { token, version, ...wish })),
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
          <MenuAction state={actions.void} label={t("order.actions.void")} busy={busy} onSelect={() => setAsking("void")} />
          <MenuAction state={actions.cancel} label={t("order.actions.cancel")} busy={busy} onSelect={() => void run("cancel")} />
          <MenuAction state={actions.history} label={t("order.actions.history")} busy={busy} onSelect={() => void run("history")} />
          <DropdownMenu.Separator />
          <DropdownMenu.Item disabled={busy} onSelect={() => void act({ name: "refresh", wish: "refresh", run: refresh })}>
            {t("order.actions.refresh")}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu>
      {asking && (
        <AmountDrawer
          kind={asking}
          max={actions[asking].max ?? 0}
          currency={credit.currency_code}
          busy={busy}
          submit={(wish) => run(asking, wish)}
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
      <span role="group" tabIndex={0} aria-label={reason} title={reason}>
        {children(true)}
      </span>
    </Tooltip>
  )
}

function MenuAction({ state, label, busy, onSelect }: { state: Allowed; label: string; busy: boolean; onSelect: () => void }) {
  const { word } = useWords()
  return (
    <DropdownMenu.Item disabled={!state.allowed || busy} onSelect={onSelect} className="flex flex-col items-start">
      <span>{label}</span>
      {!state.allowed && <DropdownMenu.Hint className="text-wrap">{word("codes", state.reason)}</DropdownMenu.Hint>}
    </DropdownMenu.Item>
  )
}

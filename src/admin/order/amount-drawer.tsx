import { Button, CurrencyInput, Drawer, Heading, Label, Select, Text, Textarea } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { useState, type KeyboardEvent } from "react"
import { amountText, parseAmount } from "../lib/amount"
import { sdk } from "../lib/sdk"
import { useWords } from "../lib/words"

const NO_REASON = "none"

export type AmountRequest = { amount: number; note?: string; refund_reason_id?: string }

type Props = {
  kind: "capture" | "refund" | "void"
  max: number
  currency: string
  busy: boolean
  /** Resolves to true when the form may close. */
  submit: (request: AmountRequest) => Promise<boolean>
  close: () => void
}

const symbolOf = (currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency

/** Asks how much, and for a refund why, as Medusa's own refund does. Begins with all that may be; a part that is taken off is typed. */
export function AmountDrawer({ kind, max, currency, busy, submit, close }: Props) {
  const { t, money, locale } = useWords()
  const [text, setText] = useState(kind === "void" ? "" : amountText(max, locale))
  const [note, setNote] = useState("")
  const [reason, setReason] = useState(NO_REASON)
  const amount = parseAmount(text, locale)
  const fits = amount !== null && amount >= 1 && amount <= max
  const wrong = text !== "" && !fits

  const send = async (): Promise<void> => {
    if (!fits || busy) return
    const refund = kind === "refund" ? { ...(note.trim() ? { note: note.trim() } : {}), ...(reason === NO_REASON ? {} : { refund_reason_id: reason }) } : {}
    if (await submit({ amount, ...refund })) close()
  }

  // As in Medusa's forms, Enter alone sends nothing: money is moved by the button, or by Ctrl and Enter.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return
    const sends = event.ctrlKey || event.metaKey
    if (sends || event.target instanceof HTMLInputElement) event.preventDefault()
    if (sends) void send()
  }

  return (
    <Drawer open onOpenChange={(open) => !open && !busy && close()}>
      <Drawer.Content aria-describedby={undefined}>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading>{t(`order.form.${kind}Title`)}</Heading>
          </Drawer.Title>
        </Drawer.Header>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
          onKeyDown={onKeyDown}
          className="flex flex-1 flex-col overflow-hidden"
        >
          <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-auto">
            <Text size="small" className="text-ui-fg-subtle">
              {t(`order.form.${kind}Hint`)}
            </Text>
            <div className="flex flex-col gap-y-2">
              <Label htmlFor="aplazame-amount" size="small" weight="plus">
                {t("order.form.amount")}
              </Label>
              <CurrencyInput
                id="aplazame-amount"
                autoFocus
                autoComplete="off"
                intlConfig={{ locale }}
                decimalScale={2}
                allowNegativeValue={false}
                symbol={symbolOf(currency, locale)}
                code={currency}
                value={text}
                onValueChange={(value) => setText(value ?? "")}
                aria-invalid={wrong}
                aria-describedby="aplazame-amount-hint"
              />
              <Text id="aplazame-amount-hint" size="small" className={wrong ? "text-ui-fg-error" : "text-ui-fg-subtle"} aria-live="polite">
                {wrong ? t("order.form.amountWrong", { min: money(1, currency), max: money(max, currency) }) : t("order.form.amountHint", { max: money(max, currency) })}
              </Text>
            </div>
            {kind === "refund" && <RefundFields note={note} setNote={setNote} reason={reason} setReason={setReason} />}
          </Drawer.Body>
          <Drawer.Footer>
            <Drawer.Close asChild>
              <Button type="button" size="small" variant="secondary" disabled={busy}>
                {t("common.close")}
              </Button>
            </Drawer.Close>
            <Button type="submit" size="small" isLoading={busy} disabled={!fits || busy}>
              {fits ? t(`order.form.${kind}`, { amount: money(amount, currency) }) : t(`order.form.${kind}Title`)}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}

type RefundProps = { note: string; setNote: (note: string) => void; reason: string; setReason: (reason: string) => void }

/** Medusa's own refund reasons, and a note; both end in Medusa's refund. */
function RefundFields({ note, setNote, reason, setReason }: RefundProps) {
  const { t } = useWords()
  const { data } = useQuery({ queryKey: ["aplazame", "refund-reasons"], queryFn: () => sdk.admin.refundReason.list({ limit: 100 }) })
  return (
    <>
      <div className="flex flex-col gap-y-2">
        <Label size="small" weight="plus" id="aplazame-reason">
          {t("order.form.reason")}
        </Label>
        <Select value={reason} onValueChange={setReason}>
          <Select.Trigger aria-labelledby="aplazame-reason">
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            <Select.Item value={NO_REASON}>{t("order.form.noReason")}</Select.Item>
            {(data?.refund_reasons ?? []).map((one) => (
              <Select.Item key={one.id} value={one.id}>
                {one.label}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
      <div className="flex flex-col gap-y-2">
        <Label htmlFor="aplazame-note" size="small" weight="plus">
          {t("order.form.note")}
        </Label>
        <Textarea id="aplazame-note" maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} placeholder={t("order.form.notePlaceholder")} />
      </div>
    </>
  )
}

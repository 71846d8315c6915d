import { Button, Drawer, Heading, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { get, post } from "../lib/api"
import type { Answer, Undecided } from "../lib/api-types"
import { useAction } from "../lib/use-action"
import { useWords } from "../lib/words"
import { FigureList } from "./figure-list"
import { Failed, Loading } from "./states"

const ANSWERS: readonly Answer[] = ["happened", "not_happened"]
/** While the call may still arrive nobody is asked: the figures are read again until it can't. */
const LOOK_AGAIN_MS = 5_000

/** Asks a person what became of an operation, beside its amount and what Aplazame shows now. */
export function DecideDrawer({ operationId, close }: { operationId: string; close: () => void }) {
  const { t, word, moment } = useWords()
  const path = `/operations/${operationId}/decision`
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["aplazame", "decision", operationId],
    queryFn: () => get<Undecided>(path),
    gcTime: 0,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.answers.happened.reason === "operation_unsettled" ? LOOK_AGAIN_MS : false),
  })
  return (
    <Drawer open onOpenChange={(open) => !open && close()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading>{t("order.decide.title")}</Heading>
          </Drawer.Title>
          <Drawer.Description>{data ? `${word("kinds", data.operation.kind)} · ${moment(data.operation.sent_at)}` : t("order.decide.hint")}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-auto">
          {!data && isFetching && <Loading rows={4} />}
          {error && <Failed error={error} retry={() => void refetch()} />}
          {data && !error && <Choices asked={data} path={path} close={close} />}
        </Drawer.Body>
        <Drawer.Footer>
          <Button size="small" variant="secondary" onClick={close}>
            {t("common.close")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

function Choices({ asked: { operation, there, answers }, path, close }: { asked: Undecided; path: string; close: () => void }) {
  const { t, money, refusal } = useWords()
  const { amount, attempts: attempt, currency_code: currency, remaining_before } = operation
  const { act, busy } = useAction(currency)
  const { remaining: remaining_now, ...moved } = there
  const give = async (answer: Answer): Promise<void> => {
    const done = await act({ name: answer, request: `${path} ${answer} ${attempt}`, amount: amount === null ? "" : money(amount, currency), danger: true, run: () => post(path, { answer, attempt }) })
    if (done) close()
  }
  return (
    <>
      <FigureList figures={{ amount, remaining_before, remaining_now }} currency={currency} />
      <section className="flex flex-col gap-y-1">
        <Text size="small" weight="plus">
          {t("order.decide.there")}
        </Text>
        <FigureList figures={moved} currency={currency} />
        <Text size="small" className="text-ui-fg-subtle">
          {t("order.decide.hint")}
        </Text>
      </section>
      {ANSWERS.map((answer) => {
        const { allowed, reason, figures } = answers[answer]
        return (
          <section key={answer} aria-label={t(`order.decide.${answer}`)} className="flex flex-col items-start gap-y-2">
            <Text id={`aplazame-${answer}`} size="small">
              {t(`order.decide.${answer}Hint`)}
            </Text>
            <Button size="small" variant="secondary" disabled={!allowed || busy} isLoading={busy} aria-describedby={`aplazame-${answer}`} onClick={() => void give(answer)}>
              {t(`order.decide.${answer}`)}
            </Button>
            {reason && (
              <Text size="small" className="text-ui-fg-error">
                {refusal(reason, figures, currency)}
              </Text>
            )}
          </section>
        )
      })}
    </>
  )
}

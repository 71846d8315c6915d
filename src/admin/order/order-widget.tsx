import { ExclamationCircle } from "@medusajs/icons"
import { Container, Heading } from "@medusajs/ui"
import { ProblemCard } from "../components/problem-card"
import { Failed, Loading } from "../components/states"
import { useWords } from "../lib/words"
import { Actions } from "./actions"
import { CreditSummary } from "./credit-summary"
import { PaymentLink } from "./payment-link"
import { Timeline } from "./timeline"
import { useLive, useOverview } from "./use-overview"

/** The credits of an order, and its payment link, by whatever way the rest was paid. @param due Medusa has asked for money that nobody has paid */
export function OrderWidget({ orderId, ours, page, due }: { orderId: string; ours: boolean | null; page: string; due: boolean }) {
  const { data } = useOverview(orderId, ours !== false || due, page)
  const others = data?.others ?? []
  return (
    <>
      {data && <PaymentLink orderId={orderId} overview={data} />}
      {[orderId, ...others].map((id) => (
        <CreditCard key={id} id={id} ours={ours} page={page} several={others.length > 0} />
      ))}
    </>
  )
}

/** One credit: problems, state, amounts, buttons, timeline. @param id of the order for the one that pays for it, else of the credit */
function CreditCard({ id, ours, page, several }: { id: string; ours: boolean | null; page: string; several: boolean }) {
  const { t, money } = useWords()
  const { data, error, isPending, refetch } = useOverview(id, ours !== false, page)
  const live = useLive(id, data?.version)
  if (ours === false) return null
  if (isPending && ours === null) return null
  if (data && !data.credit) return null
  const title = several && data?.credit ? `${t("order.title")} · ${money(data.credit.amounts.total, data.credit.currency_code)}` : t("order.title")
  return (
    <Container className="divide-y p-0" role="region" aria-label={title}>
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <Heading level="h2">{title}</Heading>
        {data?.credit && data.actions && <Actions id={id} overview={{ ...data, credit: data.credit, actions: data.actions }} />}
      </div>
      {isPending && <Loading rows={6} />}
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {data?.credit && (
        <>
          {data.problems.length > 0 && (
            <section aria-label={t("order.problems.title")} className="bg-ui-bg-subtle">
              <div className="flex items-center gap-x-2 px-6 pt-4">
                <ExclamationCircle className="text-ui-fg-error" />
                <Heading level="h3">{t("order.problems.title")}</Heading>
              </div>
              <div className="divide-y">
                {data.problems.map((problem) => (
                  <ProblemCard key={problem.id} problem={problem} currency={data.credit?.currency_code} />
                ))}
              </div>
            </section>
          )}
          <CreditSummary credit={data.credit} live={live} refreshing={data.refreshing} />
          <Timeline entries={data.timeline} currency={data.credit.currency_code} />
        </>
      )}
    </Container>
  )
}

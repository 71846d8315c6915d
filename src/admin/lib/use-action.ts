import { toast, usePrompt } from "@medusajs/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { ApiError } from "./api"
import { useToken } from "./token"
import { useWords } from "./words"

/** What a button asks for. */
export type Ask = {
  /** `order.confirm.<name>Title` and `…Text` ask, `order.done.<name>` tells. */
  name: "capture" | "refund" | "void" | "cancel" | "history" | "link_email" | "refresh" | "settle" | "retry" | "replay" | "end_credit" | "happened" | "not_happened"
  /** What is asked for, word for word: the same request without an answer keeps its token. */
  request: string
  /** Filled into the questions. */
  amount?: string
  danger?: boolean
  /** The form that it comes from was the question. */
  asked?: boolean
  run: (token: string) => Promise<unknown>
}

/**
 * Asks before it acts, shows that it is acting, and then has every list and number of the page read again, the
 * dashboard's own too. Resolves to true as soon as it was done: a form closes before all of that has been read.
 */
export function useAction(currency = "eur") {
  const { t, errorText } = useWords()
  const prompt = usePrompt()
  const client = useQueryClient()
  const withToken = useToken()
  const { mutateAsync, isPending } = useMutation({ mutationFn: ({ request, run }: Ask) => withToken(request, run) })

  const act = async (ask: Ask): Promise<boolean> => {
    const agreed =
      ask.asked ||
      (await prompt({
        title: t(`order.confirm.${ask.name}Title`, { amount: ask.amount }),
        description: t(`order.confirm.${ask.name}Text`, { amount: ask.amount }),
        confirmText: t("common.confirm"),
        cancelText: t("common.cancel"),
        variant: ask.danger ? "danger" : "confirmation",
      }))
    if (!agreed) return false
    try {
      await mutateAsync(ask)
      toast.success(t(`order.done.${ask.name}`), { description: ask.amount })
      return true
    } catch (error) {
      toast.error(t("common.aplazame"), { description: errorText(error, currency), duration: 10_000 })
      return error instanceof ApiError && error.code === "changed_meanwhile"
    } finally {
      void client.invalidateQueries()
    }
  }
  return { act, busy: isPending }
}

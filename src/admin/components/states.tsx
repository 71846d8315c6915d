import { ExclamationCircle } from "@medusajs/icons"
import { Button, Skeleton, Text } from "@medusajs/ui"
import { useWords } from "../lib/words"

/** Grey bars while something loads; says so to a screen reader. */
export function Loading({ rows = 4 }: { rows?: number }) {
  const { t } = useWords()
  return (
    <div role="status" aria-label={t("common.loading")} className="flex flex-col gap-y-2 px-6 py-4">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} className="h-6 w-full" />
      ))}
    </div>
  )
}

/** Something could not be loaded: why, and the button to try again. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t, errorText } = useWords()
  return (
    <div role="alert" className="flex flex-col items-center gap-y-3 px-6 py-8 text-center">
      <ExclamationCircle className="text-ui-fg-error" />
      <Text size="small" weight="plus">
        {t("common.failed")}
      </Text>
      <Text size="small" className="text-ui-fg-subtle">
        {errorText(error)}
      </Text>
      <Button size="small" variant="secondary" onClick={retry}>
        {t("common.tryAgain")}
      </Button>
    </div>
  )
}

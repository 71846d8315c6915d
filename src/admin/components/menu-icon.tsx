import { CreditCard } from "@medusajs/icons"
import { useOpenProblems } from "../lib/use-open-problems"
import { useWords } from "../lib/words"

/** The menu's icon; in its place the number of open problems while there are any. The SDK's entry has a label and an icon, and nothing for a number. */
export function MenuIcon() {
  const { t } = useWords()
  const open = useOpenProblems()
  if (!open) return <CreditCard />
  return (
    <span role="img" aria-label={t("page.problems.openCount", { open })} className="bg-ui-tag-red-bg text-ui-tag-red-text txt-compact-xsmall-plus flex size-full items-center justify-center">
      {open.length > 2 ? "…" : open}
    </span>
  )
}

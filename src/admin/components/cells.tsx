import { Copy, Tooltip } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link, useSearchParams } from "react-router-dom"
import { useWords } from "../lib/words"

/** A day, as the dashboard's lists show it, with its moment in the tooltip. */
export function Day({ at }: { at: string | null }) {
  const { locale, moment } = useWords()
  if (!at) return <>–</>
  return (
    <Tooltip content={moment(at)}>
      <span>{new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(at))}</span>
    </Tooltip>
  )
}

/** An id in short, with a button that copies all of it. */
export function Id({ label, value }: { label: string; value: string }) {
  const { t } = useWords()
  return (
    <div className="flex min-w-0 items-center gap-x-1">
      <span className="text-ui-fg-subtle truncate font-mono" title={value}>
        {value}
      </span>
      <Copy content={value} variant="mini" aria-label={t("common.copy", { what: label })} className="text-ui-fg-muted" />
    </div>
  )
}

/** A link that shows more of a row on the same page, which keeps the rest of its state. */
export function Shows({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  const [params] = useSearchParams()
  const to = new URLSearchParams(params)
  to.set(name, value)
  return (
    <Link to={{ search: to.toString() }} className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover txt-compact-small">
      {children}
    </Link>
  )
}

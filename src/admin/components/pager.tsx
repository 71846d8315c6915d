import { ChevronLeftMini, ChevronRightMini } from "@medusajs/icons"
import { IconButton, Text } from "@medusajs/ui"
import type { Counted } from "../lib/api-types"
import { useWords } from "../lib/words"

type Props = { text: string; previous: (() => void) | null; next: (() => void) | null }

/** Forth and back. Not the kit's own pagination: that needs an exact count, which a long list does not have. */
export function Pager({ text, previous, next }: Props) {
  const { t } = useWords()
  return (
    <div className="flex items-center justify-between border-t px-6 py-3">
      <Text size="small" className="text-ui-fg-subtle" aria-live="polite">
        {text}
      </Text>
      <div className="flex gap-x-2">
        <IconButton size="small" variant="transparent" aria-label={t("common.previous")} disabled={!previous} onClick={() => previous?.()}>
          <ChevronLeftMini />
        </IconButton>
        <IconButton size="small" variant="transparent" aria-label={t("common.next")} disabled={!next} onClick={() => next?.()}>
          <ChevronRightMini />
        </IconButton>
      </div>
    </div>
  )
}

/** The same for a list of ours, by offset. */
export function OffsetPager({ counted, rows, go }: { counted: Counted; rows: number; go: (offset: number) => void }) {
  const { t } = useWords()
  const { count, count_capped, limit, offset } = counted
  if (count === 0) return null
  const more = count_capped ? rows === limit : offset + rows < count
  const range = { from: rows === 0 ? 0 : offset + 1, to: offset + rows, count }
  return (
    <Pager
      text={count_capped ? t("common.rangeMore", range) : t("common.range", range)}
      previous={offset > 0 ? () => go(Math.max(0, offset - limit)) : null}
      next={more ? () => go(offset + limit) : null}
    />
  )
}

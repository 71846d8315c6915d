import { useEffect, useRef } from "react"

type Names = { /** The table itself. */ table: string; /** A menu of the toolbar. */ menu: string; /** A row's menu. */ row: string; /** What takes a filter away. */ other: string }

const nameOf = (button: Element, { menu, row, other }: Omit<Names, "table">): string =>
  button.closest<HTMLElement>("[data-name]")?.dataset.name ?? (button.closest("td") ? row : button.getAttribute("aria-haspopup") === "menu" ? menu : other)

const FOCUSABLE = "a[href], button, input, [tabindex]"

/** A table wider than its page scrolls, which a keyboard can do only where something in it takes the focus. */
function letScroll(table: Element, name: string): void {
  const box = table.parentElement
  if (!box) return
  if (table.querySelector(FOCUSABLE)) return ["tabindex", "role", "aria-label"].forEach((one) => box.removeAttribute(one))
  box.setAttribute("tabindex", "0")
  box.setAttribute("role", "region")
  box.setAttribute("aria-label", name)
}

/**
 * Gives the kit's table what it has no property for: a name for the buttons that are nothing but an icon, of which a screen reader
 * says only that there is a button (`data-name` around one says its own), and a place for the keyboard where the rows have none.
 */
export function useAccessibleTable(names: Names) {
  const ref = useRef<HTMLDivElement>(null)
  const { table, menu, row, other } = names
  useEffect(() => {
    const part = ref.current
    if (!part) return
    const mend = (): void => {
      for (const button of part.querySelectorAll("button:not([aria-label])")) if (!button.textContent) button.setAttribute("aria-label", nameOf(button, { menu, row, other }))
      for (const one of part.querySelectorAll("table")) letScroll(one, table)
    }
    mend()
    const watcher = new MutationObserver(mend)
    watcher.observe(part, { childList: true, subtree: true })
    return () => watcher.disconnect()
  }, [table, menu, row, other])
  return ref
}

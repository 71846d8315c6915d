import { useEffect, useRef } from "react"

type Names = { /** A menu of the toolbar. */ menu: string; /** A row's menu. */ row: string; /** What takes a filter away. */ other: string }

const nameOf = (button: Element, { menu, row, other }: Names): string =>
  button.closest<HTMLElement>("[data-name]")?.dataset.name ?? (button.closest("td") ? row : button.getAttribute("aria-haspopup") === "menu" ? menu : other)

/**
 * Names the buttons of the kit's table that are nothing but an icon: it gives them no name, and has no property for
 * one, so that a screen reader says only that there is a button. `data-name` around one says its own.
 */
export function useNamedButtons(names: Names) {
  const ref = useRef<HTMLDivElement>(null)
  const { menu, row, other } = names
  useEffect(() => {
    const part = ref.current
    if (!part) return
    const name = (): void => {
      for (const button of part.querySelectorAll("button:not([aria-label])")) if (!button.textContent) button.setAttribute("aria-label", nameOf(button, { menu, row, other }))
    }
    name()
    const watcher = new MutationObserver(name)
    watcher.observe(part, { childList: true, subtree: true })
    return () => watcher.disconnect()
  }, [menu, row, other])
  return ref
}

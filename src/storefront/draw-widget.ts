import type { ShownNotice } from "./credit-notice"

function element(name: string, attributes: Record<string, string | undefined>): HTMLElement {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value)
  return made
}

/**
 * Puts an element for aplazame.js into `place`, the notice below it. The notice is there at once, so that it moves
 * nothing when the widget comes.
 * @returns `hide` hides the notice and keeps its place, for a page to which aplazame.js does not come, and `show` shows it;
 * `remove` takes both out
 */
export function drawWidget(place: HTMLElement, attributes: Record<string, string>, notice: ShownNotice | null): Record<"hide" | "show" | "remove", () => void> {
  const widget = element("div", attributes)
  widget.append(element("div", { "data-aplazame-loading": "" }))
  if (!notice) {
    place.replaceChildren(widget)
    return { hide: () => undefined, show: () => undefined, remove: () => widget.remove() }
  }
  const words = element("strong", {})
  words.textContent = notice.text
  const below = element("p", { role: "note", lang: notice.lang, "data-aplazame-credit-notice": "" })
  below.append(words)
  place.replaceChildren(widget, below)
  return {
    hide: () => void (below.style.visibility = "hidden"),
    show: () => void (below.style.visibility = ""),
    remove: () => {
      widget.remove()
      below.remove()
    },
  }
}

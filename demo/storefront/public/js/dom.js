/**
 * Makes an element. Text is always text: nothing here ever parses HTML.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `on*` are listeners, `testid` becomes data-testid, booleans are set or left out
 * @param {...(Node | string | null | undefined | false)} children
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith("on")) element.addEventListener(name.slice(2).toLowerCase(), value)
    else if (name === "testid") element.dataset.testid = value
    else if (name === "value") element.value = value
    else element.setAttribute(name, value === true ? "" : String(value))
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

/** Replaces what an element holds. */
export const fill = (element, ...children) => element.replaceChildren(...children.flat().filter(Boolean))

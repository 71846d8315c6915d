// Addresses of the shop. Views register themselves in main.js, so that they can link to each other.
let show = async () => {}

export const onNavigate = (handler) => {
  show = handler
}
export const refresh = () => show(location.pathname)

/** Goes to a page of the shop. */
export function go(path) {
  history.pushState({}, "", path)
  window.scrollTo(0, 0)
  return refresh()
}

window.addEventListener("popstate", () => void refresh())

// Opens Aplazame's checkout over the shop. The script is loaded once, when it is first needed.
let loading

function load(url) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = url
    script.async = true
    script.onload = () => resolve()
    script.onerror = () => {
      loading = undefined // the next try loads it again
      script.remove()
      reject(new Error("aplazame.js cannot be loaded"))
    }
    document.head.append(script)
  })
  return loading
}

/**
 * @param {{ checkout_id: string, script_url: string }} start what the store answered
 * @returns {Promise<"success" | "pending" | "ko" | "dismiss" | "error">} how the shopper came back; only the
 *   store knows whether there is an order, so both of the first two are reasons to ask it
 */
export async function openCheckout({ checkout_id: id, script_url: url }) {
  try {
    await load(url)
  } catch {
    return "error"
  }
  return new Promise((resolve) => {
    window.aplazame.checkout(id, {
      onSuccess: () => resolve("success"),
      onPending: () => resolve("pending"),
      onKO: () => resolve("ko"),
      onDismiss: () => resolve("dismiss"),
      onError: () => resolve("error"),
    })
  })
}

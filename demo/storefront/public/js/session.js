// Who is signed in. The token stays in the browser; a stale one is dropped.
import { readMe } from "./store-api.js"

let me
export const customer = () => me

export async function loadCustomer() {
  me = undefined
  if (!localStorage.getItem("token")) return undefined
  try {
    me = await readMe()
  } catch (error) {
    if (error.status === 401) localStorage.removeItem("token")
  }
  return me
}

export function signOut() {
  localStorage.removeItem("token")
  me = undefined
}

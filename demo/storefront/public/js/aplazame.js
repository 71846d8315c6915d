// The plugin's browser helper and its React parts, with this shop's address, language, pages and cart.
import * as parts from "/aplazame.js"
import { currentCart, forgetCart } from "./cart.js"
import { go } from "./router.js"
import { storeAddress } from "./store-api.js"
import { currentLanguage } from "./texts.js"

const client = parts.createAplazame({ ...storeAddress, language: currentLanguage })
const shop = {
  client,
  links: { order: (id) => `/order/${id}`, link: (id) => `/payment-collection/${id}`, checkout: "/checkout", cart: "/cart", shop: "/", waiting: "/checkout/aplazame/waiting" },
  navigate: go,
  forgetCart: (cartId) => {
    if (currentCart()?.id === cartId) forgetCart()
  },
}

export const payButton = (props) => parts.payButton(shop, props)
export const productWidget = (props) => parts.productWidget(shop, props).element
export const cartWidget = (props) => parts.cartWidget(shop, props).element
/** The same in one line of text, which can be drawn anew for another amount. */
export const cartLine = () => {
  let line
  const element = document.createElement("div")
  return {
    element,
    /** @param {object | null} about what to show; null for nothing */
    show: (about) => {
      element.hidden = !about
      if (!about) return
      const props = { ...about, version: 3, type: "text", disableModal: true, creditNotice: false }
      if (line) return line.show(props)
      line = parts.cartWidget(shop, props)
      element.append(line.element)
    },
  }
}
/** Once for several offers of credit, or beside a text of the shop's own; a widget alone brings it. */
export const creditNotice = () => parts.creditNotice(shop).element
export const paymentStatus = (props) => parts.paymentStatus(shop, props).element
export const payOrder = (props) => parts.payOrder(shop, props).element
export const orderStatus = (props) => parts.orderStatus(shop, props).element
export const resume = (element) => parts.resume(shop, element)
export const gate = (props) => parts.gate(shop, props)
export const takeOut = parts.takeOut

/** Hundredths of an amount that Medusa gives as euros. */
export const hundredths = (euros) => Math.round(euros * 100)

// The plugin's browser helper and its React parts, with this shop's address and language.
import * as parts from "/aplazame.js"
import { storeAddress } from "./store-api.js"
import { currentLanguage } from "./texts.js"

const client = parts.createAplazame({ ...storeAddress, language: currentLanguage })

/** Pay, resume, watch: see docs/storefront.md. */
export const aplazame = client
export const payButton = (props) => parts.payButton(client, props)
export const productWidget = (props) => parts.productWidget(client, props).element
export const cartWidget = (props) => parts.cartWidget(client, props).element
/** Once for several offers of credit, or beside a text of the shop's own; a widget alone brings it. */
export const creditNotice = () => parts.creditNotice(client).element
export const paymentStatus = (props) => parts.paymentStatus(client, props).element
export const gate = (props) => parts.gate(client, props)
export const takeOut = parts.takeOut

/** Hundredths of an amount that Medusa gives as euros. */
export const hundredths = (euros) => Math.round(euros * 100)

const TEXTS = {
  es: {
    shop: "Tienda Demo", tagline: "Una tienda de prueba con Aplazame", basket: "Cesta", signIn: "Entrar", signOut: "Salir", hello: "Hola, {name}",
    add: "Añadir", added: "Añadido a la cesta", vatIncluded: "IVA incluido", emptyBasket: "La cesta está vacía.", toShop: "Seguir comprando",
    quantity: "Cantidad", remove: "Quitar", toCheckout: "Tramitar pedido", subtotal: "Artículos", shipping: "Envío", free: "Gratis", tax: "de ello, IVA", total: "Total",
    contact: "Contacto", address: "Dirección", delivery: "Entrega", payment: "Pago", sample: "Rellenar con datos de ejemplo",
    email: "Correo electrónico", first_name: "Nombre", last_name: "Apellidos", address_1: "Calle y número", address_2: "Piso, puerta", postal_code: "Código postal",
    city: "Localidad", province: "Provincia", phone: "Teléfono", password: "Contraseña",
    aplazame: "Aplazame", aplazameText: "A plazos, en 4 pagos o en 15 días. Decides al pagar.", manual: "Transferencia", manualText: "Pago manual, sin Aplazame.",
    product: "Producto de Aplazame", productAny: "Elegir en Aplazame", instalments: "A plazos", pay_in_4: "Paga en 4", pay_later: "Paga en 15 días",
    pay: "Pagar {amount}", working: "Un momento …", dismissed: "Has cerrado Aplazame. Tu cesta sigue aquí: puedes intentarlo de nuevo.",
    refused: "Aplazame no ha podido aceptar esta compra. Elige otra forma de pago.", failed: "Aplazame no responde ahora mismo. Inténtalo de nuevo o elige otra forma de pago.",
    confirming: "Confirmando tu pedido …", unconfirmed: "Aplazame todavía no ha confirmado el pago. Tu cesta está guardada.", again: "Comprobar de nuevo",
    thanks: "¡Gracias por tu compra!", orderNumber: "Pedido n.º", sentTo: "Enviaremos las novedades a {email}.",
    status_authorized: "Pago aprobado", status_awaiting: "A la espera de la comprobación de identidad", status_captured: "Pagado", status_canceled: "Cancelado",
    status_not_paid: "Pendiente de pago", status_other: "En trámite", form: "Revisa los datos marcados.", wrong: "Algo ha ido mal: {message}", notFound: "Esta página no existe.",
    badLogin: "El correo o la contraseña no son correctos.", accountText: "Con una cuenta, la tienda envía a Aplazame el historial de tus pedidos.",
    footer: "Demostración: no se cobra nada. Las tarjetas y los DNI son de prueba.",
  },
  en: {
    shop: "Demo Shop", tagline: "A test shop with Aplazame", basket: "Basket", signIn: "Sign in", signOut: "Sign out", hello: "Hello, {name}",
    add: "Add", added: "Added to the basket", vatIncluded: "VAT included", emptyBasket: "The basket is empty.", toShop: "Continue shopping",
    quantity: "Quantity", remove: "Remove", toCheckout: "Checkout", subtotal: "Items", shipping: "Delivery", free: "Free", tax: "of which VAT", total: "Total",
    contact: "Contact", address: "Address", delivery: "Delivery", payment: "Payment", sample: "Fill with sample data",
    email: "E-mail", first_name: "First name", last_name: "Last name", address_1: "Street and number", address_2: "Floor, door", postal_code: "Postal code",
    city: "Town", province: "Province", phone: "Phone", password: "Password",
    aplazame: "Aplazame", aplazameText: "In instalments, in 4 payments or in 15 days. You decide when you pay.", manual: "Bank transfer", manualText: "Paid by hand, without Aplazame.",
    product: "Aplazame product", productAny: "Choose at Aplazame", instalments: "Instalments", pay_in_4: "Pay in 4", pay_later: "Pay in 15 days",
    pay: "Pay {amount}", working: "One moment …", dismissed: "You closed Aplazame. Your basket is still here: you can try again.",
    refused: "Aplazame could not accept this purchase. Please choose another way to pay.", failed: "Aplazame does not answer right now. Try again or choose another way to pay.",
    confirming: "Confirming your order …", unconfirmed: "Aplazame has not confirmed the payment yet. Your basket is kept.", again: "Check again",
    thanks: "Thank you for your purchase!", orderNumber: "Order no.", sentTo: "We will send news to {email}.",
    status_authorized: "Payment approved", status_awaiting: "Waiting for the identity check", status_captured: "Paid", status_canceled: "Cancelled",
    status_not_paid: "Not paid yet", status_other: "In progress", form: "Please check the marked fields.", wrong: "Something went wrong: {message}", notFound: "There is no such page.",
    badLogin: "E-mail or password is wrong.", accountText: "With an account the shop sends the history of your orders to Aplazame.",
    footer: "A demonstration: nothing is charged. Cards and identity numbers are for tests.",
  },
}

const stored = localStorage.getItem("lang")
let language = stored === "es" || stored === "en" ? stored : navigator.language.startsWith("es") || !navigator.language.startsWith("en") ? "es" : "en"

export const languages = Object.keys(TEXTS)
export const currentLanguage = () => language

export function setLanguage(next) {
  language = next
  localStorage.setItem("lang", next)
  document.documentElement.lang = next
}
setLanguage(language)

/** The text of a key, with `{name}` filled in. */
export function t(key, values = {}) {
  return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), TEXTS[language][key] ?? key)
}

/** Euros as the language writes them. */
export const euros = (amount) => new Intl.NumberFormat(language, { style: "currency", currency: "EUR" }).format(amount)

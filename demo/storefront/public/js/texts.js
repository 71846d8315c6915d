const TEXTS = {
  es: {
    shop: "Tienda Demo", tagline: "Una tienda de prueba con Aplazame", basket: "Carrito", signIn: "Entrar", signOut: "Salir", hello: "Hola, {name}",
    add: "Añadir", added: "Añadido al carrito", vatIncluded: "IVA incluido", emptyBasket: "El carrito está vacío.", toShop: "Seguir comprando",
    quantity: "Cantidad", remove: "Quitar", toCheckout: "Tramitar pedido", subtotal: "Artículos", discount: "Descuento", voucher: "Código de descuento", redeem: "Aplicar", voucherRefused: "Este código no es válido o ya se ha usado.", shipping: "Envío", free: "Gratis", total: "Total",
    contact: "Contacto", address: "Dirección", billingAddress: "Dirección de facturación", delivery: "Entrega", payment: "Pago", sample: "Rellenar con datos de ejemplo",
    email: "Correo electrónico", first_name: "Nombre", last_name: "Apellidos", address_1: "Calle y número", address_2: "Piso, puerta", postal_code: "Código postal",
    city: "Localidad", province: "Provincia", phone: "Teléfono", password: "Contraseña",
    aplazame: "Aplazame", aplazameText: "A plazos, en 4 pagos o en 15 días. Decides al pagar.", manual: "Transferencia", manualText: "Pago manual, sin Aplazame.",
    product: "Producto de Aplazame", productAny: "Elegir en Aplazame", instalments: "A plazos", pay_in_4: "Paga en 4", pay_later: "Paga en 15 días",
    pay: "Pagar {amount}", unconfirmed: "El pedido todavía no está confirmado. Tu carrito está guardado.",
    payOrder: "Pagar un pedido", buyAgain: "Volver a comprar lo mismo", variant: "Variante",
    thanks: "¡Gracias por tu compra!", orderNumber: "Pedido n.º ", sentTo: "Enviaremos las novedades a {email}.",
    status_authorized: "Pago aprobado", status_awaiting: "A la espera de la comprobación de identidad", status_captured: "Pagado", status_canceled: "Cancelado",
    status_not_paid: "Pendiente de pago", status_other: "En trámite", form: "Revisa los datos marcados.", shopAway: "La tienda no responde en este momento. Inténtalo de nuevo enseguida.", basketRefused: "La tienda no puede vender este carrito tal como está: puede que algo ya no esté a la venta. Abre el carrito, quítalo e inténtalo de nuevo.", totalChanged: "El total ha cambiado a {amount}. Revísalo y vuelve a pulsar.", wrong: "Algo ha ido mal: {message}", notFound: "Esta página no existe", failed: "Esta página no se ha podido cargar", failedText: "La tienda no responde como debería. Inténtalo de nuevo dentro de un momento.",
    badLogin: "El correo o la contraseña no son correctos.", accountText: "Con una cuenta, la tienda envía a Aplazame el historial de tus pedidos.",
    footer: "Demostración: no se cobra nada. Las tarjetas y los DNI son de prueba.",
  },
  en: {
    shop: "Demo Shop", tagline: "A test shop with Aplazame", basket: "Cart", signIn: "Sign in", signOut: "Sign out", hello: "Hello, {name}",
    add: "Add", added: "Added to the cart", vatIncluded: "VAT included", emptyBasket: "The cart is empty.", toShop: "Continue shopping",
    quantity: "Quantity", remove: "Remove", toCheckout: "Checkout", subtotal: "Items", discount: "Discount", voucher: "Discount code", redeem: "Apply", voucherRefused: "This code is not valid, or has been used.", shipping: "Delivery", free: "Free", total: "Total",
    contact: "Contact", address: "Address", billingAddress: "Billing address", delivery: "Delivery", payment: "Payment", sample: "Fill with sample data",
    email: "E-mail", first_name: "First name", last_name: "Last name", address_1: "Street and number", address_2: "Floor, door", postal_code: "Postal code",
    city: "Town", province: "Province", phone: "Phone", password: "Password",
    aplazame: "Aplazame", aplazameText: "In instalments, in 4 payments or in 15 days. You decide when you pay.", manual: "Bank transfer", manualText: "Paid by hand, without Aplazame.",
    product: "Aplazame product", productAny: "Choose at Aplazame", instalments: "Instalments", pay_in_4: "Pay in 4", pay_later: "Pay in 15 days",
    pay: "Pay {amount}", unconfirmed: "The order is not confirmed yet. Your cart is kept.",
    payOrder: "Pay an order", buyAgain: "Buy the same again", variant: "Variant",
    thanks: "Thank you for your purchase!", orderNumber: "Order #", sentTo: "We will send news to {email}.",
    status_authorized: "Payment approved", status_awaiting: "Waiting for the identity check", status_captured: "Paid", status_canceled: "Cancelled",
    status_not_paid: "Not paid yet", status_other: "In progress", form: "Please check the marked fields.", shopAway: "The shop does not answer at the moment. Try again shortly.", basketRefused: "The shop can't sell this cart as it is: something may no longer be on sale. Open the cart, take it out and try again.", totalChanged: "The total has changed to {amount}. Check it and press again.", wrong: "Something went wrong: {message}", notFound: "There is no such page", failed: "This page could not be loaded", failedText: "The shop does not answer as it should. Try again in a moment.",
    badLogin: "E-mail or password is wrong.", accountText: "With an account the shop sends the history of your orders to Aplazame.",
    footer: "A demonstration: nothing is charged. Cards and identity numbers are for tests.",
  },
  pt: {
    shop: "Loja Demo", tagline: "Uma loja de teste com a Aplazame", basket: "Carrinho", signIn: "Entrar", signOut: "Sair", hello: "Olá, {name}",
    add: "Adicionar", added: "Adicionado ao carrinho", vatIncluded: "IVA incluído", emptyBasket: "O carrinho está vazio.", toShop: "Continuar a comprar",
    quantity: "Quantidade", remove: "Remover", toCheckout: "Finalizar compra", subtotal: "Artigos", discount: "Desconto", voucher: "Código de desconto", redeem: "Aplicar", voucherRefused: "Este código não é válido ou já foi usado.", shipping: "Envio", free: "Grátis", total: "Total",
    contact: "Contacto", address: "Morada", billingAddress: "Morada de faturação", delivery: "Entrega", payment: "Pagamento", sample: "Usar dados de exemplo",
    email: "E-mail", first_name: "Nome", last_name: "Apelidos", address_1: "Rua e número", address_2: "Andar, porta", postal_code: "Código postal",
    city: "Localidade", province: "Província", phone: "Telefone", password: "Palavra-passe",
    aplazame: "Aplazame", aplazameText: "Em prestações, em 4 pagamentos ou em 15 dias. Decide ao pagar.", manual: "Transferência", manualText: "Pagamento manual, sem a Aplazame.",
    product: "Produto da Aplazame", productAny: "Escolher na Aplazame", instalments: "Em prestações", pay_in_4: "Pague em 4", pay_later: "Pague em 15 dias",
    pay: "Pagar {amount}", unconfirmed: "A encomenda ainda não está confirmada. O seu carrinho está guardado.",
    payOrder: "Pagar uma encomenda", buyAgain: "Comprar o mesmo de novo", variant: "Variante",
    thanks: "Obrigado pela sua compra!", orderNumber: "Encomenda n.º ", sentTo: "Enviaremos novidades para {email}.",
    status_authorized: "Pagamento aprovado", status_awaiting: "À espera da verificação de identidade", status_captured: "Pago", status_canceled: "Cancelado",
    status_not_paid: "Por pagar", status_other: "Em curso", form: "Verifique os dados assinalados.", shopAway: "A loja não responde neste momento. Tente de novo dentro de instantes.", basketRefused: "A loja não pode vender este carrinho tal como está: talvez algo já não esteja à venda. Abra o carrinho, retire-o e tente de novo.", totalChanged: "O total mudou para {amount}. Confirme-o e volte a premir.", wrong: "Algo correu mal: {message}", notFound: "Esta página não existe", failed: "Não foi possível carregar esta página", failedText: "A loja não responde como devia. Tente de novo dentro de instantes.",
    badLogin: "O e-mail ou a palavra-passe não estão certos.", accountText: "Com uma conta, a loja envia à Aplazame o histórico das suas encomendas.",
    footer: "Demonstração: nada é cobrado. Os cartões e os documentos são de teste.",
  },
}

const stored = localStorage.getItem("lang")
const spoken = navigator.language.slice(0, 2)
let language = stored in TEXTS ? stored : spoken in TEXTS ? spoken : "es"

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

/** Portuguese alone would be that of Brazil, which writes the sign first. */
const LOCALES = { es: "es-ES", en: "en-GB", pt: "pt-PT" }

/** Euros as the language writes them. */
export const euros = (amount) => new Intl.NumberFormat(LOCALES[language], { style: "currency", currency: "EUR" }).format(amount)

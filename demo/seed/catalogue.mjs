/** `vat: "incl"` prices hold the tax (price of the region), `"excl"` prices do not (price of the currency). */
const PRODUCTS = [
  { handle: "camiseta-sol", title: "Camiseta Sol", vat: "incl", option: "Talla", prices: { S: 24.95, M: 24.95, L: 26.95 }, description: "Algodón orgánico, hecha en Valencia." },
  { handle: "zapatillas-retiro", title: "Zapatillas Retiro", vat: "incl", option: "Número", prices: { 39: 89.9, 41: 89.9, 43: 89.9 }, description: "Para correr por el parque o llegar tarde con estilo." },
  { handle: "bicicleta-turia", title: "Bicicleta Turia", vat: "incl", option: "Color", prices: { Azul: 649, Roja: 649 }, description: "Urbana, siete marchas, luces incluidas." },
  { handle: "cafetera-gracia", title: "Cafetera Gràcia", vat: "excl", option: "Color", prices: { Negra: 74.37, Crema: 79.33 }, description: "Precio guardado sin IVA: la tienda suma el 21 %." },
  { handle: "silla-oficina-ebro", title: "Silla de oficina Ebro", vat: "excl", option: "Color", prices: { Gris: 164.46 }, description: "Precio guardado sin IVA: la tienda suma el 21 %." },
  { handle: "libro-recetas", title: "Libro de recetas", vat: "incl", option: "Formato", prices: { "Tapa dura": 18.5 }, description: "Con el IVA reducido de los libros, 4 %." },
]
/** Taxed at 4 %. */
export const BOOKS = ["libro-recetas"]
const STOCK = 500
const FIELDS = "fields=id,handle,title,thumbnail,*variants,*variants.inventory_items"

async function createProduct(admin, product, { profile, channel, region, imageUrl }) {
  const { handle, title, description, vat, option, prices } = product
  const values = Object.keys(prices)
  const priceOf = (amount) => ({ currency_code: "eur", amount, ...(vat === "incl" ? { rules: { region_id: region.id } } : {}) })
  const answer = await admin.post(`/admin/products?${FIELDS}`, {
    title, handle, description, status: "published", shipping_profile_id: profile.id, thumbnail: imageUrl, images: [{ url: imageUrl }],
    options: [{ title: option, values }], sales_channels: [{ id: channel.id }],
    variants: values.map((value, rank) => ({
      title: value, variant_rank: rank, sku: `${handle}-${value}`.toUpperCase().replaceAll(" ", "-"), options: { [option]: value }, manage_inventory: true, prices: [priceOf(prices[value])],
    })),
  })
  return answer.product
}

/** Puts every item that has none yet on the shelf. */
async function seedStock(admin, location) {
  const { inventory_items: items } = await admin.get("/admin/inventory-items?limit=200&fields=id,*location_levels")
  for (const item of items) {
    if (!item.location_levels?.length) await admin.post(`/admin/inventory-items/${item.id}/location-levels`, { location_id: location.id, stocked_quantity: STOCK })
  }
}

/** @returns {Promise<Record<string, { id: string, variants: Record<string, string> }>>} by handle; variant ids by title */
export async function seedCatalogue(admin, { profile, channel, region, location, storefrontUrl }) {
  const { products: existing } = await admin.get(`/admin/products?limit=100&${FIELDS}`)
  const catalogue = {}
  for (const product of PRODUCTS) {
    const imageUrl = `${storefrontUrl}/img/${product.handle}.svg`
    let found = existing.find(({ handle }) => handle === product.handle)
    // the shop may be on another port than last time
    if (found && found.thumbnail !== imageUrl) await admin.post(`/admin/products/${found.id}`, { thumbnail: imageUrl, images: [{ url: imageUrl }] })
    found ??= await createProduct(admin, product, { profile, channel, region, imageUrl })
    catalogue[product.handle] = { id: found.id, variants: Object.fromEntries(found.variants.map(({ title, id }) => [title, id])) }
  }
  await seedStock(admin, location)
  return catalogue
}

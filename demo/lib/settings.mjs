/** Everything of the demo that a person types or sees. None of it is a secret: it opens nothing but this demo. */
export const ADMIN = { email: "admin@example.com", password: "supersecret" }
export const CUSTOMER = { email: "cliente@example.com", password: "supersecret", first_name: "Lucía", last_name: "Herrero Sanz", phone: "+34600112233" }

/** Keys that store and emulator share. */
export const KEYS = { private: "demo_private_0000000000000000000000000000", public: "demo_public_00000000000000000000000000000" }

/** Signs the demo store's tokens; the seed signs one for itself with it. */
export const JWT_SECRET = "demo-jwt-secret"

export const PORTS = { storefront: 8000, store: 9000, emulator: 4010 }

export const APLAZAME = "pp_aplazame_aplazame"
export const MANUAL = "pp_system_default"

/** A Spanish address that Aplazame accepts: province, postal code and phone belong together. */
export const ADDRESS = {
  first_name: "Lucía", last_name: "Herrero Sanz", address_1: "Calle de Atocha 27", address_2: "2º B",
  city: "Madrid", province: "Madrid", postal_code: "28012", country_code: "es", phone: "+34600112233",
}

/** Who may call a route, and by what they are known. */
export type Who = "operator" | "shopper" | "aplazame"

export const SECURITY_SCHEMES = {
  adminSession: { type: "apiKey", in: "cookie", name: "connect.sid", description: "The session of a signed-in user of the admin." },
  adminToken: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "The token of a user, from `POST /auth/user/emailpass`." },
  adminApiKey: { type: "http", scheme: "basic", description: "A secret API key as the user name, without a password." },
  publishableKey: { type: "apiKey", in: "header", name: "x-publishable-api-key", description: "The shop's publishable key, as for every store route." },
  customerSession: { type: "apiKey", in: "cookie", name: "connect.sid", description: "The session of a signed-in customer. Needed for the cart of a customer." },
  customerToken: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "The token of a customer. Needed for the cart of a customer." },
  privateKey: { type: "http", scheme: "bearer", description: "The private key of the options. Notifications may bear one of `previousPrivateKeys` too." },
  privateKeyInQuery: { type: "apiKey", in: "query", name: "access_token", description: "The same key in the address; it is taken out before anything is logged." },
} as const

type Scheme = keyof typeof SECURITY_SCHEMES

/** Each entry is a way in; what stands in one entry is needed together. */
export const SECURITY: Record<Who, Partial<Record<Scheme, []>>[]> = {
  operator: [{ adminSession: [] }, { adminToken: [] }, { adminApiKey: [] }],
  shopper: [{ publishableKey: [] }, { publishableKey: [], customerSession: [] }, { publishableKey: [], customerToken: [] }],
  aplazame: [{ privateKey: [] }, { privateKeyInQuery: [] }],
}

/** The same in words, for the table of docs/api.md. */
export const WORDS: Record<Who, string> = { operator: "a user of the admin", shopper: "anybody with the publishable key", aplazame: "whoever has the private key" }

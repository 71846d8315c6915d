import { z } from "@medusajs/framework/zod"

const path = z.string().min(1).max(2000)

/**
 * Options of the storefront. `return_paths`: paths of the shop or addresses of an allowed origin.
 * `product`: one product instead of Aplazame's hybrid checkout. `language`: the page's, any language tag (`pt-BR`); one that
 * we do not speak counts as none.
 */
export const startCheckoutBody = z
  .object({
    product: z.enum(["instalments", "pay_in_4", "pay_later"]).optional(),
    language: z.string().max(100).optional(),
    return_paths: z
      .object({ success: path.optional(), pending: path.optional(), error: path.optional(), dismiss: path.optional(), ko: path.optional() })
      .strict()
      .optional(),
  })
  .strict()

export type StartCheckoutBody = z.infer<typeof startCheckoutBody>

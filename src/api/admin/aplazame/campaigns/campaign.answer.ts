import { z } from "zod"
import { hundredths, notes } from "../../../values.answer"

export const productCampaign = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    start_date: z.string(),
    end_date: z.string().nullable(),
    interest: z.int(),
    num_instalments: z.array(z.int()),
    min_order_amount: hundredths.nullable(),
    max_order_amount: hundredths.nullable(),
    tagged: z.enum(["all", "some", "none", "always"]),
    articles: z.int(),
    tagged_articles: z.int(),
  })
  .register(notes, {
    id: "ProductCampaign",
    description:
      "A campaign as a product sees it. `interest`: discount on the interest, in hundredths of a percent; dates as received, without a zone; `tagged`: `always` when it covers the whole catalogue.",
  })

export const listedArticle = z
  .strictObject({
    id: z.string(),
    name: z.string().nullable(),
    url: z.string().nullable(),
    description: z.string().nullable(),
    image_url: z.string().nullable(),
    product_id: z.string().nullable(),
  })
  .register(notes, { id: "ListedArticle", description: "An article of a campaign. `product_id`: the product of the store that it is a variant of, if it is one." })

export const productCampaignExample = {
  id: "7",
  name: "Verano",
  start_date: "2026-06-01T00:00:00",
  end_date: "2026-08-31T23:59:59",
  interest: 2500,
  num_instalments: [3, 6],
  min_order_amount: 5000,
  max_order_amount: null,
  tagged: "some",
  articles: 2,
  tagged_articles: 1,
}

export const listedArticleExample = {
  id: "variant_01KAMW10",
  name: "Camiseta (M)",
  url: "https://shop.example/products/camiseta",
  description: null,
  image_url: "https://cdn.example/camiseta.png",
  product_id: "prod_01KAMW0Z",
}

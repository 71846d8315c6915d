/** Products in Aplazame's financing campaigns. A small list of things that can be done, and no way to any other call. */
export { articlesOfCampaign, type ArticlePage } from "./articles-of-campaign"
export { campaignsOfProduct, type ProductCampaign } from "./campaigns-of-product"
export { tagProducts, untagProduct } from "./tag-products"

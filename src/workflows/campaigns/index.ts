/** Products in Aplazame's financing campaigns. A small list of things that can be done, and no way to any other call. */
export { articlesOfCampaign, type ArticlePage, type ListedArticle } from "./articles-of-campaign"
export { campaignsOfProduct, type ProductCampaign, type Tagged } from "./campaigns-of-product"
export { tagProducts, untagProduct } from "./tag-products"

/** What Aplazame may read of the store, if the store lets it. docs: Aplazame API, "Aplazame calling the store". */
export { articlesOnSale, type ArticleList } from "./articles-on-sale"
export { historyBehind } from "./history-behind"

import { z } from "zod"
import { PRODUCTS, type OrderRow, type Product } from "../database/rows"
import type { EmulatorSettings } from "../settings"
import { escapeHtml, scriptJson } from "./html"
import { HOSTED_SCRIPT } from "./page-script"
import { HOSTED_STYLE } from "./page-style"
import { money, type HostedTexts } from "./texts"

const shown = z.looseObject({
  order: z.looseObject({ articles: z.array(z.looseObject({ name: z.string(), quantity: z.number(), price: z.number() })).catch([]) }),
  shipping: z.looseObject({ name: z.string().nullish(), price: z.number().nullish() }).nullish().catch(null),
  merchant: z.looseObject({
    notification_url: z.string().catch(""), success_url: z.string().nullish(), pending_url: z.string().nullish(), error_url: z.string().nullish(),
    ko_url: z.string().nullish(), dismiss_url: z.string().nullish(), close_on_success: z.boolean().nullish(),
  }).catch({ notification_url: "" }),
})

/**
 * The hosted checkout of one order. All texts of the store are escaped; the only scripts are the emulator's own two, and the
 * page's policy lets nothing else load. Controls carry `data-testid`s for browser tests.
 */
export function hostedPage(order: OrderRow, publicKey: string, texts: HostedTexts, { availability, shop_name }: Pick<EmulatorSettings, "availability" | "shop_name">): string {
  const payload = shown.parse(order.payload)
  const { merchant } = payload
  const urls = {
    success: httpUrl(merchant.success_url, merchant.notification_url), pending: httpUrl(merchant.pending_url, merchant.notification_url),
    ko: httpUrl(merchant.ko_url, merchant.notification_url), dismiss: httpUrl(merchant.dismiss_url, merchant.notification_url),
    error: httpUrl(merchant.error_url, merchant.notification_url),
  }
  const config = {
    order: order.id, publicKey, sandbox: order.side === "sandbox", status: order.status, reason: order.status_reason, texts, urls,
    closeOnSuccess: merchant.close_on_success === true,
  }
  const lines = payload.order.articles.map((article) =>
    `<li><span>${escapeHtml(`${article.quantity} × ${article.name}`)}</span></li>`).join("")
  const shipping = payload.shipping?.name ? `<li><span>${escapeHtml(`${texts.shipping}: ${payload.shipping.name}`)}</span></li>` : ""
  return document(texts, `
<header><b class="logo">aplazame<i>·</i></b>${order.side === "sandbox" ? `<span class="tag">${texts.sandbox}</span>` : ""}</header>
<section class="summary"><h2>${texts.summary} · ${escapeHtml(shop_name || hostOf(merchant.notification_url))}</h2>
<ul>${lines}${shipping}</ul>
<p class="total"><span>${texts.total}</span><strong data-testid="apz-total">${escapeHtml(money(order.total_amount, order.currency, texts.lang))}</strong></p></section>
<form id="form" novalidate>
<fieldset><legend>${texts.choose}</legend>${productChoices(order, texts, availability)}</fieldset>
<label>${texts.document}<input data-testid="apz-dni" id="dni" autocomplete="off" spellcheck="false" required aria-describedby="dni-hint"></label>
<small id="dni-hint">${texts.documentHint}</small>
<div class="card"><label>${texts.card}<input data-testid="apz-card" id="card" inputmode="numeric" autocomplete="off" value="4111 1111 1111 1111"></label>
<label>${texts.expiry}<input data-testid="apz-expiry" autocomplete="off" value="11/35"></label>
<label>${texts.cvv}<input data-testid="apz-cvv" autocomplete="off" inputmode="numeric" value="123"></label></div>
<p id="problem" role="alert" hidden data-testid="apz-problem"></p>
<button class="main" data-testid="apz-pay" id="pay" type="submit">${texts.pay}</button>
<button class="plain" data-testid="apz-dismiss" id="dismiss" type="button">${texts.dismiss}</button></form>
<section id="challenge" hidden><h2>${texts.challengeTitle}</h2><p>${texts.challengeText}</p>
<button class="main" data-testid="apz-challenge-pass" id="challenge-pass" type="button">${texts.challengePass}</button>
<button class="plain" data-testid="apz-challenge-fail" id="challenge-fail" type="button">${texts.challengeFail}</button>
<button class="plain" data-testid="apz-challenge-later" id="challenge-later" type="button">${texts.closePending}</button></section>
<section id="waiting" hidden aria-live="polite" data-testid="apz-waiting"><div class="spinner"></div><p>${texts.waiting}</p></section>
<section id="result" hidden aria-live="polite"><p data-testid="apz-result" id="result-text"></p>
<button class="main" data-testid="apz-close" id="close" type="button">${texts.close}</button></section>
<script>window.__apz=${scriptJson(config)}</script><script>${HOSTED_SCRIPT}</script>`)
}

/** What is shown for an unknown order or a wrong public key. */
export function hostedGonePage(texts: HostedTexts): string {
  return document(texts, `<header><b class="logo">aplazame<i>·</i></b></header><section><p data-testid="apz-result" data-status="error">${texts.gone}</p></section>`)
}

function document(texts: HostedTexts, body: string): string {
  return `<!doctype html><html lang="${texts.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:">
<link rel="icon" href="data:,"><title>${texts.title}</title><style>${HOSTED_STYLE}</style></head><body><main>${body}</main></body></html>`
}

function productChoices(order: OrderRow, texts: HostedTexts, availability: Readonly<Record<Product, boolean>>): string {
  const hints: Record<Product, string> = { instalments: texts.instalmentsHint, pay_in_4: texts.payIn4Hint, pay_later: texts.payLaterHint }
  const offered = order.forced_product ? [order.forced_product] : PRODUCTS.filter((product) => availability[product])
  return offered.map((product, index) =>
    `<label class="choice"><input type="radio" name="product" value="${product}" data-testid="apz-product-${product}"${index === 0 ? " checked" : ""}>
<span><b>${texts[product]}</b><small>${hints[product]}</small></span></label>`).join("")
}

function hostOf(notificationUrl: string): string {
  return URL.canParse(notificationUrl) ? new URL(notificationUrl).host : ""
}

/** Return URLs are only followed when they are http(s); relative ones are read against the store. */
function httpUrl(url: string | null | undefined, base: string): string | null {
  if (!url || !URL.canParse(url, base || undefined)) return null
  const full = new URL(url, base || undefined)
  return full.protocol === "http:" || full.protocol === "https:" ? full.href : null
}

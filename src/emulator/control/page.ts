import type { Router } from "express"
import { scriptJson } from "../hosted/html"
import type { ControlContext } from "./context"
import { CONTROL_SCRIPT, CONTROL_STYLE } from "./page-assets"

/** `GET /_emulator`: orders with their ledgers, notifications, calls and fault switches, for a person. It renews itself. */
export function addControlPage(router: Router, { keys }: ControlContext): void {
  router.get("/", (request, response) => {
    // Relative addresses on the page need the closing slash of the folder.
    if (!request.originalUrl.split("?")[0]?.endsWith("/")) return response.redirect(302, `${request.baseUrl}/`)
    return response.type("html").set("Cache-Control", "no-store").send(page(keys.publicKey))
  })
}

function page(publicKey: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>Aplazame emulator</title><style>${CONTROL_STYLE}</style></head><body>
<header><h1>Aplazame emulator</h1><span id="health" data-testid="emu-health"></span>
<button id="reset" data-testid="emu-reset" type="button">Reset everything</button></header>
<p id="violations" hidden data-testid="emu-violations"></p>
<section><h2>Orders <small id="order-count"></small></h2><div class="scroll" role="region" aria-label="Orders" tabindex="0"><table data-testid="emu-orders"><thead><tr>
<th>order</th><th>product</th><th>status</th><th>total</th><th>voided</th><th>captured</th><th>refunded</th><th>to capture</th><th>notifications</th><th>actions</th>
</tr></thead><tbody id="orders"></tbody></table></div></section>
<section><h2>Faults</h2><div id="faults" data-testid="emu-faults"></div>
<form id="fault-form"><select id="fault-route" aria-label="route"></select><select id="fault-kind" aria-label="kind"></select>
<input id="fault-times" type="number" min="1" placeholder="times (all)" aria-label="times"><button type="submit">Switch on</button>
<button id="faults-off" type="button">All off</button></form></section>
<section><h2>Calls</h2><div class="scroll" role="region" aria-label="Calls" tabindex="0"><table data-testid="emu-calls"><thead><tr><th>#</th><th>at</th><th>call</th><th>status</th><th>effect</th><th>fault</th><th>body</th></tr></thead>
<tbody id="calls"></tbody></table></div></section>
<script>window.__emu=${scriptJson({ publicKey })}</script><script>${CONTROL_SCRIPT}</script></body></html>`
}

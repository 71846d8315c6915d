/**
 * Script: puts an offer into the element. Texts are set as text and styles one by one, so that neither a store's attribute nor a
 * strict content policy can get in the way; no ids, since a page may hold several widgets. Its own background keeps the
 * contrast (text 15:1, small text 6:1) whatever the shop's colours are; a store's colour goes to the edge only. A line of text
 * (`data-type="text"` of version 3 and of pay later) is part of the shop's own text and has nothing of all that.
 */
export const DRAW = String.raw`
  function widgetMoney(cents, asked) {
    return new Intl.NumberFormat(WIDGET_TEXTS[asked.lang].locale, { style: "currency", currency: asked.currency }).format(cents / 100).replace(/[\u00a0\u202f]/g, " ")
  }
  function widgetPercent(hundredths, asked) {
    return new Intl.NumberFormat(WIDGET_TEXTS[asked.lang].locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(hundredths / 100) + " %"
  }
  function widgetFill(text, values) {
    return text.replace(/\$?\{{1,2}\s*(\w+)\s*\}{1,2}/g, function (whole, name) {
      return Object.prototype.hasOwnProperty.call(values, name) ? values[name] : whole
    })
  }
  function widgetPart(tag, name, text, style) {
    var part = document.createElement(tag)
    part.setAttribute("data-testid", "apz-widget" + (name ? "-" + name : ""))
    if (text) part.textContent = text
    Object.keys(style || {}).forEach(function (key) { part.style[key] = style[key] })
    return part
  }
  function widgetPlain(asked) {
    return asked.type === "text" && (asked.kind === "payLater" || asked.version === "v3")
  }
  function widgetLegal(asked, choice) {
    var paid = choice.num_instalments * choice.amount + choice.downpayment_amount
    var nominal = Math.round((choice.total_interest * 24 * 10000) / (asked.amount * (choice.num_instalments + 1)))
    return widgetFill(asked.legalText || WIDGET_TEXTS[asked.lang].legal, {
      order_amount: widgetMoney(asked.amount, asked), principal_amount: widgetMoney(asked.amount - choice.downpayment_amount, asked),
      total_amount: widgetMoney(asked.amount + choice.total_interest + choice.total_fees, asked), instalments_amount: widgetMoney(choice.amount, asked),
      num_instalments: String(choice.num_instalments), downpayment_amount: widgetMoney(choice.downpayment_amount, asked),
      tax: widgetMoney(paid - asked.amount > 0 ? choice.total_interest : 0, asked), tae: widgetPercent(choice.annual_equivalent, asked), tin: widgetPercent(nominal, asked)
    })
  }
  // "From" is said of the lowest instalment only; of another number of instalments the amount stands alone.
  function widgetChoices(root, line, asked, state, choices) {
    var texts = WIDGET_TEXTS[asked.lang]
    var lowest = choices.reduce(function (one, other) { return other.amount < one.amount ? other : one })
    function byCount(count) { return choices.filter(function (one) { return one.num_instalments === count })[0] }
    var chosen = byCount(state.chosen) || byCount(asked.instalments) || lowest
    var text = widgetPart("span", "text", "", { fontWeight: "600" })
    var legal = asked.legal ? widgetPart("small", "legal", "", { color: widgetPlain(asked) ? "inherit" : "#5a6478", fontSize: "12.5px" }) : null
    function say() {
      text.textContent = widgetFill(chosen === lowest ? texts.from : texts.monthly, { amount: widgetMoney(chosen.amount, asked) })
      if (legal) legal.textContent = widgetLegal(asked, chosen)
    }
    say()
    text.setAttribute("aria-live", "polite")
    line.appendChild(text)
    if (asked.version !== "v3" || asked.type !== "text") {
      var label = widgetPart("label", "label", texts.choose + " ", { fontSize: "14px", color: "#1d2433" })
      var select = widgetPart("select", "instalments", "", {
        font: "inherit", color: "#1d2433", background: "#fff", border: "1px solid #5a6478", borderRadius: "8px", padding: "4px 8px", minHeight: "32px"
      })
      choices.forEach(function (one) {
        var option = document.createElement("option")
        option.value = String(one.num_instalments)
        option.textContent = widgetFill(texts.option, { count: String(one.num_instalments) })
        option.selected = one === chosen
        select.appendChild(option)
      })
      select.addEventListener("change", function () {
        state.chosen = Number(select.value)
        chosen = byCount(state.chosen) || chosen
        say()
      })
      label.appendChild(select)
      line.appendChild(label)
    }
    if (legal) root.appendChild(legal)
  }
  function widgetRoot(asked, state, offer) {
    var texts = WIDGET_TEXTS[asked.lang]
    var centred = asked.align === "center" ? "center" : asked.align === "right" ? "flex-end" : "flex-start"
    var plain = widgetPlain(asked)
    var root = widgetPart("div", "", "", plain ? { textAlign: asked.align } : {
      display: "flex", flexDirection: "column", alignItems: centred, gap: "4px", padding: "8px 12px", background: "#fff", color: "#1d2433",
      borderRadius: "10px", borderStyle: "solid", borderWidth: asked.border ? "1px 1px 1px 4px" : "0 0 0 4px", borderColor: "#334bff"
    })
    if (asked.color && !plain) root.style.borderColor = asked.color
    root.setAttribute("data-kind", offer.kind)
    root.setAttribute("role", "group")
    root.setAttribute("aria-label", "Aplazame")
    root.lang = asked.lang
    var line = widgetPart("div", "line", "", {
      display: "flex", flexWrap: "wrap", gap: "4px 12px", flexDirection: asked.layout === "vertical" ? "column" : "row",
      alignItems: asked.layout === "vertical" ? centred : "center"
    })
    root.appendChild(line)
    if (offer.kind === "instalments") widgetChoices(root, line, asked, state, offer.choices)
    else line.appendChild(widgetPart("span", "text", offer.kind === "payLater" ? texts.payLater : offer.kind === "outside" ? texts.outside
      : widgetFill(texts.payIn4, { amount: widgetMoney(Math.ceil(asked.amount / 4), asked) }), { fontWeight: "600" }))
    return root
  }
  function widgetDraw(element, state, asked, offer) {
    if (offer.kind === "none" || (offer.kind === "outside" && asked.outside !== "show")) return widgetHide(element, state)
    var root = widgetRoot(asked, state, offer)
    var hadFocus = Boolean(state.drawn && state.drawn.contains(document.activeElement))
    if (state.drawn && element.contains(state.drawn)) state.drawn.replaceWith(root)
    else element.appendChild(root)
    state.drawn = root
    if (hadFocus && root.querySelector("select")) root.querySelector("select").focus()
    if (state.hid) element.hidden = state.hid = false
  }
  function widgetHide(element, state) {
    if (state.drawn) state.drawn.remove()
    state.drawn = null
    if (!element.hidden) element.hidden = state.hid = true
  }`

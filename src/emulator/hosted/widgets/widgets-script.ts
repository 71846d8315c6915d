import { scriptJson } from "../html"
import { DRAW } from "./draw"
import { READ_ATTRIBUTES } from "./read-attributes"
import { WIDGET_TEXTS } from "./texts"
import { WATCH } from "./watch"

/** The widgets' part of `aplazame.js`. It uses `api` and `options` of the script around it and gives it `watchWidgets` and `widgetsSoon`. */
export const WIDGETS_SCRIPT = `  var WIDGET_TEXTS = ${scriptJson(WIDGET_TEXTS)}
${READ_ATTRIBUTES}
${DRAW}
${WATCH}
`
